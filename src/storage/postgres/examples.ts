/** @module The examples of generations, each in the row of its generation. */

import { parseJson } from "../../base/text.ts";
import { type ExampleStore, KeptExamples } from "../store.ts";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

export const EXAMPLE_STATEMENTS = {
  read: sql("examples read")`select examples from generation where collection = $1 and id = $2`,
  write: sql("examples write")`update generation set examples = $3
    where collection = $1 and id = $2`,
} as const;

/** Returns the examples of a collection's generations. */
export const postgresExamples = (database: Database, collection: string): ExampleStore => ({
  async read(id) {
    const [row] = await database.query<{ examples: string | null }>(EXAMPLE_STATEMENTS.read, [
      collection,
      id,
    ]);
    return parseExamples(row?.examples ?? "");
  },
  async write(id, examples) {
    await database.query(EXAMPLE_STATEMENTS.write, [collection, id, JSON.stringify(examples)]);
  },
});

/** Returns the examples in a column; undefined where it has none that can be read. */
export const parseExamples = (json: string): KeptExamples | undefined =>
  KeptExamples.safeParse(parseJson(json)).data;
