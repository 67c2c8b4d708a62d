/** @module What the benchmarks work on: made-up text of the model's own words, and our own questions. */

import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../src/base/config/config.ts";
import { random } from "../test/support/random.ts";

const Line = z.object({ question: z.string() });

/** The questions that the sample documents are tested with. */
export const evaluationQuestions = (): string[] =>
  readFileSync(join(PROJECT, "test/data/own-questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)).question);

export interface SentenceMaker {
  readonly sentence: () => string;
  readonly words: (count: number) => string;
  /** From now on many words are of another subject. */
  readonly turn: () => void;
}

/** Words of one subject: a stretch of the vocabulary beyond its commonest words. */
const SUBJECT_WORDS = 150;
const SUBJECT_SHARE = 0.3;
const COMMONEST = 500;

const Tokenizer = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });

/** The model's English words, the commonest first. */
function vocabulary(): string[] {
  const file = join(PROJECT, "models/all-MiniLM-L6-v2/tokenizer.json");
  const { vocab } = Tokenizer.parse(JSON.parse(readFileSync(file, "utf8"))).model;
  return Object.keys(vocab)
    .filter((word) => /^[a-z]{2,}$/.test(word))
    .toSorted((a, b) => (vocab[a] ?? 0) - (vocab[b] ?? 0));
}

/** Made-up sentences of real words as often as they are in English (Zipf's law), the same on every run. */
export function sentenceMaker(seed = 7): SentenceMaker {
  const all = vocabulary();
  const next = random(seed);
  let subject = COMMONEST;
  const word = (): string =>
    (next() < SUBJECT_SHARE
      ? all[(subject + Math.floor(next() * SUBJECT_WORDS)) % all.length]
      : all[Math.floor(all.length ** next()) - 1]) ?? "the";
  const words = (count: number): string => Array.from({ length: count }, word).join(" ");
  return {
    words,
    sentence: () => `It ${words(12 + Math.floor(next() * 16))}.`,
    turn: () => (subject = COMMONEST + Math.floor(next() * (all.length - COMMONEST))),
  };
}

/** Writes documents of so many passages in all, each under a heading of its own; gives the folder. */
export async function synthetic(
  folder: string,
  {
    passages,
    perDocument = Math.min(100, passages),
  }: { readonly passages: number; readonly perDocument?: number },
  maker = sentenceMaker(),
): Promise<string> {
  const section = (): string =>
    `## ${maker.words(3)}\n\n${Array.from({ length: 6 }, maker.sentence).join(" ")}\n`;
  await mkdir(folder, { recursive: true });
  for (let done = 0; done < passages; done += perDocument) {
    maker.turn();
    await writeFile(
      join(folder, `${String(done).padStart(6, "0")}.md`),
      `# ${maker.words(4)}\n\n${Array.from({ length: perDocument }, section).join("\n")}`,
    );
  }
  return folder;
}
