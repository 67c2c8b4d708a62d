/** @module This machine's clock against Discord's. */

import { type REST, RESTEvents } from "discord.js";
import { type Finding, findings } from "../base/finding.ts";

const MOST_DRIFT_S = 5;

/** Listens to the first answer; gives what its `Date` says of this machine's clock. */
export function watchClock(rest: REST): () => Finding {
  const { ok, warning, skipped } = findings("clock");
  let drift: number | undefined;
  const began = Date.now();
  rest.once(RESTEvents.Response, (_request, response) => {
    const theirs = Date.parse(response.headers.get("date") ?? "");
    // The header is cut to the second, and was written somewhere between question and answer.
    if (!Number.isNaN(theirs)) drift = ((began + Date.now()) / 2 - theirs - 500) / 1000;
  });
  return () => {
    if (drift === undefined) return skipped("Discord did not tell the time");
    const seconds = Math.round(Math.abs(drift));
    return seconds <= MOST_DRIFT_S
      ? ok("within seconds of Discord's")
      : warning(
          `${seconds} s ${drift > 0 ? "ahead of" : "behind"} Discord's`,
          "Set the clock by the network (timedatectl set-ntp true): logs, dates and limits go by it.",
        );
  };
}
