/** @module The published models, loaded once in a process, where each text is embedded once. */

import { join } from "node:path";
import { PROJECT } from "../../src/base/project.ts";
import { type Embedder, loadEmbedder } from "../../src/model/embedder.ts";
import { openModel } from "../../src/model/model.ts";

export const MODELS = join(PROJECT, "models");
export const MODEL = "all-MiniLM-L6-v2";

let loaded: Promise<Embedder> | undefined;

/** Returns the embedder as the program loads it. */
export const publishedEmbedder = (): Promise<Embedder> =>
  (loaded ??= openModel(MODELS, MODEL).then(loadEmbedder));

/** Returns an embedder that looks up the texts that it has embedded before. */
export async function rememberingEmbedder(): Promise<Embedder> {
  const embedder = await publishedEmbedder();
  return {
    ...embedder,
    embedPassage: remembering((text) => embedder.embedPassage(text)),
    embedSentence: remembering((text) => embedder.embedSentence(text)),
    embedTokens: remembering((text) => embedder.embedTokens(text)),
    embedQuestion: remembering((text) => embedder.embedQuestion(text)),
  };
}

function remembering<Embedded>(
  embed: (text: string) => Promise<Embedded>,
): (text: string) => Promise<Embedded> {
  const known = new Map<string, Promise<Embedded>>();
  return (text) => {
    const found = known.get(text) ?? embed(text);
    known.set(text, found);
    return found;
  };
}
