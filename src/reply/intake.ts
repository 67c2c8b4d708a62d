/** @module The replies to changes of the documents: a preview, a confirmation, a result. */

import { type APIEmbed, ButtonStyle } from "discord-api-types/v10";
import type { Change } from "../intake/changes.ts";
import type { UserError } from "../base/errors.ts";
import { IntakeFault } from "../intake/fault.ts";
import type { Glimpse, Preview } from "../intake/preview.ts";
import type { Proposal } from "../intake/proposal.ts";
import type { DocumentEntry, Snapshot } from "../search/snapshot.ts";
import { QuotaReached } from "../storage/guild-collections.ts";
import { encode } from "./action.ts";
import { dateWords, headingPath, joinLabels, label, locatorWords, nameOf } from "./citation.ts";
import { button, rows } from "./controls.ts";
import { escapedWithin } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import { omittedText } from "./rebuild.ts";
import { type Filled, quotaFaultText, quotaLines } from "./server.ts";
import type { Words } from "./words/words.ts";

/** A planned file, and whether the samples serve now. */
export interface Offer extends Pick<Proposal, "path" | "preview" | "target" | "before" | "kept"> {
  readonly replacesSamples: boolean;
  /** The quotas of the server that gets it. */
  readonly filled?: Filled | undefined;
}

/** Returns the text of an error of a change, unescaped. */
export function changeFaultText(error: UserError, words: Words): string {
  const quota = error instanceof IntakeFault ? error.cause : error;
  if (quota instanceof QuotaReached) return quotaFaultText(quota.fault, words);
  if (!(error instanceof IntakeFault)) return error.message;
  return words.intake.faults[error.kind](label(error.path), error.reason);
}

/** The most characters of a line. */
const LINE = 200;
const MOST_LEFT_OUT = 3;
const MOST_WARNINGS = 4;

const line = (text: string, most = LINE): string => escapedWithin(label(text), most);

/** An embed about a document. */
const documentEmbed = (title: string, description: string): APIEmbed => ({
  title: line(title, LIMITS.title),
  color: NEUTRAL,
  description,
});

/**
 * Renders a preview with the buttons that add it or not.
 * @param id of the work that waits for them.
 * @param fault why an earlier attempt failed.
 */
export function renderOffer(offer: Offer, id: string, words: Words, fault = ""): Message {
  const { path, preview, target, kept, replacesSamples, filled } = offer;
  const { intake } = words;
  const parts = [
    [
      `-# (${line(intake.titleFrom[preview.titleFrom])})`,
      `-# ${line(joinLabels([intake.split(preview.passages), intake.savedAs(path)]), LINE * 2)}`,
      ...originLines(preview, words),
    ],
    passageLines(preview, words),
    leftOutLines(preview, words),
    warningLines(preview, words),
    [
      ...(target === "other" ? [line(intake.replaces(path), LINE * 2)] : []),
      ...(target === "there" ? [line(intake.there(path), LINE * 2)] : []),
      ...(kept.length > 0 ? [line(intake.kept(kept.join(", ")))] : []),
      ...(replacesSamples ? [intake.replacesSamples] : []),
    ],
    filled ? quotaLines(filled, words) : [],
  ];
  const lines = parts.filter((part) => part.length > 0).map((part) => part.join("\n"));
  const add =
    target === "other"
      ? button(encode("add", { word: id }), intake.replace, { style: ButtonStyle.Danger })
      : button(encode("add", { word: id }), intake.add, { style: ButtonStyle.Primary });
  const title = nameOf(preview.title, path);
  return message(
    escapedWithin(fault, LIMITS.content / 2),
    [documentEmbed(title, lines.join("\n\n"))],
    {
      components: target === "there" ? [] : rows([add, cancelButton(id, words)]),
    },
  );
}

const cancelButton = (id: string, { intake }: Words) =>
  button(encode("cancel", { word: id }), intake.cancel);

function originLines({ origin }: Preview, words: Words): string[] {
  const { publisher, author, published, retrieved, source } = origin;
  const date = published ?? retrieved;
  const text = joinLabels([publisher ?? author, date && dateWords(date, words), source]);
  return text === "" ? [] : [`-# ${line(text)}`];
}

const passageLines = ({ first, passages }: Preview, words: Words): string[] => [
  ...(passages > first.length ? [words.intake.first] : []),
  ...first.flatMap((glimpse) => glimpseLines(glimpse, words)),
];

const glimpseLines = (glimpse: Glimpse, words: Words): string[] => [
  line(joinLabels([headingPath(glimpse.headings), locatorWords(glimpse, words)])),
  `> ${line(glimpse.beginning, LINE * 2)}`,
];

function leftOutLines({ leftOut, omissions }: Preview, words: Words): string[] {
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, MOST_LEFT_OUT).map((text) => `- ${line(text, LINE / 2)}`);
  const more = leftOut.length - shown.length;
  return [omittedText(omissions, words), ...shown, ...(more > 0 ? [words.answer.more(more)] : [])];
}

const warningLines = ({ warnings }: Preview, { intake }: Words): string[] =>
  warnings.length === 0
    ? []
    : [
        `**${intake.notes}**`,
        ...warnings.slice(0, MOST_WARNINGS).map((warning) => `- ${line(warning)}`),
      ];

/** A document that is to be removed. */
export interface Removal extends Pick<DocumentEntry, "passages"> {
  readonly document: Pick<DocumentEntry["document"], "title" | "path">;
  /** Whether the samples replace it. */
  readonly isLast: boolean;
}

/** Renders the confirmation of a removal. @param id of the work that waits for it. */
export function renderRemoval(
  { document, passages, isLast }: Removal,
  id: string,
  words: Words,
  fault = "",
): Message {
  const { intake, documents } = words;
  const lines = [
    `-# ${line(joinLabels([document.path, documents.entry(passages)]), LINE * 2)}`,
    intake.removes(passages),
    ...(isLast ? [intake.samplesReturn] : []),
  ];
  const title = nameOf(document.title, document.path);
  const remove = button(encode("remove", { word: id }), intake.remove, {
    style: ButtonStyle.Danger,
  });
  return message(
    escapedWithin(fault, LIMITS.content / 2),
    [documentEmbed(title, lines.join("\n"))],
    {
      components: rows([remove, cancelButton(id, words)]),
    },
  );
}

/** What is searched after a change. */
export interface Now {
  readonly counts: Pick<Snapshot["counts"], "documents" | "passages">;
  readonly servesSamples: boolean;
  /** Whether the document of the change is among them. */
  readonly isSearched: boolean;
}

/** Renders a change that was made, with a button that undoes it. */
export function renderChange(change: Change, now: Now, words: Words, fault = ""): Message {
  const { intake } = words;
  const { id, kind, path } = change;
  const isMissing = kind !== "removed" && !now.isSearched;
  const lines = [
    ...(fault === "" ? [] : [line(fault, LIMITS.content / 2)]),
    line(intake.done[kind](path), LINE * 2),
    ...(isMissing ? [intake.notSearched] : []),
    ...nowLines(now, words),
  ];
  return message(lines.join("\n"), [], {
    components: rows([button(encode("undo", { word: id }), intake.undo)]),
  });
}

/** Renders a change that was undone. */
export const renderUndone = ({ path }: Change, now: Now, words: Words): Message =>
  message([line(words.intake.undone(path), LINE * 2), ...nowLines(now, words)].join("\n"));

const nowLines = ({ counts, servesSamples }: Now, { documents, rebuild }: Words): string[] => [
  documents.counts(counts.documents, counts.passages),
  ...(servesSamples ? [rebuild.samples] : []),
];
