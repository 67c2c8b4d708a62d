/** @module The reply to a question. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { Citation } from "../corpus/citation.ts";
import type { Answer, Disagreement, Quotation } from "../library/answer.ts";
import type { Outcome } from "../search/outcome.ts";
import { footer, headingPath, label, lines } from "./citation.ts";
import { escape } from "./escape.ts";
import { renderExcerpt } from "./excerpt.ts";
import { clip, LIMITS } from "./limits.ts";
import { linkOf, type Message, message } from "./message.ts";

const COLOURS: Readonly<Record<Outcome, number>> = {
  answered: 0x2e7d5b,
  unsure: 0xb7791f,
  nothing: 0x6b7280,
};

/** No excerpt is cut shorter than this for the sake of the others. */
const LEAST_EXCERPT = 400;

/** With so many headings, the text above the embeds is within its limit. */
const MAX_NEAREST = 5;

/** The reply to a question: its outcome in words, and an embed for each quotation. Within every limit of Discord. */
export function renderAnswer(answer: Answer): Message {
  const question = escapedWithin(answer.question, 600);
  const content = [`**${question}**`, ...opening(answer)].join("\n");
  const frames = answer.answers.map((quotation) => frame(quotation, answer.outcome));
  const budgets = shareOut(
    answer.answers.map((quotation) => excerptOf(quotation, LIMITS.description).length),
    LIMITS.embeds - frames.reduce((sum, embed) => sum + weigh(embed), 0),
  );
  const embeds = frames.map((embed, at) => {
    const quotation = answer.answers[at];
    const description = quotation ? excerptOf(quotation, budgets[at] ?? LEAST_EXCERPT) : "";
    return { ...embed, description };
  });
  return message(content, embeds);
}

function opening({ outcome, answers, nearest }: Answer): string[] {
  if (outcome === "answered") return [];
  if (answers.length > 0)
    return ["I am not sure that this answers it. These are the passages that come nearest:"];
  const headings = nearest
    .slice(0, MAX_NEAREST)
    .map((heading) => `- ${escapedWithin(label(heading), 200)}`);
  if (headings.length === 0) return ["I found nothing that answers this."];
  return ["I found nothing that answers this. The nearest I have stands under:", ...headings];
}

function excerptOf({ excerpt, highlight, citation }: Quotation, budget: number): string {
  const best = highlight && {
    start: highlight.start - citation.start,
    end: highlight.end - citation.start,
  };
  return renderExcerpt(excerpt, best, budget);
}

/** All of an embed but its excerpt. */
function frame({ citation, alsoReportedIn, differsFrom }: Quotation, outcome: Outcome): APIEmbed {
  const link = linkOf(citation.origin.source);
  const path = headingPath(citation.headings);
  const fields = [
    ...(path === "" ? [] : [{ name: "Under", value: escapedWithin(path, 300) }]),
    ...differsFrom.slice(0, MAX_DIFFERENCES).map(renderDisagreement),
    ...alsoReported(alsoReportedIn),
  ];
  return {
    title: escapedWithin(label(citation.document), LIMITS.title),
    ...(link === undefined ? {} : { url: link }),
    color: COLOURS[outcome],
    ...(fields.length === 0 ? {} : { fields }),
    footer: { text: clip(footer(citation), 400) },
  };
}

/** More would crowd out the quotation itself. */
const MAX_DIFFERENCES = 2;

/** What another document says, beside this one's, with what differs and no verdict. */
function renderDisagreement({ citation, excerpt, highlight, what }: Disagreement): APIEmbedField {
  const sentence = highlight
    ? excerpt.slice(highlight.start - citation.start, highlight.end - citation.start)
    : excerpt;
  const source = escapedWithin(
    `${label(citation.document)}, ${lines(citation)}, ${citation.id}`,
    200,
  );
  return {
    name: escapedWithin(`Accounts differ in the ${label(what)}`, 120),
    value: `${renderExcerpt(sentence, null, 350)}\n(${source})`,
  };
}

const MAX_PLACES = 3;

function alsoReported(citations: readonly Citation[]): APIEmbedField[] {
  if (citations.length === 0) return [];
  const places = citations
    .slice(0, MAX_PLACES)
    .map((citation) =>
      escapedWithin(`${label(citation.document)}, ${lines(citation)}, ${citation.id}`, 130),
    );
  const more = citations.length - places.length;
  return [
    {
      name: "Also reported in",
      value: [...places, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    },
  ];
}

/** A text cut so that it is within the limit once it is escaped. */
export function escapedWithin(text: string, limit: number): string {
  let kept = clip(text, limit);
  while (escape(kept).length > limit) kept = clip(kept, Math.floor(kept.length * 0.9));
  return escape(kept);
}

/** What an embed counts towards the limit on all. */
const weigh = ({ title, fields = [], footer: foot }: APIEmbed): number =>
  (title?.length ?? 0) +
  (foot?.text.length ?? 0) +
  fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);

/** Shares room among texts: each gets what it needs up to an equal share, and what is left over goes to the longer. */
function shareOut(needs: readonly number[], room: number): number[] {
  const shares = needs.map(() => 0);
  let left = room;
  const ascending = needs.map((need, at) => ({ need, at })).toSorted((a, b) => a.need - b.need);
  for (const [taken, { need, at }] of ascending.entries()) {
    const share = Math.min(need, Math.floor(left / (needs.length - taken)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
