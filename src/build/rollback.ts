/** @module Going back to the generation that was in service before. */

import { existsSync } from "node:fs";
import { UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { type BuildSummary, summarise } from "./summary.ts";
import { readExamples } from "../storage/files/examples-file.ts";
import { lastSwitchTo, recordedSwitches } from "../storage/files/history.ts";
import { generationDir, readCurrent } from "../storage/files/layout.ts";
import { documentsInService, requireNoLoss } from "./loss.ts";
import type { OnProgress } from "../storage/progress.ts";
import { readChecked, readInService, switchTo } from "./activation.ts";

/** What going back needs; the process must hold the right to build. */
export interface BackOptions {
  readonly indexDir: string;
  readonly embedder: Embedder;
  /** Even if more than half of the documents in service go. */
  readonly force?: boolean;
  readonly onProgress: OnProgress;
}

/**
 * Puts the generation that was in service before this one back into service, if it passes the same checks as a new one.
 * It stays until the next build that is asked for (`isHeld`).
 * @throws UserError if there is none, or it fails a check: then nothing has changed.
 */
export async function goBack(options: BackOptions): Promise<Omit<BuildSummary, "seconds">> {
  const { indexDir, embedder, force = false, onProgress } = options;
  const previous = await previousOf(indexDir, await readCurrent(indexDir));
  const next = await readChecked(indexDir, previous, embedder, onProgress).catch(explain);
  try {
    const { seeds } = next.manifest;
    const inService = (await documentsInService(indexDir)) ?? [];
    if (!force) requireNoLoss(inService, seeds, "the generation before");
    const last = await readInService(indexDir);
    try {
      await switchTo(indexDir, "back", last, next);
      const examples = (await readExamples(indexDir, next.id)) ?? NO_EXAMPLES;
      return summarise("back", { ...NOTHING_READ, examples }, next, last, 0);
    } finally {
      last?.close();
    }
  } finally {
    next.close();
  }
}

/** Going back reads no document. */
const NOTHING_READ = { refused: [], passedOver: [], drafts: [] };
const NO_EXAMPLES = { kept: [], refused: [] };

/** Whether the generation in service was gone back to, and no build was asked for since: then none begins by itself. */
export async function isHeld(indexDir: string, current: string): Promise<boolean> {
  return (await lastSwitchTo(indexDir, current))?.event === "back";
}

/** The generation that was gone back from, while that is in force. */
export async function leftBehind(indexDir: string): Promise<string | undefined> {
  const [latest] = await recordedSwitches(indexDir);
  return latest?.event === "back" ? latest.from : undefined;
}

async function previousOf(indexDir: string, current: string | undefined): Promise<string> {
  const last = current === undefined ? undefined : await lastSwitchTo(indexDir, current);
  if (last?.event === "built" && last.from && existsSync(generationDir(indexDir, last.from)))
    return last.from;
  throw new UserError({
    expected: "a generation to go back to",
    found:
      last?.event === "back"
        ? "that this one was gone back to already, and only one step is kept"
        : "none that is kept",
    remedy: "To index the documents as they are now: npm run footnote -- index, or /rebuild.",
  });
}

/** What is wrong with the old one is no reason to build: the one in service goes on. */
function explain(cause: unknown): never {
  if (!(cause instanceof UserError)) throw cause;
  throw new UserError(
    {
      expected: "the generation before to be sound",
      found: `otherwise: ${cause.message}`,
      remedy: "The generation in service stays.",
    },
    { cause },
  );
}
