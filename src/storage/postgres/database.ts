/** @module A database: statements on a pool of connections, transactions, and loads of many rows. */

import type pg from "pg";
import type { DatabaseSettings } from "../../base/config/database.ts";
import type { PoolCounts } from "../database-load.ts";
import { LIMITS } from "./connection.ts";
import { copyRows } from "./copy.ts";
import { createConnections } from "./pool.ts";
import { type TrackedSession, trackedSession } from "./session.ts";
import type { Statement } from "./statement.ts";

/** A value of a parameter. */
export type Value =
  string | number | boolean | Date | Uint8Array | Float32Array | null | readonly unknown[];

/**
 * Runs statements one after another; each but loads and scripts must end in ten seconds. All reject with a `DatabaseFault`
 * where an operator can mend it; no error holds a value of a statement. Columns come in binary: `bytea` is a Buffer, `bigint`
 * and `numeric` a string.
 */
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

/** Options of a transaction. */
export interface TransactionOptions {
  /** Whether its statements may take as long as they need, as those of a build. */
  readonly isLong?: boolean;
}

export interface Database extends Session {
  /**
   * Runs a piece of work in one transaction on one connection; it is rolled back if the work rejects. In it, only the given
   * session may be used: another connection would wait for it.
   */
  transaction<Result>(
    work: (session: Session) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** Counts the connections of this process. */
  counts(): Promise<PoolCounts>;
  close(): Promise<void>;
}

/** Loads rows on a connection. */
export type Load = (client: pg.ClientBase, target: LoadTarget, rows: Rows) => Promise<number>;

/** Opens a pool, which connects at its first statement. @param load by COPY unless another is given. */
export function openDatabase(settings: DatabaseSettings, load: Load = copyRows): Database {
  const connections = createConnections(settings);
  const { statement: usual } = settings.limits ?? LIMITS;
  const withSession = async <Result>(work: Work<Result>, mayRepeat = false): Promise<Result> => {
    const held = await connections.hold();
    const session = trackedSession(held, load, usual);
    try {
      return await work(session);
    } catch (error) {
      if (!mayRepeat || session.loss()?.kind !== "lost") throw error;
    } finally {
      held.release(session.loss());
    }
    return withSession(work);
  };
  const transaction: Database["transaction"] = (work, options) =>
    withSession((session) => runTransaction(session, work, options));
  return {
    query: (statement, values) =>
      withSession((session) => session.query(statement, values), isRead(statement)),
    load: (target, rows) => transaction((session) => session.load(target, rows)),
    script: (text) => transaction((session) => session.script(text)),
    transaction,
    counts: () => connections.counts(),
    close: () => connections.close(),
  };
}

type Work<Result> = (session: TrackedSession) => Promise<Result>;

/** Whether a statement changes nothing, so that it may run twice. */
const isRead = ({ text }: Statement): boolean =>
  /^\s*(?:select|with)\b/i.test(text) && !/\b(?:insert|update|delete|merge)\b/i.test(text);

async function runTransaction<Result>(
  session: TrackedSession,
  work: (session: Session) => Promise<Result>,
  { isLong = false }: TransactionOptions = {},
): Promise<Result> {
  await session.begin(isLong);
  try {
    const result = await work(session);
    await session.end("commit");
    return result;
  } catch (error) {
    await session.end("rollback").catch(() => {});
    throw error;
  }
}
