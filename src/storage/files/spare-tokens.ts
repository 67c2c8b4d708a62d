/** @module Token vectors that cannot be read from the disk any more are embedded again, by the same model to the same values. */

import type { Embedder } from "../../model/embedder.ts";
import { embeddingTexts } from "../../model/embedding-text.ts";
import type { Snapshot } from "../../search/snapshot.ts";
import type { Tokens } from "../../model/embedder.ts";
import { UnusableIndex } from "./layout.ts";

/**
 * The same snapshot, which goes on answering where its file of token vectors was damaged while it is open: more slowly,
 * but alike.
 * @param onDamage is called at each read that fails.
 */
export function withSpareTokens(
  snapshot: Snapshot,
  embedder: Pick<Embedder, "countTokens" | "model" | "embedTokens">,
  onDamage: () => void,
): Snapshot {
  const texts = embeddingTexts(embedder.countTokens, embedder.model.settings.embedding);
  const embedAgain = async (id: string): Promise<readonly Tokens[]> => {
    const passage = await snapshot.passage(id);
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
