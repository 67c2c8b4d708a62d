/** @module Verbs that copy files. */

import type { Config } from "../base/config/config.ts";
import { UserError } from "../base/errors.ts";

/** @throws UserError if a database keeps the collections. */
export function requireFiles({ database }: Pick<Config, "database">): void {
  if (!database) return;
  throw new UserError({
    expected: "collections in files",
    found: "DATABASE_URL, by which a database keeps them",
    remedy:
      "For one collection use export and import, for the whole database pg_dump and pg_restore.",
  });
}
