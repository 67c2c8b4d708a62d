/** @module Builds in a child process: the event loop stays free, and a crash in native code ends only the child. */

import { z } from "zod";
import { runTask } from "../base/child/task.ts";
import { type OnProgress, Progress } from "../storage/progress.ts";
import { BuildPolicy, BuildSummary, type PartialPolicy } from "./summary.ts";

/** The policy of a build, and a listener for its progress. */
export interface RebuildOptions extends PartialPolicy {
  readonly onProgress: OnProgress;
}

/** Runs a build in another process; rejects as `buildIndex` does. */
export type Builder = (request: RebuildOptions) => Promise<BuildSummary>;

/** The argument of the child process. */
export const BuildArgument = z.object({
  seedsDir: z.string(),
  samplesDir: z.string().optional(),
  indexDir: z.string(),
  modelsDir: z.string(),
  modelName: z.string(),
  maxPassages: z.number().optional(),
  policy: BuildPolicy,
});
type Settings = Readonly<Omit<z.input<typeof BuildArgument>, "policy">>;

/** Returns a builder that runs the program `build`. */
export const buildInChild =
  ({ seedsDir, samplesDir, indexDir, modelsDir, modelName, maxPassages }: Settings): Builder =>
  async ({ onProgress, ...policy }) => {
    const settings = { seedsDir, samplesDir, indexDir, modelsDir, modelName, maxPassages };
    const summary = await runTask({
      program: "build",
      argument: { ...settings, policy },
      onProgress(message) {
        const { data } = Progress.safeParse(message);
        if (data) onProgress(data);
      },
    });
    return BuildSummary.parse(summary);
  };
