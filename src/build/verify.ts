/** @module Everything that can be checked of an index, fault by fault. */

import { messageOf, UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { checkGeneration } from "./check.ts";
import type { Source } from "../sources/source.ts";
import { type GenerationContent, readGeneration, snapshotOf } from "../storage/files/generation.ts";
import { notBuilt, readCurrent } from "../storage/files/layout.ts";
import { fileFaults, readManifest, requireFitting } from "../storage/files/manifest.ts";
import { ownTextFaults } from "./own-text.ts";

export interface Verification {
  readonly generation: string | null;
  readonly documents: number;
  readonly passages: number;
  readonly sentences: number;
  /** Passages whose neighbours were looked for by HNSW and by comparing with all, and the share that HNSW found. */
  readonly sampled: number;
  readonly recall: number;
  /** Documents whose file has changed or gone since; no fault of the index, but a reason to build again. */
  readonly stale: number;
  readonly faults: readonly string[];
}

const NOTHING = {
  generation: null,
  documents: 0,
  passages: 0,
  sentences: 0,
  sampled: 0,
  recall: 0,
  stale: 0,
};

/** Checks the index in service; whatever is wrong with it is a fault, not an error. */
export async function verifyIndex(
  indexDir: string,
  source: Pick<Source, "stateOf">,
  embedder: Embedder,
): Promise<Verification> {
  const faults: string[] = [];
  try {
    const id = await readCurrent(indexDir);
    if (id === undefined) throw notBuilt(indexDir);
    const manifest = await readManifest(indexDir, id);
    requireFitting(manifest, indexDir, embedder);
    const files = await fileFaults(manifest, indexDir, id);
    faults.push(...files.map(({ file, found }) => `${file}: ${found}`));
    const content = await readGeneration(indexDir, id);
    return await verifyContent(indexDir, source, content, embedder);
  } catch (error) {
    if (faults.length === 0)
      faults.push(error instanceof UserError ? error.message : messageOf(error));
    return { ...NOTHING, faults };
  }
}

async function verifyContent(
  indexDir: string,
  source: Pick<Source, "stateOf">,
  content: GenerationContent,
  embedder: Embedder,
): Promise<Verification> {
  try {
    const states = await Promise.all(content.documents.map(source.stateOf));
    const stale = states.filter((state) => state !== "current").length;
    const snapshot = snapshotOf(indexDir, content);
    const found = checkGeneration(indexDir, content);
    const faults = [...found.faults, ...(await ownTextFaults(content, snapshot, embedder))];
    return { generation: content.id, ...found, faults, stale };
  } finally {
    content.close();
  }
}
