/** @module The models without us: the sessions and tokens made beforehand. */

import { join } from "node:path";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import { PROJECT } from "../src/base/config/config.ts";
import { type Embedder, loadEmbedder } from "../src/model/embedder.ts";
import { openModel } from "../src/model/model.ts";

const NAME = "all-MiniLM-L6-v2";
const MODELS = join(PROJECT, "models");

/** The product's own embedder. */
export const realEmbedder = async (): Promise<Embedder> =>
  loadEmbedder(await openModel(MODELS, NAME));

/** Gives, for a text, runs of the sessions on its tokens, and nothing else. */
type BareRun = (text: string) => () => Promise<unknown>;

/** Loads the two models, which both read English questions and texts. */
export async function bareModels(): Promise<Readonly<Record<"question" | "text", BareRun>>> {
  const { settings } = await openModel(MODELS, NAME);
  const { general, native } = settings.embedding;
  const [runGeneral, runNative] = [await bareModel(general.name), await bareModel(native.name)];
  const withPrefix =
    (prefix: "passagePrefix" | "questionPrefix"): BareRun =>
    (text) => {
      const [first, second] = [
        runGeneral(general[prefix] + text),
        runNative(native[prefix] + text),
      ];
      return async () => [await first(), await second()];
    };
  return { question: withPrefix("questionPrefix"), text: withPrefix("passagePrefix") };
}

async function bareModel(name: string): Promise<BareRun> {
  env.allowRemoteModels = false;
  env.localModelPath = MODELS;
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const { session } = await AutoModel.from_pretrained(name);
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
