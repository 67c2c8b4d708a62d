/** @module Conflicts between quotations, side by side and once, without a verdict. */

import type { APIEmbedField } from "discord-api-types/v10";
import type { ConflictingPassage, Quotation } from "../collection/answer.ts";
import { documentName, label } from "./citation.ts";
import { renderQuoted } from "./excerpt.ts";
import { escapedWithin } from "./escape.ts";
import type { Words } from "./words/words.ts";

const MAX_SENTENCE = 160;

/** A quotation and the first passage that differs from it. */
export interface Conflict {
  readonly quotation: Quotation;
  readonly other: ConflictingPassage;
  /** The number of further conflicts among the quotations, each pair once. */
  readonly more: number;
}

/** Finds the first conflict of the quotations; undefined if there is none. */
export function findConflict(quotations: readonly Quotation[]): Conflict | undefined {
  const pairs = new Map<string, Omit<Conflict, "more">>();
  for (const quotation of quotations)
    for (const other of quotation.differsFrom) {
      const ids = [quotation.citation.id, other.citation.id].toSorted().join(" ");
      if (!pairs.has(ids)) pairs.set(ids, { quotation, other });
    }
  const [first] = pairs.values();
  return first && { ...first, more: pairs.size - 1 };
}

/** Renders a conflict: its kind and values, and below them the two sentences in columns. */
export function renderConflict(
  { quotation, other, more }: Conflict,
  words: Words,
): APIEmbedField[] {
  const { conflicts, answer } = words;
  const what = escapedWithin(describe(label(other.what), words), 120);
  const column = ({ citation, shown }: Pick<Quotation, "citation" | "shown">): APIEmbedField => ({
    name: escapedWithin(documentName(citation), 100),
    value: renderQuoted(shown, MAX_SENTENCE, answer),
    inline: true,
  });
  return [
    {
      name: `⚖️ ${conflicts.title}`,
      value: more > 0 ? `${what} (${conflicts.more(more)})` : what,
    },
    column(quotation),
    column(other),
  ];
}

/** Describes `number: "750" / "about 500"` by its values, and a negation in words. */
function describe(what: string, { conflicts, answer }: Words): string {
  const [, kind, first = "", second = ""] = /^(\w+): "(.*)" \/ "(.*)"$/s.exec(what) ?? [];
  if (kind === "negation") return conflicts.negation;
  return kind === undefined ? what : `${answer.quoted(first)} / ${answer.quoted(second)}`;
}
