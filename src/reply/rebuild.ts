/** @module The replies to a rebuild: progress, summary, failure. */

import { NOTABLE_SHARE, type Omissions } from "../corpus/omissions.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Progress } from "../storage/progress.ts";
import { label } from "./citation.ts";
import { clip } from "./limits.ts";
import { type Message, message } from "./message.ts";
import { escapedWithin } from "./escape.ts";
import { type Words, wordsFor } from "./words/words.ts";

const EN = wordsFor("en");

/** Formats `Embedding texts: 40 of 289`, or the place in the queue. */
export function progressText(
  { stage, done, total, place = 1 }: Progress,
  { rebuild }: Words = EN,
): string {
  if (stage === "queue") return rebuild.queued(place);
  if (stage === "unserved") return rebuild.unserved;
  return rebuild.progress(rebuild.stages[stage], done, total);
}

/** Renders the progress of a rebuild. */
export const renderProgress = (progress: Progress, words: Words = EN): Message =>
  message(words.rebuild.running(progressText(progress, words)));

/** Renders the first line of a result that comes too late for its reply. */
export const renderOver = ({ content }: Pick<Message, "content">, { rebuild }: Words): Message =>
  message(rebuild.over(content.split("\n")[0] ?? ""));

const MOST_REFUSED = 6;
const MOST_EXAMPLES = 2;
/** With it, all lists at their longest fit into one message. */
const MAX_LINE = 110;
/** The rest of a line is for the reason. */
const MAX_PATH = 70;

/** Renders the summary of a rebuild. */
export function renderSummary(summary: BuildSummary, words: Words = EN): Message {
  const { rebuild } = words;
  const { documents, passages, embedded, reused, outcome } = summary;
  return message(
    [
      rebuild.took(rebuild.done[outcome], summary.seconds, changesOf(summary, words)),
      rebuild.counts(documents, passages, embedded, reused),
      ...samplesLine(summary, words),
      ...(outcome === "back" ? [rebuild.stays] : []),
      ...refusals(summary.refused, words),
      ...unreadLines(summary, words),
      ...refusedExamples(summary.examples, words),
      ...omissions(summary.omissions, words),
    ].join("\n"),
  );
}

/** Says that the samples are served, or that they no longer are. */
function samplesLine(
  { samples, hadSamples, outcome }: BuildSummary,
  { rebuild }: Words,
): readonly string[] {
  if (samples) return [outcome === "back" ? rebuild.samples : rebuild.samplesInstead];
  return hadSamples ? [rebuild.samplesGone] : [];
}

function changesOf({ added, changed, removed, outcome }: BuildSummary, { rebuild }: Words): string {
  const isSame = added.length + changed.length + removed.length === 0;
  if (!isSame) return rebuild.changes(added.length, changed.length, removed.length);
  return outcome === "unchanged" ? rebuild.kept : rebuild.same;
}

const refusals = (refused: BuildSummary["refused"], words: Words): string[] =>
  documentList(refused, words, {
    title: words.rebuild.refused,
    most: MOST_REFUSED,
    textOf: ({ reason }) => label(reason),
  });

/** Names the operator's examples that are not found. */
const refusedExamples = ({ refused }: BuildSummary["examples"], words: Words): string[] =>
  documentList(
    refused.map(({ question, reason }) => ({ path: question, reason })),
    words,
    { title: words.rebuild.examples, most: MOST_EXAMPLES, textOf: ({ reason }) => label(reason) },
  );

interface ListOptions<Item> {
  readonly title: (count: number) => string;
  readonly most: number;
  readonly textOf: (item: Item) => string;
  /** The most characters of a line. */
  readonly longest?: number;
}

/** Lists documents under a title, and counts those that are not named; nothing where there are none. */
export function documentList<Item extends { readonly path: string }>(
  all: readonly Item[],
  { answer }: Words,
  { title, most, textOf, longest = MAX_LINE }: ListOptions<Item>,
): string[] {
  if (all.length === 0) return [];
  const listed = all
    .slice(0, most)
    .map(
      (one) => `- ${escapedWithin(`${clip(label(one.path), MAX_PATH)}: ${textOf(one)}`, longest)}`,
    );
  const more = all.length - listed.length;
  return [title(all.length), ...listed, ...(more > 0 ? [answer.more(more)] : [])];
}

/** Lists files in the folder of documents that are not indexed by design. */
export function unreadLines(
  { drafts, passedOver }: Pick<BuildSummary, "drafts" | "passedOver">,
  words: Words = EN,
): string[] {
  const { rebuild } = words;
  const named = passedOver.map(
    ({ ending, count }) => `${count.toLocaleString(words.locale)} ${ending || rebuild.noEnding}`,
  );
  return [
    ...(drafts.length > 0 ? [rebuild.drafts(firstOf(drafts, words))] : []),
    ...(named.length > 0 ? [rebuild.passedOver(firstOf(named, words))] : []),
  ];
}

const firstOf = (all: readonly string[], { answer }: Words): string => {
  const named = all
    .slice(0, MOST_NAMED)
    .map((one) => label(one))
    .join(", ");
  const more = all.length > MOST_NAMED ? `, ${answer.more(all.length - MOST_NAMED)}` : "";
  return escapedWithin(named, MAX_LINE) + more;
};

const MOST_NAMED = 8;
const MOST_OMISSIONS = 3;

/** Lists the documents of which most was left out. */
const omissions = (all: BuildSummary["omissions"], words: Words): string[] =>
  documentList(
    all.toSorted((a, b) => b.share - a.share || b.count - a.count),
    words,
    {
      title: words.rebuild.omissions,
      most: MOST_OMISSIONS,
      textOf: (one) => omittedText(one, words),
    },
  );

/** Formats the amount of a document that was left out. */
export const omittedText = ({ count, share }: Omissions, { rebuild }: Words = EN): string =>
  rebuild.omitted(count, share > NOTABLE_SHARE ? Math.round(share * 100) : undefined);

/** Renders a rebuild that failed or was refused: the text of a `UserError`, and the counts of the index that serves. */
export const renderFailure = (
  why: string,
  serving: Pick<BuildSummary, "documents" | "passages"> | undefined,
  { rebuild }: Words = EN,
): Message =>
  message(
    [
      rebuild.failed,
      ...(serving ? [rebuild.serving(serving.documents, serving.passages)] : []),
      escapedWithin(why, 1_500),
    ].join("\n"),
  );
