/** @module What is embedded of a passage: where it stands, then its text; only the text is ever quoted. */

import type { Document } from "../corpus/document.ts";
import { visibleText } from "../corpus/hidden.ts";
import type { Passage } from "../corpus/passage.ts";
import type { CountTokens } from "../corpus/piece.ts";
import { withoutPadding } from "../corpus/table.ts";

const BETWEEN = " > ";
const AFTER = ". ";

/** Gives the text to embed for a passage. */
export type EmbeddingText = (
  document: Pick<Document, "title" | "titleFrom" | "text" | "hidden">,
  passage: Pick<Passage, "headings" | "columns" | "start" | "end">,
) => string;

/**
 * The text to embed is `title > heading > columns. text` without hidden parts, the part before the text cut to a number of tokens. A title
 * that is only the file's name says nothing, and is left out.
 */
export function embeddingTexts(countTokens: CountTokens, prefixTokens: number): EmbeddingText {
  const clipped = new Map<string, string>();
  return (document, passage) => {
    const title = document.titleFrom === "file name" ? [] : [document.title];
    const columns = passage.columns ? [passage.columns.join(", ")] : [];
    const parts = [...title, ...passage.headings, ...columns];
    const key = JSON.stringify(parts);
    const prefix = clipped.get(key) ?? clipPrefix(parts, countTokens, prefixTokens);
    clipped.set(key, prefix);
    return prefix + withoutPadding(visibleText(document, passage));
  };
}

/** The last headings are the nearest to the text, so the first are given up before it is cut inside. */
function clipPrefix(parts: readonly string[], countTokens: CountTokens, limit: number): string {
  const [first, ...rest] = parts;
  if (first === undefined) return "";
  const prefix = parts.join(BETWEEN) + AFTER;
  if (prefix.length <= limit * MAX_TOKEN_LENGTH && countTokens(prefix) <= limit) return prefix;
  if (rest.length > 0) return clipPrefix(rest, countTokens, limit);
  return clipWords(first, countTokens, limit);
}

/** No text of so many characters a token is counted: it is too long either way, or a single word. */
const MAX_TOKEN_LENGTH = 40;

function clipWords(heading: string, countTokens: CountTokens, limit: number): string {
  let kept = "";
  for (const word of heading.slice(0, limit * MAX_TOKEN_LENGTH).split(/\s+/)) {
    const longer = kept === "" ? word : `${kept} ${word}`;
    if (countTokens(longer + AFTER) > limit) break;
    kept = longer;
  }
  return kept === "" ? "" : kept + AFTER;
}
