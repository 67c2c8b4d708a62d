/** @module A reference to the current snapshot, which can be replaced while queries run on it. */

import { compactZeros } from "../model/compact.ts";
import type { Embedder, Tokens } from "../model/embedder.ts";
import { embeddingTexts } from "../model/embedding-text.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { UnusableIndex } from "../storage/store.ts";

/** Creates a counted reference: a replaced snapshot is closed by its last user. */
export function liveSnapshot(first: Snapshot) {
  let held = { snapshot: first, users: 0, retired: false };
  const settle = async ({ snapshot, users, retired }: typeof held): Promise<void> => {
    if (retired && users === 0) await snapshot.close();
  };
  const retire = (): Promise<void> => {
    held.retired = true;
    return settle(held);
  };
  return {
    generation: () => held.snapshot.generation,
    counts: () => held.snapshot.counts,
    isOfSamples: () => held.snapshot.isOfSamples,
    async use<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
      const mine = held;
      mine.users += 1;
      try {
        return await work(mine.snapshot);
      } finally {
        mine.users -= 1;
        await settle(mine);
      }
    },
    /** Replaces the snapshot. Returns whether the generation changed. */
    async replace(next: Snapshot): Promise<boolean> {
      const isOther = next.generation !== held.snapshot.generation;
      const retired = retire();
      held = { snapshot: next, users: 0, retired: false };
      await retired;
      return isOther;
    },
    close: retire,
  };
}

/**
 * Returns a snapshot that embeds token vectors again, to the same values, if they can't be read any more.
 * @param onDamage is called at each failed read.
 */
export function withSpareTokens(
  snapshot: Snapshot,
  embedder: Pick<Embedder, "countTokens" | "model" | "embedTokens">,
  onDamage: () => void,
): Snapshot {
  const { embedding } = embedder.model.settings;
  const texts = embeddingTexts(embedder.countTokens, embedding);
  const none: Tokens = {
    ids: new Uint32Array(),
    vectors: compactZeros(0, embedding.tokens.dimensions),
  };
  const embedAgain = async (id: string): Promise<readonly Tokens[]> => {
    const passage = await snapshot.passage(id);
    if (passage && !embedding.native.languages.includes(passage.language)) return [none];
    const document = passage && (await snapshot.document(passage.path));
    return document ? [await embedder.embedTokens(texts.passage(document, passage))] : [];
  };
  return {
    ...snapshot,
    async tokens(ids) {
      try {
        return await snapshot.tokens(ids);
      } catch (error) {
        if (!(error instanceof UnusableIndex)) throw error;
        onDamage();
        const all: Tokens[] = [];
        for (const id of ids) all.push(...(await embedAgain(id)));
        return all;
      }
    },
  };
}
