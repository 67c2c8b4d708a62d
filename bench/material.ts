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

/** Writes documents of so many passages in all, of real words, each under a heading of its own; gives the folder. */
export async function synthetic(folder: string, passages: number): Promise<string> {
  const texts = readdirSync(join(PROJECT, "seeds")).map((name) =>
    readFileSync(join(PROJECT, "seeds", name), "utf8"),
  );
  const words = texts.join(" ").match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  const next = random(7);
  const take = (count: number): string =>
    Array.from({ length: count }, () => words[Math.floor(next() * words.length)] ?? "").join(" ");
  const sentence = (): string => `It ${take(12 + Math.floor(next() * 16))}.`;
  const section = (): string =>
    `## ${take(3)}\n\n${Array.from({ length: 5 }, sentence).join(" ")}\n`;
  await mkdir(folder, { recursive: true });
  for (let done = 0; done < passages; done += 100)
    await writeFile(
      join(folder, `${done}.md`),
      `# ${take(4)}\n\n${Array.from({ length: 100 }, section).join("\n")}`,
    );
  return folder;
}

/** The value below which a share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

export const median = (values: readonly number[]): number => quantile(values, 0.5);
