/** @module A build in a process of its own: the event loop stays free, and a crash in native code stays there. */

import { z } from "zod";
import { startChild } from "../base/child/child.ts";
import { UserError } from "../base/errors.ts";
import { type BuildSummary, OUTCOMES } from "./summary.ts";
import { Proven } from "../storage/files/examples-file.ts";
import { type OnProgress, STAGES } from "../storage/progress.ts";

/** What may be asked of a build that a running bot begins; see `BuildOptions`. */
export interface RebuildOptions {
  readonly full: boolean;
  readonly force?: boolean;
  readonly back?: boolean;
  readonly onProgress: OnProgress;
}

/** Runs a build elsewhere; rejects as `buildIndex` does. */
export type Builder = (request: RebuildOptions) => Promise<BuildSummary>;

/** The folders that a build reads and writes. */
interface BuildFolders {
  readonly seedsDir: string;
  readonly indexDir: string;
}

const count = z.number().nonnegative();
const paths = z.array(z.string()).readonly();
const Progress = z.object({ stage: z.enum(STAGES), done: count, total: count });
const Summary = z.object({
  outcome: z.enum(OUTCOMES),
  generation: z.string(),
  documents: count,
  passages: count,
  sentences: count,
  embedded: count,
  reused: count,
  refused: z.array(z.object({ path: z.string(), reason: z.string() })).readonly(),
  passedOver: z.array(z.object({ ending: z.string(), count })).readonly(),
  drafts: paths,
  omissions: z.array(z.object({ path: z.string(), count, share: count })).readonly(),
  examples: Proven,
  added: paths,
  changed: paths,
  removed: paths,
  seconds: count,
});

/** What the process of a build tells its parent. `failed` bears text that a user may read. */
export const BuildMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), progress: Progress }),
  z.object({ type: z.literal("done"), summary: Summary }),
  z.object({ type: z.literal("failed"), text: z.string() }),
]);
export type BuildMessage = z.infer<typeof BuildMessage>;

/** Returns a builder that runs the terminal's `index` command; the child ends when this process does. */
export const buildInChild =
  (folders: BuildFolders): Builder =>
  ({ onProgress, ...request }) =>
    new Promise((resolve, reject) => {
      const child = startChild("footnote", ["index", ...argumentsOf(folders, request)]);
      child.on("message", (message) => {
        const { data } = BuildMessage.safeParse(message);
        if (data?.type === "progress") onProgress(data.progress);
        else if (data?.type === "done") resolve(data.summary);
        else if (data?.type === "failed") reject(new UserError(data.text));
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => reject(ended(signal ?? `exit code ${code}`)));
    });

function argumentsOf(
  { seedsDir, indexDir }: BuildFolders,
  request: Omit<RebuildOptions, "onProgress">,
): string[] {
  const flags = (["full", "force", "back"] as const).filter((flag) => request[flag] === true);
  return ["--seeds", seedsDir, "--index", indexDir, ...flags.map((flag) => `--${flag}`)];
}

/** After `done` or `failed` the promise is settled, and this changes nothing. */
const ended = (how: string): UserError =>
  new UserError({
    expected: "the build to run to its end",
    found: `it stopped (${how})`,
    remedy: "The index is as it was. See the log, and build again.",
  });
