/** @module A build in a process of its own: the event loop stays free, and a crash in native code stays there. */

import { z } from "zod";
import { runTask } from "../base/child/task.ts";
import { type OnProgress, Progress } from "../storage/progress.ts";
import { BuildPolicy, BuildSummary, type PartialPolicy } from "./summary.ts";

/** A build as it is asked for; see `BuildPolicy`. */
export interface RebuildOptions extends PartialPolicy {
  readonly onProgress: OnProgress;
}

/** Runs a build elsewhere; rejects as `buildIndex` does. */
export type Builder = (request: RebuildOptions) => Promise<BuildSummary>;

/** The argument of the process of a build. */
export const BuildArgument = z.object({
  seedsDir: z.string(),
  indexDir: z.string(),
  modelsDir: z.string(),
  modelName: z.string(),
  maxPassages: z.number().optional(),
  policy: BuildPolicy,
});
type Settings = Readonly<Omit<z.input<typeof BuildArgument>, "policy">>;

/** Returns a builder by the program `build`. */
export const buildInChild =
  ({ seedsDir, indexDir, modelsDir, modelName, maxPassages }: Settings): Builder =>
  async ({ onProgress, ...policy }) => {
    const settings = { seedsDir, indexDir, modelsDir, modelName, maxPassages };
    const summary = await runTask({
      program: "build",
      argument: { ...settings, policy },
      onProgress(told) {
        const { data } = Progress.safeParse(told);
        if (data) onProgress(data);
      },
    });
    return BuildSummary.parse(summary);
  };
