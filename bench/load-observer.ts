/** @module Loaded before a bot under load: measures its event loop and memory, and tells its parent when asked. */

import { monitorEventLoopDelay } from "node:perf_hooks";
import { residentMB } from "./measure.ts";

/** What a bot tells of itself: delays in milliseconds, memory in MB. */
export interface Told {
  /** The time between two ticks that are 10 ms apart where nothing is in the way. */
  readonly delayP50: number;
  readonly delayP99: number;
  readonly delayMax: number;
  readonly residentMB: number;
  /** The same after a collection: the rest is what V8 has not yet cared to free. */
  readonly collectedMB: number;
}

const NANOSECONDS = 1e6;
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on("message", (message) => {
  if (message === "begin") delay.reset();
  if (message === "tell") process.send?.(tell());
});

const tell = (): Told => ({
  delayP50: delay.percentile(50) / NANOSECONDS,
  delayP99: delay.percentile(99) / NANOSECONDS,
  delayMax: delay.max / NANOSECONDS,
  residentMB: process.memoryUsage().rss / 1e6,
  collectedMB: residentMB(),
});
