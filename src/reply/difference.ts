/** @module Accounts that differ, side by side, with what differs and no verdict. */

import type { APIEmbedField } from "discord-api-types/v10";
import type { Disagreement, Quotation } from "../collection/answer.ts";
import { label, nameOf, placeWords } from "./citation.ts";
import { renderExcerpt } from "./excerpt.ts";
import { escapedWithin } from "./within.ts";
import type { Words } from "./words/words.ts";

/** More would crowd out the quotation itself. */
const MOST = 2;
const SENTENCE = 250;

/**
 * The fields for the accounts that differ from a passage's own, a group for each.
 * @param ranks of the passages shown above this one, by their IDs: what stands there is not shown again.
 */
export function renderDifferences(
  quotation: Quotation,
  ranks: ReadonlyMap<string, number>,
  words: Words,
): APIEmbedField[][] {
  const { differsFrom } = quotation;
  const groups = differsFrom
    .slice(0, MOST)
    .map((other) => renderDifference(quotation, other, ranks.get(other.citation.id), words));
  const more = differsFrom.length - groups.length;
  const rest = more > 0 ? [[{ name: heading(words), value: words.differences.more(more) }]] : [];
  return [...groups, ...rest];
}

const heading = ({ differences }: Words): string => `⚖️ ${differences.title}`;

function renderDifference(
  quotation: Quotation,
  other: Disagreement,
  rank: number | undefined,
  words: Words,
): APIEmbedField[] {
  const { differences } = words;
  const what = escapedWithin(named(label(other.what), words), 120);
  const title = { name: heading(words), value: what };
  if (rank !== undefined) return [{ ...title, value: `${what} (${differences.see(rank)})` }];
  const { document, id, origin } = other.citation;
  const from = [placeWords(other.citation, words), origin.published, id];
  const place = from.flatMap((part) => (part ? [label(part)] : [])).join(" · ");
  return [
    title,
    { name: differences.here, value: sentenceOf(quotation), inline: true },
    {
      name: escapedWithin(nameOf(document, other.citation.path), 100),
      value: `${sentenceOf(other)}\n(${escapedWithin(place, 120)})`,
      inline: true,
    },
  ];
}

/** What differs comes as `number: "750" / "about 500"`. */
function named(what: string, { differences }: Words): string {
  const [, kind, rest] = /^(\w+):(.*)$/s.exec(what) ?? [];
  const name = Object.entries(differences.kinds).find(([known]) => known === kind)?.[1];
  return name === undefined ? what : `${name}:${rest ?? ""}`;
}

/** The sentence that differs, as it stands there. */
function sentenceOf({ excerpt, best }: Pick<Disagreement, "excerpt" | "best">): string {
  const sentence = best ? excerpt.slice(best.start, best.end) : excerpt;
  return renderExcerpt(sentence, null, SENTENCE);
}
