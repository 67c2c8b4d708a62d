/** @module The model as it is without us: the session and tokens made beforehand. */

import { join } from "node:path";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import { PROJECT } from "../src/config.ts";
import { type Embedder, loadEmbedder } from "../src/search/embedder.ts";
import { openModel } from "../src/search/model.ts";

const NAME = "all-MiniLM-L6-v2";
const MODELS = join(PROJECT, "models");

/** The product's own embedder. */
export const realEmbedder = async (): Promise<Embedder> =>
  loadEmbedder(await openModel(MODELS, NAME));

/** Gives, for a text, a run of the session on its tokens, and nothing else. */
export async function bareModel(): Promise<(text: string) => () => Promise<unknown>> {
  env.allowRemoteModels = false;
  env.localModelPath = MODELS;
  const tokenizer = await AutoTokenizer.from_pretrained(NAME);
  const { session } = await AutoModel.from_pretrained(NAME);
  return (text) => {
    const { input_ids } = tokenizer(text, { return_tensor: false }) as { input_ids: number[] };
    const shape = [1, input_ids.length];
    const feeds = {
      input_ids: new Tensor("int64", BigInt64Array.from(input_ids, BigInt), shape),
      attention_mask: new Tensor("int64", new BigInt64Array(input_ids.length).fill(1n), shape),
      token_type_ids: new Tensor("int64", new BigInt64Array(input_ids.length), shape),
    };
    return () => session.run(feeds);
  };
}
