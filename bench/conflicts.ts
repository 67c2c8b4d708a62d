/** @module Effect of each rule of conflicts: precision and recall on labelled pairs, claims on real documents. */

import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../src/base/config/config.ts";
import { createConflictFinder } from "../src/search/conflicts/conflict.ts";
import { english } from "../src/search/conflicts/languages/en.ts";
import { type Rules, rulesOf } from "../src/search/conflicts/rules.ts";
import { readPairs, type SentencePair } from "./alike.ts";
import type { Benchmark } from "./measure.ts";

const LabelledPair = z.object({
  a: z.string(),
  b: z.string(),
  differ: z.boolean(),
  kind: z.enum(["number", "date", "negation"]).optional(),
});
type LabelledPair = z.infer<typeof LabelledPair>;

const DATA = join(PROJECT, "../shared/data");
const COLLECTIONS = [
  join(PROJECT, "seeds"),
  ...["rust-book", "discordjs-guide", "cairn", "clef-handbook", "squad-dev.json"].map((name) =>
    join(DATA, name),
  ),
];

interface Collection {
  readonly name: string;
  readonly pairs: readonly SentencePair[];
}

interface Effect {
  readonly precision: number;
  readonly recall: number;
  /** For each collection. */
  readonly claims: readonly number[];
}

const RULES = rulesOf(english);

/** Measures all rules of English, then without each; on the documents named or the usual ones. */
export const conflicts: Benchmark = async ({ documents }) => {
  const labelled = readLabelledPairs();
  const collections = await readCollections(documents.length > 0 ? documents : COLLECTIONS);
  const all = measure(RULES, labelled, collections);
  const rows: (readonly [string, Effect])[] = [["all rules", all]];
  for (const [kind, rules] of Object.entries(RULES))
    for (const name of Object.keys(rules))
      rows.push([`without ${kind}: ${name}`, measure(without(kind, name), labelled, collections)]);
  process.stdout.write(`${tableOf(rows, collections)}\n`);
  const { precision, recall, claims } = all;
  return [
    { name: "conflicts, precision", value: precision, unit: "share" },
    { name: "conflicts, recall", value: recall, unit: "share" },
    { name: "conflicts, claims on real documents", value: sum(claims), unit: "count" },
  ];
};

const readLabelledPairs = (): LabelledPair[] =>
  readFileSync(join(PROJECT, "test/data/conflict-pairs.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => LabelledPair.parse(JSON.parse(line)));

async function readCollections(paths: readonly string[]): Promise<Collection[]> {
  const collections: Collection[] = [];
  for (const path of paths) {
    const name = basename(path, ".json");
    if (existsSync(path)) collections.push({ name, pairs: await readPairs(path) });
    else process.stderr.write(`skipped: no documents in ${path}\n`);
  }
  return collections;
}

const without = (kind: string, name: string): Rules => {
  const rules = Object.entries(RULES[kind as keyof Rules]);
  return { ...RULES, [kind]: Object.fromEntries(rules.filter(([other]) => other !== name)) };
};

function measure(
  rules: Rules,
  labelled: readonly LabelledPair[],
  collections: readonly Collection[],
): Effect {
  const { readSentence, findConflict } = createConflictFinder(() => rules);
  const sentences = new Map<string, ReturnType<typeof readSentence>>();
  const sentenceOf = (text: string): ReturnType<typeof readSentence> => {
    const sentence = sentences.get(text) ?? readSentence(text, "en");
    sentences.set(text, sentence);
    return sentence;
  };
  const kindOf = (a: string, b: string): string | undefined =>
    findConflict(sentenceOf(a), sentenceOf(b))?.kind;
  const found = labelled.filter(({ a, b }) => kindOf(a, b) !== undefined);
  const right = found.filter(({ a, b, differ, kind }) => differ && kind === kindOf(a, b));
  return {
    precision: right.length / found.length,
    recall: right.length / labelled.filter(({ differ }) => differ).length,
    claims: collections.map(({ pairs }) => pairs.filter(([a, b]) => kindOf(a, b)).length),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

function tableOf(
  rows: readonly (readonly [string, Effect])[],
  collections: readonly Collection[],
): string {
  const heads = ["", "precision", "recall", ...collections.map(({ name }) => name)];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, { precision, recall, claims }]) => [
    name,
    precision.toFixed(3),
    recall.toFixed(3),
    ...claims.map(String),
  ]);
  return [heads, ...lines]
    .map((cells) =>
      cells.map((cell, at) => (at === 0 ? cell.padEnd(width) : cell.padStart(widthOf(at, heads)))),
    )
    .map((cells) => cells.join("  "))
    .join("\n");
}

const widthOf = (at: number, heads: readonly string[]): number =>
  Math.max(6, heads[at]?.length ?? 0);
