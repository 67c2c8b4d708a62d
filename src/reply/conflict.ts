/** @module Conflicts of a passage with others, side by side, without a verdict. */

import type { APIEmbedField } from "discord-api-types/v10";
import type { ConflictingPassage, Quotation } from "../collection/answer.ts";
import { joinLabels, label, locatorWords, nameOf } from "./citation.ts";
import { renderExcerpt } from "./excerpt.ts";
import { escapedWithin } from "./escape.ts";
import type { Words } from "./words/words.ts";

/** The most conflicts shown in full, to leave space for the quotation. */
const MAX_SHOWN = 2;
const MAX_SENTENCE = 250;

/**
 * Renders the conflicts of a passage, a group of fields each.
 * @param ranks the ranks by ID of the passages above this one, which are referred to, not shown again.
 */
export function renderConflicts(
  quotation: Quotation,
  ranks: ReadonlyMap<string, number>,
  words: Words,
): APIEmbedField[][] {
  const { differsFrom } = quotation;
  const groups = differsFrom
    .slice(0, MAX_SHOWN)
    .map((other) => renderConflict(quotation, other, ranks.get(other.citation.id), words));
  const more = differsFrom.length - groups.length;
  const rest = more > 0 ? [[{ name: heading(words), value: words.conflicts.more(more) }]] : [];
  return [...groups, ...rest];
}

const heading = ({ conflicts }: Words): string => `⚖️ ${conflicts.title}`;

function renderConflict(
  quotation: Quotation,
  other: ConflictingPassage,
  rank: number | undefined,
  words: Words,
): APIEmbedField[] {
  const { conflicts } = words;
  const what = escapedWithin(translateKind(label(other.what), words), 120);
  const title = { name: heading(words), value: what };
  if (rank !== undefined) return [{ ...title, value: `${what} (${conflicts.see(rank)})` }];
  const { document, id, origin } = other.citation;
  const provenance = joinLabels([locatorWords(other.citation, words), origin.published, id]);
  return [
    title,
    { name: conflicts.here, value: renderSentence(quotation), inline: true },
    {
      name: escapedWithin(nameOf(document, other.citation.path), 100),
      value: `${renderSentence(other)}\n(${escapedWithin(provenance, 120)})`,
      inline: true,
    },
  ];
}

/** Translates the kind in `number: "750" / "about 500"`. */
function translateKind(what: string, { conflicts }: Words): string {
  const [, kind, rest] = /^(\w+):(.*)$/s.exec(what) ?? [];
  const name = Object.entries(conflicts.kinds).find(([known]) => known === kind)?.[1];
  return name === undefined ? what : `${name}:${rest ?? ""}`;
}

/** Renders the sentence in conflict. */
function renderSentence({ excerpt, best }: Pick<ConflictingPassage, "excerpt" | "best">): string {
  const sentence = best ? excerpt.slice(best.start, best.end) : excerpt;
  return renderExcerpt(sentence, null, MAX_SENTENCE);
}
