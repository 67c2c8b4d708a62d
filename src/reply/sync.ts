/** @module The reply to a sync: what was fetched, and what it changed. */

import type { SyncDone, SyncFailed, SyncResult } from "../collection/sync.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Refusal, SyncSummary } from "../sources/source.ts";
import { label } from "./citation.ts";
import { escapedWithin } from "./escape.ts";
import { type Message, message } from "./message.ts";
import { documentList, renderSummary } from "./rebuild.ts";
import { type Words, wordsFor } from "./words/words.ts";

const MOST_FAULTS = 6;
const MAX_STATE = 200;
const MAX_REASON = 1_000;
/** Six such lines fit into a message: long enough for the reason, which comes after an address. */
const MAX_FAULT = 240;

type Counts = Pick<BuildSummary, "documents" | "passages">;

/** Renders the result of a sync. @param serving the counts of the index that serves after a failure, if one does. */
export const renderSync = (
  result: SyncResult,
  serving: Counts | undefined,
  words: Words = wordsFor("en"),
): Message =>
  result.outcome === "failed" ? renderFailed(result, serving, words) : renderDone(result, words);

function renderDone({ origin, summary }: SyncDone, words: Words): Message {
  const { sync } = words;
  const { state } = origin ?? {};
  const head = summary ? sync.fetched : sync.same;
  const line = state === undefined ? sync.inPlace : head(stateText(state));
  const embeds = summary ? [{ description: renderSummary(summary, words).content }] : [];
  return message([line, ...faultLines(origin, words, MAX_FAULT)].join("\n"), embeds);
}

function renderFailed(
  { step, why, origin }: SyncFailed,
  serving: Counts | undefined,
  words: Words,
): Message {
  const { sync, rebuild } = words;
  const head =
    step === "fetch"
      ? [sync.failed]
      : [...(origin ? [sync.fetched(stateText(origin.state))] : [sync.inPlace]), sync.heldBack];
  return message(
    [
      head.join(" "),
      ...(serving ? [rebuild.serving(serving.documents, serving.passages)] : []),
      escapedWithin(why, MAX_REASON),
      ...faultLines(origin, words),
    ].join("\n"),
  );
}

const stateText = (state: string): string => escapedWithin(label(state), MAX_STATE);

const faultLines = (origin: SyncSummary | undefined, words: Words, longest?: number): string[] =>
  documentList<Refusal>(origin?.faults ?? [], words, {
    title: words.sync.faults,
    most: MOST_FAULTS,
    textOf: ({ reason }) => label(reason),
    ...(longest === undefined ? {} : { longest }),
  });
