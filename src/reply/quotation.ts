/** @module Quotations as embeds: one each, the passage itself above all, within the room that they share. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { Citation } from "../corpus/citation.ts";
import type { Quotation } from "../collection/answer.ts";
import { footer, headingPath, label, nameOf, placeWords } from "./citation.ts";
import { renderConflicts } from "./conflict.ts";
import { renderExcerpt } from "./excerpt.ts";
import { clip, LIMITS } from "./limits.ts";
import { linkFor } from "./link.ts";
import { fitting, shareOut, weigh } from "./room.ts";
import { escapedWithin } from "./within.ts";
import type { Words } from "./words/words.ts";

/** No excerpt is cut shorter than this for the sake of what stands about it. */
const LEAST_EXCERPT = 500;

/** An embed for each quotation; together they are within the limit on all. */
export function renderQuotations(
  quotations: readonly Quotation[],
  colour: number,
  words: Words,
): APIEmbed[] {
  const share = Math.floor(LIMITS.embeds / Math.max(1, quotations.length));
  const ranks = new Map<string, number>();
  const frames = quotations.map((quotation) => {
    const made = frame(quotation, { ranks, words, room: share - LEAST_EXCERPT, colour });
    ranks.set(quotation.citation.id, quotation.rank);
    return made;
  });
  const taken = frames.reduce((sum, embed) => sum + weigh(embed), 0);
  const longest = quotations.map((quotation) => excerptOf(quotation, LIMITS.description));
  const needs = longest.map((excerpt) => excerpt.length);
  const budgets = shareOut(needs, LIMITS.embeds - taken);
  return quotations.map((quotation, at) => {
    const [embed, budget] = [frames[at] ?? {}, budgets[at] ?? 0];
    const whole = longest[at] ?? "";
    if (whole.length <= budget) return { ...embed, description: whole };
    return shortened(embed, quotation, budget, words);
  });
}

/** Room for saying that something was left out is kept beforehand. */
function shortened(
  embed: APIEmbed,
  quotation: Quotation,
  budget: number,
  { answer }: Words,
): APIEmbed {
  const description = excerptOf(quotation, budget - answer.shortened.length - SEPARATOR.length);
  const text = [embed.footer?.text, answer.shortened].join(SEPARATOR);
  return { ...embed, description, footer: { text } };
}

const SEPARATOR = " · ";

function excerptOf({ excerpt, best, citation }: Quotation, budget: number): string {
  const columns = renderColumns(citation.columns);
  return columns + renderExcerpt(excerpt, best, budget - columns.length, citation.cut);
}

/** The columns of a table whose header is above the excerpt, as small text of their own. */
const renderColumns = (columns: readonly string[] = []): string =>
  columns.length === 0 ? "" : `-# ${escapedWithin(columns.map(label).join(" | "), MAX_COLUMNS)}\n`;

const MAX_COLUMNS = 300;

interface Frame {
  readonly ranks: ReadonlyMap<string, number>;
  readonly words: Words;
  readonly room: number;
  readonly colour: number;
}

/** All of an embed but its excerpt: who and when above, where and what else below. */
function frame(quotation: Quotation, { ranks, words, room, colour }: Frame): APIEmbed {
  const { citation, alsoReportedIn } = quotation;
  const link = linkFor(citation.origin.source, "embed");
  const embed = {
    author: { name: byline(quotation) },
    title: escapedWithin(nameOf(citation.document, citation.path), LIMITS.title),
    ...(link === undefined ? {} : { url: link }),
    color: colour,
    footer: { text: clip(footer(citation, words), 300) },
  };
  const fields = fitting(
    [
      [{ name: words.answer.where, value: whereOf(citation, link, words) }],
      ...renderConflicts(quotation, ranks, words),
      alsoReported(alsoReportedIn, words),
    ],
    room - weigh(embed),
  );
  return fields.length === 0 ? embed : { ...embed, fields };
}

/** `2 · The harbour office · 2020-05-04`; shown by Discord as it is. */
function byline({ rank, citation: { origin } }: Quotation): string {
  const parts = [String(rank), origin.publisher ?? origin.author, origin.published];
  const known = parts.flatMap((part) => (part && label(part) !== "" ? [label(part)] : []));
  return clip(known.join(SEPARATOR), 200);
}

/** An address that is no link of the title stands below. */
function whereOf(citation: Citation, link: string | undefined, words: Words): string {
  const path = escapedWithin(headingPath(citation.headings), 300);
  const place = [path, placeWords(citation, words)].filter((part) => part !== "").join(SEPARATOR);
  const address = link === undefined ? label(citation.origin.source ?? "") : "";
  return address === "" ? place : `${place}\n${escapedWithin(address, 200)}`;
}

const MOST_PLACES = 3;

function alsoReported(citations: readonly Citation[], words: Words): APIEmbedField[] {
  if (citations.length === 0) return [];
  const places = citations
    .slice(0, MOST_PLACES)
    .map((citation) =>
      escapedWithin(
        `${nameOf(citation.document, citation.path)}, ${placeWords(citation, words)}, ${citation.id}`,
        130,
      ),
    );
  const more = citations.length - places.length;
  const value = [...places, ...(more > 0 ? [words.answer.more(more)] : [])].join("\n");
  return [{ name: words.answer.alsoIn, value }];
}
