/** @module The progress of a build. */

import { z } from "zod";

const count = z.number().nonnegative();

/**
 * `done` of `total`: documents while reading, texts while embedding, passages while indexing and checking; both are 0 while
 * it waits for a worker, in a queue or (`unserved`) as none is running.
 */
export const Progress = z.object({
  stage: z.enum(["queue", "unserved", "read", "embed", "index", "check"]),
  done: count,
  total: count,
  /** The place in the queue, from 1. */
  place: count.optional(),
  /** The number of texts without a known vector; only in the first of the stage `embed`. */
  toEmbed: count.optional(),
});
export type Progress = Readonly<z.infer<typeof Progress>>;

export type OnProgress = (progress: Progress) => void;
