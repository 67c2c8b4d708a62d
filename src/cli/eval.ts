/** @module `eval`: measures of the library on a file of questions, and a first version of that file. */

import { readFile, writeFile } from "node:fs/promises";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import {
  evaluate,
  type Evaluation,
  type Miss,
  parseQuestions,
  RANKS,
} from "../evaluation/questions.ts";
import { starters } from "../evaluation/heading-questions.ts";
import type { Store } from "../storage/store.ts";
import { type Io, typedPath } from "./io.ts";
import { collectionOf, configFor, type Folders, libraryFor } from "./setup.ts";

export interface EvalOptions extends Folders {
  readonly json?: boolean;
  readonly make?: boolean;
}

/** Prints measures on the questions of a file; with `make`, writes the file instead. */
export async function evalFile(path: string, options: EvalOptions, io: Io): Promise<void> {
  const file = typedPath(path, io);
  const config = configFor(options, io);
  if (options.make) return makeFile(collectionOf(config).store, file, io);
  const questions = parseQuestions(await read(file));
  const library = await libraryFor(config);
  try {
    const evaluation = await evaluate(library, questions);
    io.stdout.write(options.json ? `${JSON.stringify(evaluation)}\n` : describe(evaluation));
  } finally {
    await library.close();
  }
}

async function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new UserError(
      {
        expected: `a file of questions at ${file}`,
        found: messageOf(cause),
        remedy: "eval --make writes one.",
      },
      { cause, exitCode: 2 },
    );
  });
}

/** Writes a new file of questions; never replaces one. */
async function makeFile(store: Store, file: string, io: Io): Promise<void> {
  const lines = (await starters(store)).map((starter) => `${JSON.stringify(starter)}\n`);
  await writeFile(file, lines.join(""), { flag: "wx" }).catch((cause: unknown) => {
    const found = systemCode(cause) === "EEXIST" ? "an existing file" : messageOf(cause);
    throw new UserError(
      { expected: `to write a new file ${file}`, found, remedy: "Name another." },
      { cause },
    );
  });
  io.stdout.write(
    `${lines.length} questions written to ${file}: rephrase them as members would ask.\n`,
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8);

function describe(evaluation: Evaluation): string {
  const { answerable, unanswerable, recall, mrr10, outcomes, misses, ...sections } = evaluation;
  const rows = (["answerable", "unanswerable"] as const).map((kind) => {
    const total = kind === "answerable" ? answerable : unanswerable;
    const counts = outcomes[kind];
    const cells = [total, counts.found, counts.unsure, counts.nothing];
    return kind.padEnd(14) + cells.map((cell) => String(cell).padStart(10)).join("");
  });
  return [
    ...RANKS.map((rank) => `recall at ${String(rank).padEnd(4)}${percent(recall[`${rank}`])}`),
    `MRR at 10     ${mrr10.toFixed(3).padStart(8)}`,
    `ranked        ${percent(sections.ranked)}  (a right section is among the first three)`,
    `shown         ${percent(sections.shown)}  (the reply shows it, with ${sections.passagesShown.toFixed(1)} passages on average)`,
    ...(sections.kept === null
      ? []
      : [`kept          ${percent(sections.kept)}  (a reply called found shows it)`]),
    "",
    `${"".padEnd(14)}${["questions", "found", "unsure", "nothing"].map((name) => name.padStart(10)).join("")}`,
    ...rows,
    ...(misses.length === 0
      ? []
      : ["", `Not first (${misses.length}):`, ...misses.map(describeMiss)]),
    "",
  ].join("\n");
}

function describeMiss({ question, gold, rank, outcome, shown }: Miss): string {
  const ranked = rank === null ? "not among the first ten" : `rank ${rank}`;
  const first = shown
    ? `${shown.path} ${shown.id}: ${shown.excerpt.slice(0, 90).replace(/\s+/g, " ")}…`
    : "nothing";
  return `- ${question}\n    wanted: ${gold[0] ?? ""} (${ranked}, ${outcome})\n    first:  ${first}`;
}
