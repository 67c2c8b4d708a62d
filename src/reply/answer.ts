/** @module The reply to a question: outcome, passages, buttons. */

import { ButtonStyle } from "discord-api-types/v10";
import type { Answer, Marks, Quotation } from "../collection/answer.ts";
import type { Outcome } from "../search/outcome.ts";
import { encode } from "./action.ts";
import { label } from "./citation.ts";
import { button, type Row, rows } from "./controls.ts";
import { voteButtons } from "./vote.ts";
import { renderGreeting } from "./help.ts";
import { type Message, message } from "./message.ts";
import { renderQuotations } from "./quotation.ts";
import { escapedWithin } from "./escape.ts";
import { type Words, wordsFor } from "./words/words.ts";

/** The colours of outcomes; the head line states the outcome too, for people who do not see colours. */
const COLOURS: Readonly<Record<Outcome, number>> = {
  found: 0x2e7d5b,
  unsure: 0xb7791f,
  nothing: 0x6b7280,
};

/** The most headings with which the text above the embeds is within its limit. */
const MOST_NEAREST = 5;

/** In characters. */
const MOST_CORRECTED = 150;

export interface AnswerOptions {
  readonly words?: Words;
  /** Whether only one member sees it. */
  readonly isPrivate?: boolean;
  /** Whether it answers a question, or shows passages related to a message. */
  readonly about?: About;
}

type About = "question" | "message";
type Shareable = Exclude<Outcome, "nothing">;

/** Renders the reply to a question: its outcome in words, and an embed for each quotation, within every limit of Discord. */
export function renderAnswer(
  answer: Answer,
  { words = wordsFor("en"), isPrivate = false, about = "question" }: AnswerOptions = {},
): Message {
  const { outcome, answers, languages, marks, notice } = answer;
  if (notice === "greeting" && about === "question") return renderGreeting(answer, words);
  const content = [
    `**${escapedWithin(answer.question, 600)}**`,
    ...searchedFor(answer, words),
    ...(languages ? [words.answer.language(languageNames(languages, words))] : []),
    ...headLines(answer, phrases(words, about)),
  ];
  const shareAs = isPrivate ? SHARED[about][outcome === "found" ? outcome : "unsure"] : undefined;
  const components = marks ? controls(answer, marks, words, shareAs) : [];
  return message(content.join("\n"), renderQuotations(answers, COLOURS[outcome], words), {
    components,
  });
}

/** Lists the words that were corrected before the search, in small print. */
const searchedFor = ({ searchedFor: corrected = [] }: Answer, { answer }: Words): string[] =>
  corrected.length === 0
    ? []
    : [`-# ${answer.searchedFor(escapedWithin(corrected.join(", "), MOST_CORRECTED))}`];

const phrases = (words: Words, about: About) => ({
  ...words.answer,
  ...(about === "message" ? words.find : {}),
});

/** Lists languages by their names: `English and German`. */
function languageNames(codes: readonly string[], { locale }: Words): string {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  return new Intl.ListFormat(locale).format(codes.map((code) => names.of(code) ?? code));
}

/** Lists the lines above the passages: none over a find, which claims nothing but itself. */
function headLines(
  { outcome, answers, nearest, notice }: Answer,
  { unsure, nothing, nothingNear, short }: ReturnType<typeof phrases>,
): string[] {
  if (outcome === "found") return [];
  if (answers.length > 0) return [unsure];
  if (notice === "short") return [short];
  const headings = nearest
    .slice(0, MOST_NEAREST)
    .map((heading) => `- ${escapedWithin(label(heading), 200)}`);
  return headings.length === 0 ? [nothing] : [nothingNear, ...headings];
}

function controls(
  { answers, nearest }: Answer,
  marks: Marks,
  words: Words,
  shareAs: string | undefined,
): Row[] {
  if (answers.length === 0) return rows(nearestButtons(nearest, marks));
  const { further, shown } = marks;
  const more = button(encode("more", { page: 1, passages: further }), words.buttons.further);
  const share = (word: string) =>
    button(encode("share", { page: answers.length, word, passages: shown }), words.buttons.share, {
      emoji: "📢",
    });
  return rows(
    [...sourceButtons(answers, words), ...(further.length > 0 ? [more] : [])],
    [...voteButtons(answers, words), ...(shareAs === undefined ? [] : [share(shareAs)])],
  );
}

/** Lists a button for the source of each passage; its rank keeps the `custom_id` unique in the message. */
export const sourceButtons = (quotations: readonly Quotation[], { buttons }: Words) =>
  quotations.slice(0, 4).map(({ rank, citation }) =>
    button(encode("source", { page: rank, passages: [citation.id] }), buttons.source(rank), {
      style: ButtonStyle.Primary,
    }),
  );

/** Lists buttons to the passages under the nearest headings, where nothing was found. */
const nearestButtons = (nearest: readonly string[], marks: Marks) =>
  marks.nearest.slice(0, MOST_NEAREST).flatMap((passage, at) => {
    const heading = label(nearest[at] ?? "");
    if (heading === "") return [];
    return [
      button(encode("source", { page: at + 1, passages: [passage] }), heading, { emoji: "📄" }),
    ];
  });

/** Codes of the outcome in the `custom_id` of a share button, which has no space for more. */
const SHARED: Readonly<Record<About, Readonly<Record<Shareable, string>>>> = {
  question: { found: "a", unsure: "u" },
  message: { found: "f", unsure: "g" },
};

/** Decodes the code of a share button; undefined if it is unknown. */
export function sharedAs(word: string): { about: About; outcome: Shareable } | undefined {
  for (const about of ["question", "message"] as const)
    for (const outcome of ["found", "unsure"] as const)
      if (SHARED[about][outcome] === word) return { about, outcome };
  return undefined;
}

/** Renders the passages of a private reply for the whole channel, under the reply's first line. */
export function renderShared(
  question: string,
  { about, outcome }: { readonly about: About; readonly outcome: Shareable },
  quotations: readonly Quotation[],
  words: Words,
): Message {
  const head = outcome === "found" ? "" : phrases(words, about).unsure;
  const content = [question, head].filter((line) => line !== "");
  return message(content.join("\n"), renderQuotations(quotations, COLOURS[outcome], words), {
    components: rows(sourceButtons(quotations, words), voteButtons(quotations, words)),
  });
}
