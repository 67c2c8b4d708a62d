/** @module The totals of some days. */

import type { CommunityEvent } from "../base/observation.ts";
import type { KeptRecords } from "./pruning.ts";

export interface Totals {
  /** Passages in replies. */
  readonly shown: number;
  readonly up: number;
  readonly down: number;
  /** Recorded questions that found nothing; none where questions are not kept. */
  readonly unanswered: number;
  readonly events: Readonly<Record<CommunityEvent, number>>;
}

const NO_EVENTS: Totals["events"] = {
  spoke: 0,
  silent: 0,
  skipped: 0,
  removed: 0,
  person: 0,
  settled: 0,
};

export const countTotals = ({ votes, questions, shown, events }: KeptRecords): Totals => {
  const down = votes.filter(({ verdict }) => verdict === "down").length;
  return {
    shown: shown.reduce((sum, { times }) => sum + sumOf(times), 0),
    up: votes.length - down,
    down,
    unanswered: questions.filter(({ from }) => from === undefined).length,
    events: events.reduce((sum, { times }) => plus(sum, times), NO_EVENTS),
  };
};

const sumOf = (times: Readonly<Record<string, number>>): number =>
  Object.values(times).reduce((sum, count) => sum + count, 0);

const plus = (
  { spoke, silent, skipped, removed, person, settled }: Totals["events"],
  times: Readonly<Record<string, number>>,
): Totals["events"] => ({
  spoke: spoke + (times["spoke"] ?? 0),
  silent: silent + (times["silent"] ?? 0),
  skipped: skipped + (times["skipped"] ?? 0),
  removed: removed + (times["removed"] ?? 0),
  person: person + (times["person"] ?? 0),
  settled: settled + (times["settled"] ?? 0),
});

/** Whether nobody used the bot on those days. */
export const isQuiet = ({ shown, up, down, unanswered, events }: Totals): boolean =>
  shown + up + down + unanswered + sumOf(events) === 0;
