/** @module A database: statements on a pool of connections, transactions, and loads of many rows. */

import pg from "pg";
import type { DatabaseSettings } from "../../base/config/database.ts";
import { BINARY_TYPES, BinaryClient } from "./binary-rows.ts";
import { connectionOptions } from "./connection.ts";
import { copyRows } from "./copy.ts";
import type { Statement } from "./statement.ts";

/** A value of a parameter. */
export type Value =
  string | number | boolean | Date | Uint8Array | Float32Array | null | readonly unknown[];

/** Runs statements one after another. Columns come in binary: `bytea` is a Buffer, `bigint` and `numeric` a string. */
export interface Session {
  /** Returns the rows of a statement. */
  query<Row extends object>(
    statement: Statement,
    values: readonly Value[],
  ): Promise<readonly Row[]>;
  /** Adds rows to a table; returns their number. */
  load(target: LoadTarget, rows: Rows): Promise<number>;
  /** Runs the statements of a migration, or those that create and drop the table of a large generation. */
  script(text: string): Promise<void>;
}

/** Rows to load, their values in the order of the target's columns. */
export type Rows = AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>;

/** The columns of a table that are loaded, with their types. */
export interface LoadTarget {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}
export type ColumnType = "text" | "int4" | "int8" | "bytea" | "vector" | "text[]";

export interface Database extends Session {
  /**
   * Runs a piece of work in one transaction on one connection; it is rolled back if the work rejects. In it, only the given
   * session may be used: another connection would wait for it.
   */
  transaction<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Loads rows on a connection. */
export type Load = (client: pg.ClientBase, target: LoadTarget, rows: Rows) => Promise<number>;

/** Opens a pool, which connects at its first statement. @param load by COPY unless another is given. */
export function openDatabase(settings: DatabaseSettings, load: Load = copyRows): Database {
  const pool = new pg.Pool({
    ...connectionOptions(settings),
    Client: BinaryClient,
    max: settings.connections,
    allowExitOnIdle: true,
  });
  // A connection that is lost while it is idle is replaced at its next use.
  pool.on("error", () => {});
  return {
    query: (statement, values) =>
      withSession(pool, load, (session) => session.query(statement, values)),
    load: (target, rows) => withSession(pool, load, (session) => session.load(target, rows)),
    script: (text) => withSession(pool, load, (session) => session.script(text)),
    transaction: (work) =>
      withSession(pool, load, async (session) => {
        await session.script("begin");
        try {
          const result = await work(session);
          await session.script("commit");
          return result;
        } catch (error) {
          await session.script("rollback").catch(() => {});
          throw error;
        }
      }),
    close: () => pool.end(),
  };
}

async function withSession<Result>(
  pool: pg.Pool,
  load: Load,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(sessionOn(client, load));
  } finally {
    client.release();
  }
}

const sessionOn = (client: pg.PoolClient, load: Load): Session => ({
  async query<Row extends object>({ name, text }: Statement, values: readonly Value[]) {
    const config = { name, text, values: [...values], binary: true, types: BINARY_TYPES };
    return (await client.query<Row>(config)).rows;
  },
  load: (target, rows) => load(client, target, rows),
  async script(text) {
    await client.query(text);
  },
});
