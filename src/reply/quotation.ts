/** @module Quotations as embeds, an embed each, within a shared budget of characters. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { Citation } from "../corpus/citation.ts";
import type { Quotation } from "../collection/answer.ts";
import {
  footer,
  headingPath,
  joinLabels,
  label,
  locatorWords,
  nameOf,
  SEPARATOR,
} from "./citation.ts";
import { renderConflicts } from "./conflict.ts";
import { renderExcerpt } from "./excerpt.ts";
import { clip, LIMITS } from "./limits.ts";
import { linkFor } from "./link.ts";
import { escapedWithin } from "./escape.ts";
import type { Words } from "./words/words.ts";

/** The least budget of an excerpt: other parts of its embed are dropped first. */
const LEAST_EXCERPT = 500;

/** Renders an embed for each quotation, all of them within Discord's limit on their sum. */
export function renderQuotations(
  quotations: readonly Quotation[],
  colour: number,
  words: Words,
): APIEmbed[] {
  const share = Math.floor(LIMITS.embeds / Math.max(1, quotations.length));
  const ranks = new Map<string, number>();
  const frames = quotations.map((quotation) => {
    const made = renderFrame(quotation, { ranks, words, budget: share - LEAST_EXCERPT, colour });
    ranks.set(quotation.citation.id, quotation.rank);
    return made;
  });
  const taken = frames.reduce((sum, embed) => sum + embedLength(embed), 0);
  const longest = quotations.map((quotation) => excerptOf(quotation, LIMITS.description));
  const needs = longest.map((excerpt) => excerpt.length);
  const budgets = shareOut(needs, LIMITS.embeds - taken);
  return quotations.map((quotation, at) => {
    const [embed, budget] = [frames[at] ?? {}, budgets[at] ?? 0];
    const whole = longest[at] ?? "";
    if (whole.length <= budget) return { ...embed, description: whole };
    return shorten(embed, quotation, budget, words);
  });
}

/** Shortens the excerpt to its budget, with a note of that in the footer. */
function shorten(
  embed: APIEmbed,
  quotation: Quotation,
  budget: number,
  { answer }: Words,
): APIEmbed {
  const description = excerptOf(quotation, budget - answer.shortened.length - SEPARATOR.length);
  const text = [embed.footer?.text, answer.shortened].join(SEPARATOR);
  return { ...embed, description, footer: { text } };
}

function excerptOf({ excerpt, best, citation }: Quotation, budget: number): string {
  const columns = renderColumns(citation.columns);
  return columns + renderExcerpt(excerpt, best, budget - columns.length, citation.cut);
}

/** Renders the columns of a table whose header is above the excerpt, in small print. */
const renderColumns = (columns: readonly string[] = []): string =>
  columns.length === 0 ? "" : `-# ${escapedWithin(columns.map(label).join(" | "), MAX_COLUMNS)}\n`;

const MAX_COLUMNS = 300;

interface FrameOptions {
  readonly ranks: ReadonlyMap<string, number>;
  readonly words: Words;
  /** In characters, for all but the excerpt. */
  readonly budget: number;
  readonly colour: number;
}

/** Renders all of an embed but its excerpt. */
function renderFrame(
  quotation: Quotation,
  { ranks, words, budget, colour }: FrameOptions,
): APIEmbed {
  const { citation, alsoReportedIn } = quotation;
  const link = linkFor(citation.origin.source, "embed");
  const embed = {
    author: { name: byline(quotation) },
    title: escapedWithin(nameOf(citation.document, citation.path), LIMITS.title),
    ...(link === undefined ? {} : { url: link }),
    color: colour,
    footer: { text: clip(footer(citation, words), 300) },
  };
  const fields = fieldsWithin(
    [
      [{ name: words.answer.where, value: whereOf(citation, link, words) }],
      ...renderConflicts(quotation, ranks, words),
      alsoReported(alsoReportedIn, words),
    ],
    budget - embedLength(embed),
  );
  return fields.length === 0 ? embed : { ...embed, fields };
}

/** Formats `2 · The harbour office · 2020-05-04`, unescaped as Discord renders no Markdown in authors. */
function byline({ rank, citation: { origin } }: Quotation): string {
  const parts = [String(rank), origin.publisher ?? origin.author, origin.published];
  return clip(joinLabels(parts), 200);
}

/** Formats headings and locator, and below them an address that cannot be the title's link. */
function whereOf(citation: Citation, link: string | undefined, words: Words): string {
  const path = escapedWithin(headingPath(citation.headings), 300);
  const where = [path, locatorWords(citation, words)].filter((part) => part !== "").join(SEPARATOR);
  const address = link === undefined ? label(citation.origin.source ?? "") : "";
  return address === "" ? where : `${where}\n${escapedWithin(address, 200)}`;
}

const MOST_ALSO = 3;

function alsoReported(citations: readonly Citation[], words: Words): APIEmbedField[] {
  if (citations.length === 0) return [];
  const named = citations
    .slice(0, MOST_ALSO)
    .map((citation) =>
      escapedWithin(
        `${nameOf(citation.document, citation.path)}, ${locatorWords(citation, words)}, ${citation.id}`,
        130,
      ),
    );
  const more = citations.length - named.length;
  const value = [...named, ...(more > 0 ? [words.answer.more(more)] : [])].join("\n");
  return [{ name: words.answer.alsoIn, value }];
}

/** Returns the characters of an embed that count towards the limit on all, its description apart. */
const embedLength = ({ title, author, fields = [], footer: foot }: APIEmbed): number =>
  (title?.length ?? 0) +
  (author?.name.length ?? 0) +
  (foot?.text.length ?? 0) +
  fieldsLength(fields);

const fieldsLength = (fields: readonly APIEmbedField[]): number =>
  fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);

/** Lists the fields of each group that fits as a whole into the rest of the budget. */
function fieldsWithin(
  groups: readonly (readonly APIEmbedField[])[],
  budget: number,
): APIEmbedField[] {
  const kept: APIEmbedField[] = [];
  for (const group of groups)
    if (fieldsLength(kept) + fieldsLength(group) <= budget) kept.push(...group);
  return kept;
}

/** Divides a budget among texts: each gets its need up to an equal share, the rest goes to the longer. */
function shareOut(needs: readonly number[], budget: number): number[] {
  const shares = needs.map(() => 0);
  let left = budget;
  const ascending = needs.map((need, at) => ({ need, at })).toSorted((a, b) => a.need - b.need);
  for (const [taken, { need, at }] of ascending.entries()) {
    const share = Math.min(need, Math.floor(left / (needs.length - taken)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
