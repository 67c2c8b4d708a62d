/** @module Progress of a build: a bar with counts and time left on a terminal, plain lines elsewhere. */

import { createPacer } from "../base/throttle.ts";
import { Presets, SingleBar } from "cli-progress";
import { describeExpected, type Expected } from "../model/expected.ts";
import type { Output } from "./io.ts";
import type { OnProgress, Progress } from "../storage/progress.ts";
import { progressText } from "../reply/rebuild.ts";

interface Reporter {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
}

/**
 * Returns a reporter of a build's progress on standard error; call `stop` before other output there. Until then a terminal
 * shows how a signal ends the process.
 */
export function progressReporter(stream: Output): Reporter {
  return stream.isTTY ? barReporter(stream) : lineReporter(stream);
}

/** Prints a long expected time on standard error; nothing for a short one. */
export function printExpected(stderr: Output, expected: Expected, before = ""): void {
  const line = describeExpected(expected);
  if (line !== undefined) stderr.write(`${before}${line}\n`);
}

function barReporter(stream: Output): Reporter {
  const format = "{stage} {bar} {value} of {total}, {eta_formatted} left";
  const options = { stream, format, hideCursor: true, clearOnComplete: true, gracefulExit: false };
  let bar: SingleBar | undefined;
  let stage: Progress["stage"] | undefined;
  const endStage = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const forgetSignals = onSignal(() => {
    endStage();
    stream.write(STOPPED);
  });
  const printWait = waitPrinter(stream);
  const onProgress: OnProgress = (progress) => {
    if (printWait(progress)) return;
    if (progress.stage !== stage) {
      endStage();
      stage = progress.stage;
      bar = new SingleBar(options, Presets.shades_grey);
      bar.start(progress.total, 0, { stage: progressText(progress).split(":")[0] ?? "" });
    }
    bar?.update(progress.done);
    if (progress.done === progress.total) endStage();
  };
  return {
    onProgress,
    stop: () => {
      endStage();
      forgetSignals();
    },
  };
}

const STOPPED = "Stopped before it was done; the index is as it was.\n";

/** Restores the cursor before a signal ends the process; the bar's own handler would keep the process running. */
function onSignal(tidy: () => void): () => void {
  const listeners = (["SIGINT", "SIGTERM"] as const).map((signal) => {
    const listener = (): void => {
      tidy();
      forget();
      process.kill(process.pid, signal);
    };
    process.once(signal, listener);
    return () => process.removeListener(signal, listener);
  });
  const forget = (): void => listeners.forEach((remove) => remove());
  return forget;
}

const LINE_EVERY_MS = 5_000;

/** Prints a line at the start and end of each stage, and every few seconds between them with the time left. */
function lineReporter(stream: Output): Reporter {
  let last: Progress | undefined;
  let began = 0;
  const isDue = createPacer(LINE_EVERY_MS);
  const printWait = waitPrinter(stream);
  const onProgress: OnProgress = (progress) => {
    if (printWait(progress)) return;
    const now = performance.now();
    const isNew = progress.stage !== last?.stage;
    if (isNew) began = now;
    const isEdge = isNew || progress.done === progress.total;
    last = progress;
    if (!isDue(isEdge)) return;
    stream.write(`${progressText(progress)}${isEdge ? "" : timeLeft(progress, now - began)}\n`);
  };
  return { onProgress, stop: () => {} };
}

/** Returns a function that prints where a build waits, whenever that changes; it returns whether the build waits. */
function waitPrinter(stream: Output): (progress: Progress) => boolean {
  let printed = "";
  return (progress) => {
    if (progress.stage !== "queue" && progress.stage !== "unserved") return false;
    const text = progressText(progress);
    if (text !== printed) stream.write(`${text}\n`);
    printed = text;
    return true;
  };
}

/** Estimates the time left from the mean of the items done. */
function timeLeft({ done, total }: Progress, elapsedMs: number): string {
  const seconds = Math.ceil(((elapsedMs / Math.max(1, done)) * (total - done)) / 1000);
  return seconds < 60 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`;
}
