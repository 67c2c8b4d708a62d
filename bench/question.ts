/** @module What a question costs in process, against the bare run of the model on the same text, in one run. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import { PROJECT } from "../src/config.ts";
import { buildIndex } from "../src/library/build.ts";
import { evaluationQuestions, median, quantile, synthetic } from "./material.ts";
import { openLibrary } from "../src/library/library.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { loadEmbedder } from "../src/search/embedder.ts";
import { openModel } from "../src/search/model.ts";

const PASSAGES = 1_000;
const MODEL = "all-MiniLM-L6-v2";
const MODELS = join(PROJECT, "models");

/** A run of the session on tokens made beforehand, and nothing else. */
async function bareModel(): Promise<(question: string) => () => Promise<unknown>> {
  env.allowRemoteModels = false;
  env.localModelPath = MODELS;
  const tokenizer = await AutoTokenizer.from_pretrained(MODEL);
  const { session } = await AutoModel.from_pretrained(MODEL);
  return (question) => {
    const { input_ids } = tokenizer(question, { return_tensor: false }) as { input_ids: number[] };
    const shape = [1, input_ids.length];
    const feeds = {
      input_ids: new Tensor("int64", BigInt64Array.from(input_ids, BigInt), shape),
      attention_mask: new Tensor("int64", new BigInt64Array(input_ids.length).fill(1n), shape),
      token_type_ids: new Tensor("int64", new BigInt64Array(input_ids.length), shape),
    };
    return () => session.run(feeds);
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const folder = await mkdtemp(join(tmpdir(), "footnote-bench-"));
const seedsDir = await synthetic(join(folder, "seeds"), PASSAGES);
const indexDir = join(folder, "index");
const embedder = await loadEmbedder(await openModel(MODELS, MODEL));
const options = { seedsDir, indexDir, embedder };
const { passages, sentences } = await buildIndex({
  ...options,
  full: false,
  strict: false,
  onProgress: () => {},
});
const library = await openLibrary({
  ...options,
  build: () => Promise.reject(new Error("not here")),
});
const bare = await bareModel();
const questions = evaluationQuestions();
const times = { bare: [] as number[], question: [] as number[] };
for (let round = 0; round < 4; round += 1)
  for (const question of questions) {
    const run = bare(question);
    const [bareMs, questionMs] = [
      await timed(run),
      await timed(async () => renderAnswer(await library.ask(question, { top: 3, always: true }))),
    ];
    if (round === 0) continue;
    times.bare.push(bareMs);
    times.question.push(questionMs);
  }
const ratios = times.question.map((ms, at) => ms / (times.bare[at] ?? ms));
console.table({
  "bare model run, ms": { p50: median(times.bare), p90: quantile(times.bare, 0.9) },
  "question in process, ms": { p50: median(times.question), p90: quantile(times.question, 0.9) },
  "ratio, pair by pair": { p50: median(ratios), p90: quantile(ratios, 0.9) },
});
console.log(`${passages} passages, ${sentences} sentences, ${ratios.length} pairs`);
await library.close();
await rm(folder, { recursive: true });
