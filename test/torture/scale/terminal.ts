/** @module The terminal of an operator beside a cluster. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT } from "../../../src/base/project.ts";
import type { Stage } from "./stage.ts";

const FOOTNOTE = join(PROJECT, "bin/footnote.cjs");

/** Runs a verb of this version on the database; that it fails is a breach. */
export async function runFootnote(
  { cluster, transcript }: Stage,
  ...args: readonly string[]
): Promise<void> {
  const env = { PATH: process.env["PATH"] ?? "", ...cluster.environment };
  transcript.note("operator", `\`npm run footnote -- ${args.join(" ")}\``);
  const run = promisify(execFile)(process.execPath, [FOOTNOTE, ...args], { env, cwd: PROJECT });
  await run.then(
    ({ stdout }) => transcript.note("terminal", stdout),
    ({ stderr }: { readonly stderr: string }) => transcript.breach(stderr),
  );
}
