/** @module Quotations as one embed: the best passage with its source, the best sentences of others, a conflict. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { Citation } from "../corpus/citation.ts";
import type { Quotation } from "../collection/answer.ts";
import { UNKNOWN } from "../corpus/languages/languages.ts";
import { documentName, headingOf, SEPARATOR, sourceAddress, sourceLine } from "./citation.ts";
import { type Conflict, findConflict, renderConflict } from "./conflict.ts";
import { renderPassage, renderQuoted } from "./excerpt.ts";
import { LIMITS } from "./limits.ts";
import { escapedWithin } from "./escape.ts";
import { lineOf } from "./pieces.ts";
import { languageName } from "./words/language.ts";
import type { Words } from "./words/words.ts";

/** In characters of Markdown: with them, most answers fit on the screen of a phone. */
const EXCERPT = { alone: 800, amongOthers: 450 } as const;
/** The same where nobody asked: nearly every passage is shown whole, as few readers would look for more. */
const WHOLE = 2_200;
/** The characters in a line of an embed on a phone. */
const PHONE_LINE = 40;
const ALSO = 120;
const ALSO_DOCUMENT = 45;

export interface QuotationStyle {
  readonly colour: number;
  readonly words: Words;
  /** The language of the question; of the reply if there is none. Quotations in another one say so. */
  readonly language?: string;
  /** Whether the best passage is shown whole, if it fits at all. */
  readonly isWhole?: boolean;
  readonly pageOf?: PageOf | undefined;
}

/** Returns the address of the page of a passage; undefined where it has none. */
export type PageOf = (passageId: string) => string | undefined;

/** Renders quotations, the best first, within Discord's limits. */
export function renderQuotations(
  quotations: readonly Quotation[],
  { colour, words, language = words.locale, isWhole = false, pageOf }: QuotationStyle,
): APIEmbed[] {
  const [best, ...others] = quotations;
  if (!best) return [];
  const { citation, shown, alsoReportedIn } = best;
  const conflict = findConflict(quotations);
  const address = sourceAddress(citation, bestLine(best));
  const length = isWhole ? WHOLE : EXCERPT[others.length > 0 ? "amongOthers" : "alone"];
  const lines = [
    renderPassage(shown, length, PHONE_LINE),
    sourceLine(citation, words, {
      address,
      language: otherLanguage(best, language, words),
      page: pageOf?.(citation.id),
    }),
    ...sameText(alsoReportedIn, words),
  ];
  return [
    {
      title: escapedWithin(headingOf(citation), LIMITS.title),
      ...(address === undefined ? {} : { url: address }),
      color: colour,
      description: lines.join("\n"),
      fields: [
        ...(conflict ? renderConflict(conflict, words) : []),
        ...alsoFound(
          others.filter((other) => !isIn(conflict, other)),
          citation,
          { words, language },
        ),
      ],
    },
  ];
}

const bestLine = ({ shown: { parts, best } }: Quotation): string => {
  const part = best === null ? undefined : parts[best];
  return part?.kind === "prose" ? lineOf(part) : "";
};

/** Whether a quotation is already shown as a side of the conflict. */
const isIn = (conflict: Conflict | undefined, { citation }: Quotation): boolean =>
  [conflict?.quotation, conflict?.other].some((side) => side?.citation.id === citation.id);

/** Renders the best sentence of each quotation after its heading; of another document, with the document's name. */
function alsoFound(
  quotations: readonly Quotation[],
  { path }: Citation,
  { words, language }: Required<Pick<QuotationStyle, "words" | "language">>,
): APIEmbedField[] {
  if (quotations.length === 0) return [];
  const { answer } = words;
  const lines = quotations.map((quotation) => {
    const { citation, shown } = quotation;
    const [heading, document] = [headingOf(citation), documentName(citation)];
    const isElsewhere = citation.path !== path && document !== heading;
    const notes = [
      isElsewhere ? escapedWithin(document, ALSO_DOCUMENT) : undefined,
      otherLanguage(quotation, language, words),
    ].filter((note) => note !== undefined);
    const where = notes.length > 0 ? ` (${notes.join(SEPARATOR)})` : "";
    return `**${escapedWithin(heading, 100)}**${where} ${renderQuoted(shown, ALSO, answer)}`;
  });
  return [{ name: answer.alsoFound, value: lines.join("\n") }];
}

/** Returns the name of a quotation's language if it is known and not the reader's. */
function otherLanguage(
  { language }: Pick<Quotation, "language">,
  reader: string,
  words: Words,
): string | undefined {
  const own = words.locale.split("-")[0];
  return language === UNKNOWN || language === (reader === UNKNOWN ? own : reader)
    ? undefined
    : languageName(language, words);
}

const MOST_SAME = 3;

/** Names the other documents that have the same text. */
function sameText(citations: readonly Citation[], { answer }: Words): string[] {
  if (citations.length === 0) return [];
  const names = [...new Set(citations.map(documentName))];
  const named = names.slice(0, MOST_SAME).map((name) => escapedWithin(name, 60));
  const more = names.length - named.length;
  return [`-# ${answer.sameText([...named, ...(more > 0 ? [answer.more(more)] : [])].join(", "))}`];
}
