/** @module The extension `vector` (pgvector), of which older versions return wrong neighbours or damage their index. */

import { DatabaseFault } from "../database-fault.ts";
import type { Session } from "./database.ts";
import { sql } from "./statement.ts";

const LEAST = "0.8.4";

export const VECTOR_STATEMENTS = {
  /** Both null where the extension is neither created nor installed. */
  versions: sql("vector versions")`select
    (select extversion from pg_extension where extname = 'vector') as created,
    (select default_version from pg_available_extensions where name = 'vector') as installed`,
} as const;

interface Versions {
  readonly created: string | null;
  readonly installed: string | null;
}

/** Requires that `vector` is created in this database, or can be, in a version that is sound. @throws DatabaseFault */
export async function requireVector(session: Pick<Session, "query">): Promise<void> {
  const [versions] = await session.query<Versions>(VECTOR_STATEMENTS.versions, []);
  const { created = null, installed = null } = versions ?? {};
  const used = created ?? installed;
  if (used !== null && !isOlder(used, LEAST)) return;
  throw new DatabaseFault("absent", {
    expected: `the extension vector (pgvector) of version ${LEAST} or later in the database`,
    found: used === null ? "none on its server" : `version ${used}`,
    remedy:
      installed !== null && !isOlder(installed, LEAST)
        ? "Run there, as the owner of the extension: alter extension vector update;"
        : `Install pgvector ${LEAST} or later on the server of the database, and try again.`,
  });
}

/** Compares versions such as 0.8.4 by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [own, other] = [version, than].map((text) => text.split(".").map(Number));
  const at = other?.findIndex((number, index) => number !== (own?.[index] ?? 0)) ?? -1;
  return at >= 0 && (own?.[at] ?? 0) < (other?.[at] ?? 0);
}
