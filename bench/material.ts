/** @module What the benchmarks work on: our own seeds' words in new order, and our own questions. */

import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../src/config.ts";
import { random } from "../test/support/random.ts";

const Line = z.object({ question: z.string() });

/** The questions that our own seeds are tested with. */
export const evaluationQuestions = (): string[] =>
  readFileSync(join(PROJECT, "test/data/own-questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)).question);

export interface SentenceMaker {
  sentence(): string;
  words(count: number): string;
  /** From now on most words are of another subject. */
  turn(): void;
}

/** Words of one subject: a stretch of the vocabulary. */
const SUBJECT_WORDS = 150;
const SUBJECT_SHARE = 0.7;

/** Made-up sentences of real words, the same on every run. */
export function sentenceMaker(seed = 7): SentenceMaker {
  const texts = readdirSync(join(PROJECT, "seeds")).map((name) =>
    readFileSync(join(PROJECT, "seeds", name), "utf8"),
  );
  const all = texts.join(" ").match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  const vocabulary = [...new Set(all)];
  const next = random(seed);
  let subject = 0;
  const word = (): string =>
    (next() < SUBJECT_SHARE
      ? vocabulary[(subject + Math.floor(next() * SUBJECT_WORDS)) % vocabulary.length]
      : all[Math.floor(next() * all.length)]) ?? "";
  const words = (count: number): string => Array.from({ length: count }, word).join(" ");
  return {
    words,
    sentence: () => `It ${words(12 + Math.floor(next() * 16))}.`,
    turn: () => (subject = Math.floor(next() * vocabulary.length)),
  };
}

/** Writes documents of so many passages in all, each under a heading of its own; gives the folder. */
export async function synthetic(
  folder: string,
  { passages, perDocument = 100 }: { readonly passages: number; readonly perDocument?: number },
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
