/** @module The replies while an index is rebuilt, and after. */

import type { BuildSummary } from "../library/build-summary.ts";
import type { Progress } from "../library/progress.ts";
import { label } from "./citation.ts";
import { type Message, message } from "./message.ts";
import { escapedWithin } from "./within.ts";
import { type Words, wordsFor } from "./words/words.ts";

const EN = wordsFor("en");

/** `Embedding texts: 40 of 289`. */
export const progressText = ({ stage, done, total }: Progress, { rebuild }: Words = EN): string =>
  rebuild.progress(rebuild.stages[stage], done, total);

/** How far a rebuild is. */
export const renderProgress = (progress: Progress, words: Words = EN): Message =>
  message(words.rebuild.running(progressText(progress, words)));

const MOST_REFUSED = 10;

/** What a rebuild did. */
export function renderSummary(summary: BuildSummary, words: Words = EN): Message {
  const { rebuild } = words;
  const { documents, passages, embedded, reused, outcome } = summary;
  return message(
    [
      rebuild.took(rebuild.done[outcome], summary.seconds, changesOf(summary, words)),
      rebuild.counts(documents, passages, embedded, reused),
      ...(outcome === "back" ? [rebuild.stays] : []),
      ...refusals(summary.refused, words),
    ].join("\n"),
  );
}

function changesOf({ added, changed, removed, outcome }: BuildSummary, { rebuild }: Words): string {
  const isSame = added.length + changed.length + removed.length === 0;
  if (!isSame) return rebuild.changes(added.length, changed.length, removed.length);
  return outcome === "unchanged" ? rebuild.kept : rebuild.same;
}

function refusals(refused: BuildSummary["refused"], { rebuild, answer }: Words): string[] {
  if (refused.length === 0) return [];
  const listed = refused
    .slice(0, MOST_REFUSED)
    .map(({ path, reason }) => `- ${escapedWithin(`${label(path)}: ${label(reason)}`, 140)}`);
  const more = refused.length - listed.length;
  return [rebuild.refused(refused.length), ...listed, ...(more > 0 ? [answer.more(more)] : [])];
}

/** A rebuild that failed or was refused; `why` is a `UserError`'s text, `serving` what goes on being served. */
export const renderFailure = (
  why: string,
  { documents, passages }: Pick<BuildSummary, "documents" | "passages">,
  { rebuild }: Words = EN,
): Message =>
  message(
    [rebuild.failed, rebuild.serving(documents, passages), escapedWithin(why, 1_500)].join("\n"),
  );
