/** @module Rows for the benchmark of PostgreSQL: copies of a collection, and passages loaded by COPY. */

import type { Database } from "../src/storage/postgres/database.ts";
import { sql } from "../src/storage/postgres/statement.ts";
import { passageRows } from "../src/storage/postgres/rows.ts";
import { random } from "../test/support/random.ts";
import { type Figure, timed } from "./measure.ts";

/** The tables of a collection, in the order of their references. */
const TABLES = [
  "generation",
  "active",
  "blob",
  "document",
  "passage",
  "posting",
  "word",
  "history",
];

/** Copies made by one statement. */
const AT_ONCE = 20;

/** Copies a collection to `copy-0`, `copy-1` … in the database, or under another name; those that are there already stay. */
export async function copyCollection(
  database: Database,
  from: string,
  copies: number,
  name = "copy",
): Promise<void> {
  const columns = new Map<string, readonly string[]>();
  for (const table of TABLES) columns.set(table, await columnsOf(database, table));
  const done = await database.query<{ count: number }>(
    sql(
      "bench copies",
    )`select count(distinct collection)::int4 as count from active where collection like $1`,
    [`${name}-%`],
  );
  for (let at = done[0]?.count ?? 0; at < copies; at += AT_ONCE)
    for (const [table, names] of columns)
      await database.script(
        copyStatement(table, names, { from, name }, [at, Math.min(at + AT_ONCE, copies) - 1]),
      );
  await database.script("analyze");
}

function copyStatement(
  table: string,
  names: readonly string[],
  { from, name }: { readonly from: string; readonly name: string },
  [first, last]: readonly [number, number],
): string {
  const others = names
    .filter((one) => one !== "collection")
    .map((one) => `"${one}"`)
    .join(", ");
  return `insert into ${table} (collection, ${others}) overriding system value
    select '${name}-' || copy, ${others} from ${table}, generate_series(${first}, ${last}) as copy
    where collection = '${from}'`;
}

async function columnsOf(database: Database, table: string): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(
    sql("bench columns")`select column_name::text as name from information_schema.columns
      where table_name = $1 and table_schema = 'public' order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** The bytes of the tokens of a passage, as in the published models: 144 tokens of 104 bytes. */
const TOKEN_BYTES = 15_000;

/** Times the load of made-up passages by COPY. */
export async function loadPassages(database: Database, rows: number): Promise<Figure> {
  const next = random(5);
  const vector = Float32Array.from({ length: 384 }, () => next() - 0.5);
  const tokens = Uint8Array.from({ length: TOKEN_BYTES }, () => next() * 256);
  const few = tokens.subarray(0, 1_200);
  const line = "x".repeat(400);
  function* all() {
    for (let row = 0; row < rows; row += 1)
      yield [
        "loaded",
        "1",
        row,
        `id-${row}`,
        0,
        "en",
        line,
        "label",
        vector,
        few,
        few,
        tokens,
        row,
        few,
        few.subarray(0, 32),
      ] as const;
  }
  const ms = await timed(() => database.load(passageRows("passage"), all()));
  return {
    name: "passages loaded by COPY",
    value: rows / (ms / 1_000),
    unit: "/s",
    better: "more",
  };
}
