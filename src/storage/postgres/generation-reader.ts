/** @module Reads of one sealed generation, which never take a generation that is gone for one without rows. */

import { messageOf, systemCode } from "../../base/errors.ts";
import { damaged } from "../store.ts";
import type { Database, Value } from "./database.ts";
import { SNAPSHOT_STATEMENTS } from "./snapshot-statements.ts";
import type { Statement } from "./statement.ts";

/** A generation in a database. */
export interface StoredGeneration {
  readonly database: Pick<Database, "query">;
  /** Names the store in messages. */
  readonly location: string;
  readonly collection: string;
  readonly number: string;
}

export interface GenerationReader {
  /**
   * Runs a statement whose first parameters are the collection and the number, and reads its rows.
   * @param values the parameters after these.
   * @throws UnusableIndex if the generation is gone, or a row cannot be read.
   */
  read<Row extends object, Result>(
    statement: Statement,
    values: readonly Value[],
    readRows: (rows: readonly Row[]) => Result,
  ): Promise<Result>;
  /** Decodes columns. @throws UnusableIndex if they cannot be read. */
  decode<Result>(read: () => Result): Result;
  /** @throws UnusableIndex if the generation is gone. */
  requireThere(): Promise<void>;
}

/** Returns the reader of a generation. */
export function generationReader(generation: StoredGeneration): GenerationReader {
  const { database, location, collection, number } = generation;
  const query = async <Row extends object>(
    statement: Statement,
    values: readonly Value[],
  ): Promise<readonly Row[]> => {
    try {
      return await database.query<Row>(statement, [collection, number, ...values]);
    } catch (error) {
      if (isOfTable(error)) await requireThere();
      throw error;
    }
  };
  const requireThere = async (): Promise<void> => {
    const rows = await database.query(SNAPSHOT_STATEMENTS.check, [collection, number]);
    if (rows.length === 0) throw damaged(location, "a generation that is gone");
  };
  const decode = <Result>(read: () => Result): Result => {
    try {
      return read();
    } catch (error) {
      throw damaged(location, messageOf(error), error);
    }
  };
  return {
    async read(statement, values, readRows) {
      const rows = await query<Parameters<typeof readRows>[0][number]>(statement, values);
      if (rows.length === 0) await requireThere();
      return decode(() => readRows(rows));
    },
    decode,
    requireThere,
  };
}

/** The code of a table that is not there: that of a large generation is dropped with it. */
const UNDEFINED_TABLE = "42P01";

/** Whether an error, or its cause, is that a table is not there. */
const isOfTable = (error: unknown): boolean =>
  error instanceof Error && (systemCode(error) === UNDEFINED_TABLE || isOfTable(error.cause));
