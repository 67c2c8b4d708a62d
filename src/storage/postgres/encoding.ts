/** @module The encoding of a database: others than UTF8 lack characters of documents and questions, or do not check them. */

import { DatabaseFault } from "../database-fault.ts";
import type { Session } from "./database.ts";
import { sql } from "./statement.ts";

export const ENCODING_STATEMENTS = {
  read: sql("encoding read")`select current_setting('server_encoding') as encoding`,
} as const;

/** Requires that a database keeps texts in UTF8. @throws DatabaseFault */
export async function requireUtf8(session: Pick<Session, "query">): Promise<void> {
  const [row] = await session.query<{ readonly encoding: string }>(ENCODING_STATEMENTS.read, []);
  if (row?.encoding === "UTF8") return;
  throw new DatabaseFault("absent", {
    expected: "a database with the encoding UTF8",
    found: `the encoding ${row?.encoding}`,
    remedy: "Create another one: createdb -E UTF8 -T template0 NAME",
  });
}
