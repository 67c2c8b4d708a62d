/** @module Progress for a person: a bar with counts and time left on a terminal, plain lines elsewhere. */

import { Presets, SingleBar } from "cli-progress";
import type { OnProgress, Progress } from "../library/progress.ts";
import { progressText } from "../reply/rebuild.ts";

/** Shows a build's progress on standard error; `stop` before anything else is written there. */
export function progressReporter(stream: NodeJS.WriteStream = process.stderr): {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
} {
  return stream.isTTY ? barReporter(stream) : lineReporter(stream);
}

function barReporter(stream: NodeJS.WriteStream): ReturnType<typeof progressReporter> {
  const format = "{stage} {bar} {value} of {total}, {eta_formatted} left";
  const options = { stream, format, hideCursor: true, clearOnComplete: true };
  let bar: SingleBar | undefined;
  let stage: Progress["stage"] | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const onProgress: OnProgress = (progress) => {
    if (progress.stage !== stage) {
      stop();
      stage = progress.stage;
      bar = new SingleBar(options, Presets.shades_grey);
      bar.start(progress.total, 0, { stage: progressText(progress).split(":")[0] ?? "" });
    }
    bar?.update(progress.done);
    if (progress.done === progress.total) stop();
  };
  return { onProgress, stop };
}

const LINE_EVERY_MS = 5_000;

/** A line at the start and end of each stage, and every few seconds between. */
function lineReporter(stream: NodeJS.WriteStream): ReturnType<typeof progressReporter> {
  let last: Progress | undefined;
  let next = 0;
  const onProgress: OnProgress = (progress) => {
    const isEdge = progress.stage !== last?.stage || progress.done === progress.total;
    last = progress;
    if (!isEdge && performance.now() < next) return;
    next = performance.now() + LINE_EVERY_MS;
    stream.write(`${progressText(progress)}\n`);
  };
  return { onProgress, stop: () => {} };
}
