/** @module Unit costs: what one passage, question or build takes, each with the source of its value. */

import { z } from "zod";
import { UNITS, type Unit } from "./format.ts";

/** What each unit cost is. CPU time counts all threads, so other work on the machine distorts it less than the clock. */
export const COSTS = {
  embedding: { unit: "s", meaning: "CPU time to embed a passage and its sentences, both models" },
  writing: { unit: "s", meaning: "CPU time of a worker to read, split and write a passage" },
  building: { unit: "s", meaning: "CPU time of a worker for a build, whatever its size" },
  keeping: {
    unit: "s",
    meaning: "CPU time of a worker for a passage that a rebuild keeps, its share of the build too",
  },
  starting: { unit: "s", meaning: "CPU time of a build's process to start and load the models" },
  databaseWriting: { unit: "s", meaning: "CPU time of the database for a passage of a new build" },
  databaseBuilding: {
    unit: "s",
    meaning: "CPU time of the database for a build, whatever its size",
  },
  databaseKeeping: {
    unit: "s",
    meaning: "CPU time of the database for a passage that a rebuild keeps",
  },
  question: { unit: "s", meaning: "CPU time of a replica to find and render an answer" },
  interaction: { unit: "s", meaning: "CPU time of a replica to check and acknowledge over HTTP" },
  databaseQuestion: { unit: "s", meaning: "CPU time of the database for a question" },
  limiting: {
    unit: "s",
    meaning: "CPU time of the database to claim an interaction and count its rates",
  },
  questionBytes: { unit: "B", meaning: "bytes from the database for a question" },
  heap: { unit: "B", meaning: "a passage's row, read by every question to its collection" },
  outOfLine: { unit: "B", meaning: "a passage's vectors of tokens and sentences, out of line" },
  indexes: { unit: "B", meaning: "a passage's entries in the indexes of its table" },
  others: { unit: "B", meaning: "its share of postings, words, documents and generations" },
  collection: { unit: "B", meaning: "bytes of a collection besides its passages" },
  wal: { unit: "B", meaning: "write-ahead log of a passage of a new build" },
  walBuilding: { unit: "B", meaning: "write-ahead log of a build besides its passages" },
  walKeeping: { unit: "B", meaning: "write-ahead log of a passage that a rebuild keeps" },
  dump: { unit: "B", meaning: "a passage in a dump (pg_dump -Fc)" },
  replicaMemory: { unit: "B", meaning: "memory of a process that answers" },
} as const satisfies Readonly<Record<string, { readonly unit: Unit; readonly meaning: string }>>;

export type CostName = keyof typeof COSTS;
export const COST_NAMES = Object.keys(COSTS) as readonly CostName[];

const Cost = z.strictObject({
  value: z.number().nonnegative(),
  /** How it was measured, or who gave it. */
  source: z.string().min(1),
});
export type Cost = z.infer<typeof Cost>;

const Check = z.strictObject({
  what: z.string(),
  unit: z.enum(UNITS),
  predicted: z.number(),
  measured: z.number(),
});
/** A figure that was predicted from unit costs, and measured. */
export type Check = z.infer<typeof Check>;

/** Unit costs as they are kept in a file, with the machine and the day of the run. */
export const Measurements = z.strictObject({
  machine: z.string(),
  day: z.string(),
  costs: z.strictObject(Object.fromEntries(COST_NAMES.map((name) => [name, Cost])) as Shape),
  checks: z.array(Check),
});
export type Measurements = z.infer<typeof Measurements>;
type Shape = Record<CostName, typeof Cost>;

/** Returns the numbers alone. */
export const valuesOf = ({ costs }: Pick<Measurements, "costs">): Record<string, number> =>
  Object.fromEntries(COST_NAMES.map((name) => [name, costs[name].value]));
