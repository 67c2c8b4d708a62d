/** @module The reply to a question: outcome, quotations, buttons. */

import { type APIButtonComponent, ButtonStyle } from "discord-api-types/v10";
import type { Answer, Marked, Quotation } from "../collection/answer.ts";
import type { Outcome } from "../search/outcome.ts";
import { encode } from "./action.ts";
import { label } from "./citation.ts";
import { button, rows } from "./controls.ts";
import { voteButtons } from "./vote.ts";
import { renderGreeting } from "./help.ts";
import { type Message, message } from "./message.ts";
import { personButtons } from "./person.ts";
import { type PageOf, renderQuotations } from "./quotation.ts";
import { escapedWithin } from "./escape.ts";
import { removeButton } from "./post.ts";
import { questionLine, smallQuestionLine } from "./question-line.ts";
import { languageNames } from "./words/language.ts";
import { type Words, wordsFor } from "./words/words.ts";

/** The most passages that a reply quotes. */
export const MOST_QUOTED = 3;

/** The colours of outcomes; the head line states the outcome too, for people who do not see colours. */
const COLOURS: Readonly<Record<Outcome, number>> = {
  found: 0x2e7d5b,
  unsure: 0xb7791f,
  nothing: 0x6b7280,
};

/** The most headings with which the text above the embeds is within its limit. */
const MOST_NEAREST = 4;

/** In characters. */
const MOST_CORRECTED = 150;

export interface AnswerOptions {
  readonly words?: Words;
  /** Whether only one member sees it, who may show it to everyone. */
  readonly isShareable?: boolean;
  /** Whether it answers a question, or shows passages related to a message. */
  readonly about?: About;
  /** The member for whom somebody else asked. */
  readonly recipient?: Recipient | undefined;
  /** The author of the post that it answers, where nobody asked. */
  readonly authorId?: string | undefined;
  /** Whether it says how to ask more. */
  readonly goesOn?: boolean;
  /** Whether an operator reads it, who may pin one of its passages. */
  readonly isPinnable?: boolean;
  /** Whether the question can be passed to a person where it may not be answered. */
  readonly canAskPerson?: boolean;
  /** Links a passage to its page; left out where only one member sees the reply. */
  readonly pageOf?: PageOf | undefined;
}

export interface Recipient {
  readonly id: string;
  readonly isPinged: boolean;
}

type About = "question" | "message";
type Shareable = Exclude<Outcome, "nothing">;

/** Renders the reply to a question within every limit of Discord: its outcome, quotations, and buttons. */
export function renderAnswer(
  answer: Answer,
  {
    words = wordsFor("en"),
    isShareable = false,
    about = "question",
    recipient,
    authorId,
    goesOn = false,
    isPinnable = false,
    canAskPerson = false,
    pageOf,
  }: AnswerOptions = {},
): Message {
  const { outcome, answers, marks, notice } = answer;
  if (notice === "greeting" && about === "question") return renderGreeting(answer, words);
  const content = [
    ...(recipient ? [words.answer.askedFor(`<@${recipient.id}>`)] : []),
    ...(authorId === undefined ? askedLines(answer, words) : unaskedLines(answer, words)),
    ...(goesOn ? [`-# ${words.posts.goOn}`] : []),
    ...noticeLines(answer, words),
    ...headLines(answer, words, about),
  ];
  const passages = marks?.passages ?? [];
  const buttons =
    answers.length > 0
      ? answerButtons(
          { quotations: answers, passages, isPinnable, ...(isShareable ? { outcome } : {}) },
          words,
        )
      : [...nearestButtons(answer), ...pinButtons(marks?.nearest ?? [], isPinnable)];
  const isWhole = authorId !== undefined;
  const style = { colour: COLOURS[outcome], words, language: answer.language, isWhole, pageOf };
  const remove = authorId === undefined ? [] : [removeButton(authorId, words)];
  return message(content.join("\n"), renderQuotations(answers, style), {
    components: marks ? rows([...buttons, ...remove], personRow(outcome, canAskPerson, words)) : [],
    pinged: recipient?.isPinged ? { user: recipient.id } : undefined,
  });
}

const askedLines = (answer: Answer, words: Words): string[] => [
  questionLine(answer.question, answer.carried),
  ...searchedFor(answer, words),
];

const unaskedLines = ({ question }: Answer, { posts }: Words): string[] => [
  smallQuestionLine(question),
  `-# ${posts.unasked}`,
];

/** Lists the words that were corrected before the search, and says where words were carried over, in small print. */
const searchedFor = (
  { searchedFor: corrected = [], carried = [] }: Answer,
  { answer, posts }: Words,
): string[] => [
  ...(corrected.length === 0
    ? []
    : [`-# ${answer.searchedFor(escapedWithin(corrected.join(", "), MOST_CORRECTED))}`]),
  ...(carried.length === 0 ? [] : [`-# ${posts.carried}`]),
];

/** Returns the line of a notice that goes with any outcome. */
function noticeLines({ languages, notice }: Answer, words: Words): string[] {
  if (notice === "unread") return [words.answer.unread];
  return languages ? [words.answer.language(languageNames(languages, words))] : [];
}

/** Returns the line above quotations: a claim to have found something, never that it answers. */
const claimOf = (
  outcome: Shareable,
  passages: number,
  { answer, find }: Words,
  about: About,
): string => {
  if (outcome === "found") return answer.found;
  return (about === "message" ? find : answer).unsure(passages);
};

function headLines(
  { outcome, answers, nearest, notice }: Answer,
  words: Words,
  about: About,
): string[] {
  const { nothing, nothingNear, short } = words.answer;
  if (answers[0]?.isPinned) return [words.pins.chosen];
  if (answers.length > 0)
    return [claimOf(outcome === "found" ? outcome : "unsure", answers.length, words, about)];
  if (notice === "short") return [short];
  const headings = nearest
    .slice(0, MOST_NEAREST)
    .map((heading) => `- ${escapedWithin(label(heading), 200)}`);
  return headings.length === 0 ? [nothing] : [nothingNear, ...headings];
}

interface Buttons {
  readonly quotations: readonly Quotation[];
  /** Those quoted come first. */
  readonly passages: readonly Marked[];
  /** Of a private reply, which can be shared. */
  readonly outcome?: Outcome;
  readonly isPinnable: boolean;
}

/** Lists the button that pins one of some passages to the question, for operators. */
const pinButtons = (passages: readonly Marked[], isPinnable: boolean) =>
  isPinnable && passages.length > 0
    ? [button(encode("pin", { passages }), "", { emoji: "📌" })]
    : [];

/** Lists the button under a reply that may not answer; a row of its own, as the row above it may be full. */
const personRow = (outcome: Outcome, canAskPerson: boolean, words: Words) =>
  canAskPerson && outcome !== "found" ? personButtons(words) : [];

function answerButtons({ quotations, passages, outcome, isPinnable }: Buttons, { buttons }: Words) {
  const share = { page: quotations.length, word: outcome ?? "", passages };
  return [
    button(encode("source", { passages }), buttons.sources, { style: ButtonStyle.Primary }),
    ...voteButtons(quotations.map(({ citation }) => citation.id)),
    ...(outcome ? [button(encode("share", share), buttons.share, { emoji: "📢" })] : []),
    ...pinButtons(passages, isPinnable),
  ];
}

/** Lists buttons to the passages under the nearest headings, where nothing was found. */
const nearestButtons = ({ nearest, marks }: Answer) =>
  (marks?.nearest ?? []).slice(0, MOST_NEAREST).flatMap((passage, at) => {
    const heading = label(nearest[at] ?? "");
    const id = encode("source", { word: String(at), passages: [passage] });
    return heading === "" ? [] : [button(id, heading, { emoji: "📄" })];
  });

/** A private reply that a member shows to everyone. */
export interface PrivateReply {
  /** Its text, as it was sent. */
  readonly content: string;
  readonly outcome: Outcome;
  readonly quotations: readonly Quotation[];
  readonly passages: readonly Marked[];
  readonly isPinnable?: boolean;
  readonly canAskPerson?: boolean;
}

interface Sharing {
  /** The ID of the member who shares it. */
  readonly sharedBy: string;
  readonly words: Words;
  readonly pageOf?: PageOf | undefined;
}

/** Renders a private reply for the whole channel. */
export function renderShared(reply: PrivateReply, { sharedBy, words, pageOf }: Sharing): Message {
  const credit = `-# ${words.answer.sharedBy(`<@${sharedBy}>`)}`;
  const shared = { ...reply, content: `${reply.content}\n${credit}`, pageOf };
  return renderAgain(shared, [], words);
}

/** Renders a private reply again after it was shown to everyone. */
export const renderAfterSharing = (reply: PrivateReply, words: Words): Message =>
  renderAgain(
    reply,
    [
      button(encode("share", { word: "used" }), words.buttons.shared, {
        emoji: "📢",
        isDisabled: true,
      }),
    ],
    words,
  );

function renderAgain(
  {
    content,
    outcome,
    quotations,
    passages,
    pageOf,
    ...can
  }: PrivateReply & Pick<Sharing, "pageOf">,
  more: readonly APIButtonComponent[],
  words: Words,
): Message {
  const { isPinnable = false, canAskPerson = false } = can;
  const buttons = answerButtons({ quotations, passages, isPinnable }, words);
  const style = { colour: COLOURS[outcome], words, pageOf };
  return message(content, renderQuotations(quotations, style), {
    components: rows([...buttons, ...more], personRow(outcome, canAskPerson, words)),
  });
}
