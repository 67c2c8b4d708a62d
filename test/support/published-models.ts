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
    embedText: remembering((text: string) => embedder.embedText(text)),
    embedNative: remembering((text: string) => embedder.embedNative(text)),
    embedTokens: remembering((text: string) => embedder.embedTokens(text)),
    embedQuestion: remembering((text: string, isNative: boolean) =>
      embedder.embedQuestion(text, isNative),
    ),
  };
}

function remembering<Input extends readonly unknown[], Embedded>(
  embed: (...input: Input) => Promise<Embedded>,
): (...input: Input) => Promise<Embedded> {
  const known = new Map<string, Promise<Embedded>>();
  return (...input) => {
    const key = JSON.stringify(input);
    const found = known.get(key) ?? embed(...input);
    known.set(key, found);
    return found;
  };
}
