/** @module The checked switch: a generation is opened afresh, as it would be served, and must pass before it is put into service. */

import type { Passage } from "../corpus/passage.ts";
import { UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { checkGeneration } from "./check.ts";
import { type GenerationContent, readGeneration, snapshotOf } from "../storage/files/generation.ts";
import { lastSwitchTo, recordSwitch, type Switch } from "../storage/files/history.ts";
import { currentFile, damaged, generationDir, readCurrent } from "../storage/files/layout.ts";
import { requireFitting } from "../storage/files/manifest.ts";
import { ownTextFaults } from "./own-text.ts";
import type { OnProgress } from "../storage/progress.ts";
import { replaceDurably } from "../base/durable.ts";

/** Every fault of what a generation holds, each in a sentence. */
async function contentFaults(
  indexDir: string,
  content: GenerationContent,
  embedder: Embedder,
): Promise<readonly string[]> {
  const snapshot = snapshotOf(indexDir, content);
  const { faults } = checkGeneration(indexDir, content);
  // What is found by its own text means nothing where texts or searches are at fault.
  return faults.length > 0 ? faults : ownTextFaults(content, snapshot, embedder);
}

/**
 * Opens a generation and checks all that can be checked of it. The caller closes it.
 * @throws UserError that says what is wrong: a file, the model, a passage, a search.
 */
export async function readChecked(
  indexDir: string,
  id: string,
  embedder: Embedder,
  onProgress: OnProgress,
): Promise<GenerationContent> {
  const content = await readGeneration(indexDir, id);
  try {
    const place = generationDir(indexDir, id);
    requireFitting(content.manifest, place, embedder);
    const total = content.passages.length;
    onProgress({ stage: "check", done: 0, total });
    const faults = await contentFaults(indexDir, content, embedder);
    onProgress({ stage: "check", done: total, total });
    if (faults.length > 0) throw damaged(place, `faults in what it holds: ${faults.join("; ")}`);
    return content;
  } catch (error) {
    content.close();
    throw error;
  }
}

/** The generation in service; one that can't be read is no reason not to build another, from the seeds alone. */
export async function readInService(indexDir: string): Promise<GenerationContent | undefined> {
  try {
    const id = await readCurrent(indexDir);
    return id === undefined ? undefined : await readGeneration(indexDir, id);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * Names a checked generation as the one in service, in one step: a reader finds the old name or the new.
 * @param lost passages of a generation that was damaged since; the history says what became of them too.
 */
export async function switchTo(
  indexDir: string,
  event: Switch["event"],
  last: GenerationContent | undefined,
  next: GenerationContent,
  lost: readonly Passage[] = [],
): Promise<void> {
  const from = await generationBefore(indexDir, last, next);
  const before = new Map(
    [...(last?.passages ?? []), ...lost].map((passage) => [passage.id, passage]),
  );
  await recordSwitch(indexDir, { event, from }, [...before.values()], next);
  await replaceDurably(currentFile(indexDir), `${next.id}\n`);
}

/**
 * What to go back to from the next one: the last, or if that is damaged what it came from; never the same again. Where the
 * last is the next one, built again, the way back is what it was.
 */
async function generationBefore(
  indexDir: string,
  last: GenerationContent | undefined,
  next: GenerationContent,
): Promise<string | undefined> {
  if (last && last.id !== next.id) return last.id;
  const current = await readCurrent(indexDir).catch(() => undefined);
  const known =
    (current === undefined ? undefined : await lastSwitchTo(indexDir, current)) ??
    (await lastSwitchTo(indexDir, next.id));
  return known?.event === "built" && known.from !== next.id ? known.from : undefined;
}
