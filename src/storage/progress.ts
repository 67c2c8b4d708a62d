/** @module The progress of a build. */

import { z } from "zod";

const count = z.number().nonnegative();

/** `done` of `total`: documents while reading, texts while embedding, passages while indexing and checking. */
export const Progress = z.object({
  stage: z.enum(["read", "embed", "index", "check"]),
  done: count,
  total: count,
});
export type Progress = Readonly<z.infer<typeof Progress>>;

export type OnProgress = (progress: Progress) => void;
