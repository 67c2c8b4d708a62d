/** @module The tables of large generations: each is made for one, and dropped with it, without a lock on others. */

import type { PassageTable } from "./statement.ts";

/** The most passages of a generation in the common table; exact search in it takes some 20 ms for these. */
export const MOST_COMMON = 20_000;

export type LargeTable = Exclude<PassageTable, "passage">;

/** Returns the name of the table of a generation. */
export const largeTable = (number: string): LargeTable => `footnote_large.p${Number(number)}`;

/** Returns the table of the passages of a generation. */
export const tableOf = (row: {
  readonly number: string;
  readonly large_table: string | null;
}): PassageTable => (row.large_table === null ? "passage" : largeTable(row.number));

/** Scripts that have no values: names of tables and numbers alone are put into them. */
export const LARGE_SCRIPTS = {
  create: (table: LargeTable) => `create table ${table} (
    like passage including defaults including storage, primary key (collection, generation, row)
  );
  create unique index on ${table} (collection, generation, id)`,
  /** The index of 100,000 passages is built in memory. Without statistics, the planner takes the table for a small one. */
  index: (table: LargeTable, dimensions: number) => `set local maintenance_work_mem = '256MB';
  create index on ${table} using hnsw ((embedding::halfvec(${Math.trunc(dimensions)})) halfvec_ip_ops);
  analyze ${table}`,
  drop: (table: LargeTable) => `drop table if exists ${table}`,
} as const;
