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

export const countTotals = ({ votes, questions, shown, events }: KeptRecords): Totals => {
  const down = votes.filter(({ verdict }) => verdict === "down").length;
  const countOf = (event: CommunityEvent): number =>
    events.reduce((sum, { times }) => sum + (times[event] ?? 0), 0);
  return {
    shown: shown.reduce((sum, { times }) => sum + sumOf(times), 0),
    up: votes.length - down,
    down,
    unanswered: questions.filter(({ from }) => from === undefined).length,
    events: {
      spoke: countOf("spoke"),
      silent: countOf("silent"),
      skipped: countOf("skipped"),
      removed: countOf("removed"),
      person: countOf("person"),
      settled: countOf("settled"),
    },
  };
};

const sumOf = (times: Readonly<Record<string, number>>): number =>
  Object.values(times).reduce((sum, count) => sum + count, 0);

/** Whether nobody used the bot on those days. */
export const isQuiet = ({ shown, up, down, unanswered, events }: Totals): boolean =>
  shown + up + down + unanswered + sumOf(events) === 0;
