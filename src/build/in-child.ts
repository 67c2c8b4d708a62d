/** @module Builds in a child process: the event loop stays free, and a crash in native code ends only the child. */

import { z } from "zod";
import type { SourceSettings } from "../base/config/sources.ts";
import { runTask } from "../base/child/task.ts";
import { type OnProgress, Progress } from "../storage/progress.ts";
import { BuildPolicy, BuildSummary, type PartialPolicy } from "./summary.ts";

/** The policy of a build, and a listener for its progress. */
export interface RebuildOptions extends PartialPolicy {
  readonly onProgress: OnProgress;
  /** Ends the build before its end; what it wrote is removed by the next one. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a build in another process; rejects as `buildIndex` does. */
export type Builder = (request: RebuildOptions) => Promise<BuildSummary>;

const isSettings = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "kind" in value;

/** The argument of the child process. */
export const BuildArgument = z.object({
  collection: z.object({
    id: z.string(),
    source: z.custom<SourceSettings>(isSettings),
    indexDir: z.string(),
    language: z.string().optional(),
    mostPassages: z.number().optional(),
  }),
  modelsDir: z.string(),
  modelName: z.string(),
  maxPassages: z.number().optional(),
  policy: BuildPolicy,
});
type Settings = Readonly<Omit<z.input<typeof BuildArgument>, "policy">>;

/** Returns a builder that runs the program `build`. */
export const buildInChild =
  ({ collection, modelsDir, modelName, maxPassages }: Settings): Builder =>
  async ({ onProgress, signal, ...policy }) => {
    const { id, source, indexDir, language, mostPassages } = collection;
    const own = { id, source, indexDir, language, mostPassages };
    const settings = { collection: own, modelsDir, modelName, maxPassages };
    const summary = await runTask({
      program: "build",
      argument: { ...settings, policy },
      signal,
      onProgress(message) {
        const { data } = Progress.safeParse(message);
        if (data) onProgress(data);
      },
    });
    return BuildSummary.parse(summary);
  };
