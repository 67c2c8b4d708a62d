/** @module Reads of one sealed generation, which never take a generation that is gone for one without rows. */

import { messageOf } from "../../base/errors.ts";
import { damaged, type GenerationId, UnusableIndex } from "../store.ts";
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
  readonly id: GenerationId;
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
  /** Returns the error of content that cannot be read. */
  readonly damaged: (found: string, cause?: unknown) => UnusableIndex;
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
      throw isWithoutTable(error) ? gone(location, error) : error;
    }
  };
  const requireThere = async (): Promise<void> => {
    if ((await query(SNAPSHOT_STATEMENTS.check, [])).length === 0) throw gone(location);
  };
  return {
    async read(statement, values, readRows) {
      const rows = await query<Parameters<typeof readRows>[0][number]>(statement, values);
      if (rows.length === 0) await requireThere();
      try {
        return readRows(rows);
      } catch (error) {
        if (error instanceof UnusableIndex) throw error;
        throw damaged(location, messageOf(error), error);
      }
    },
    requireThere,
    damaged: (found, cause) => damaged(location, found, cause),
  };
}

const gone = (location: string, cause?: unknown): UnusableIndex =>
  damaged(location, "a generation that is gone", cause);

/** The code of a table that is not there: that of a large generation is dropped with it. */
const UNDEFINED_TABLE = "42P01";

const isWithoutTable = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === UNDEFINED_TABLE;
