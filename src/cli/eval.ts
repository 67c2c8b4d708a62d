/** @module `eval`: measures of the library on a file of questions or on pins, and a first version of that file. */

import { readFile, writeFile } from "node:fs/promises";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import {
  evaluate,
  type Evaluation,
  type Miss,
  parseQuestions,
  RANKS,
} from "../evaluation/questions.ts";
import { evaluatePins, type PinEvaluation } from "../evaluation/pins.ts";
import { starters } from "../evaluation/heading-questions.ts";
import type { Store } from "../storage/store.ts";
import { many } from "../reply/words/counted.ts";
import { type Io, typedPath } from "./io.ts";
import { collectionOf, configFor, type Folders, libraryFor } from "./setup.ts";

export interface EvalOptions extends Folders {
  readonly json?: boolean;
  readonly make?: boolean;
  readonly pins?: boolean;
}

/**
 * Prints measures on the questions of a file; with `make`, writes the file instead; with `pins`, prints the effect of pins, on
 * the questions of the file too if there is one.
 */
export async function evalFile(
  path: string | undefined,
  options: EvalOptions,
  io: Io,
): Promise<void> {
  if (path === undefined && !options.pins)
    throw new UserError(
      { expected: "a file of questions, or --pins", found: "neither", remedy: "Give one of them." },
      { exitCode: 2 },
    );
  const config = configFor(options, io);
  const file = path === undefined ? undefined : typedPath(path, io);
  if (options.make && file !== undefined)
    return makeFile((await collectionOf(config)).store, file, io);
  const questions = file === undefined ? [] : parseQuestions(await read(file));
  const library = await libraryFor(config);
  const print = <Result>(result: Result, toText: (result: Result) => string): void =>
    void io.stdout.write(options.json ? `${JSON.stringify(result)}\n` : toText(result));
  try {
    if (options.pins) print(await evaluatePins(library, questions), describePins);
    else print(await evaluate(library, questions), describe);
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

function describePins(evaluation: PinEvaluation): string {
  const { pins, setAside, first, questions, matched, falseMatches } = evaluation;
  const lines = [
    `pins           ${pins}${setAside === 0 ? "" : `, and ${setAside} set aside (/pins says why)`}`,
    `first          ${first.with} of them, without pins ${first.without}  (the reply to the pin's question shows its passage first)`,
    ...(questions === 0
      ? []
      : [
          `matched        ${matched} of ${many(questions, "question", "questions")} in the file`,
          `false matches  ${falseMatches.length}  (the passage of a pin is shown first, and is not right)`,
        ]),
    ...falseMatches.map(
      ({ question, shown, excerpt }) => `- ${question}\n    first:  ${beginning(shown, excerpt)}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const beginning = (id: string, excerpt: string): string =>
  `${id}: ${excerpt.slice(0, 90).replace(/\s+/g, " ")}…`;

function describeMiss({ question, gold, rank, outcome, shown }: Miss): string {
  const ranked = rank === null ? "not among the first ten" : `rank ${rank}`;
  const first = shown ? `${shown.path} ${beginning(shown.id, shown.excerpt)}` : "nothing";
  return `- ${question}\n    wanted: ${gold[0] ?? ""} (${ranked}, ${outcome})\n    first:  ${first}`;
}
