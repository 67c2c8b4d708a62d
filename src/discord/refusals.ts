/** @module Channels in which the bot may not write: passed over for a while, with a warning now and then. */

import type { Log } from "../base/log.ts";
import { createPacer } from "../base/throttle.ts";
import type { Timing } from "./timing.ts";

export interface Refusals {
  has(channelId: string): boolean;
  add(channelId: string): void;
}

const REMEDY =
  "Give the bot the permissions View Channel, Read Message History, Send Messages (in a forum also Send Messages in Threads) and Embed Links there, or take the channel out of answerIn";

/** Remembers refusals, in channels that the settings name. */
export function openRefusals(
  { passOver, warn }: Pick<Timing, "passOver" | "warn">,
  log: Log,
): Refusals {
  const until = new Map<string, number>();
  const pacers = new Map<string, () => boolean>();
  const pacerOf = (id: string): (() => boolean) => {
    const pacer = pacers.get(id) ?? createPacer(warn);
    pacers.set(id, pacer);
    return pacer;
  };
  return {
    has: (id) => performance.now() < (until.get(id) ?? 0),
    add(id) {
      until.set(id, performance.now() + passOver);
      if (pacerOf(id)())
        log.warn(
          { channel: id, remedy: REMEDY },
          "Discord refuses the bot's messages in a channel",
        );
    },
  };
}
