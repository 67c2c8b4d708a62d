/** @module The statements of the program: all that its modules for PostgreSQL export. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../src/base/project.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import type { PassageTable, Statement } from "../../src/storage/postgres/statement.ts";

const FOLDER = join(PROJECT, "src/storage/postgres");

/** Lists the modules that may have statements, with their text. */
export const postgresSources = (): readonly { readonly name: string; readonly text: string }[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".ts"))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

/** Returns all statements, those of passages once for each table. */
export async function statementsIn(tables: readonly PassageTable[]): Promise<readonly Statement[]> {
  const found: Statement[] = [];
  for (const { name } of postgresSources()) {
    const module = (await import(join(FOLDER, name))) as Readonly<Record<string, unknown>>;
    for (const [key, value] of Object.entries(module))
      if (key.endsWith("_STATEMENTS")) found.push(...statementsOf(value, tables));
  }
  return found;
}

type PerTable = (table: PassageTable, dimensions: number) => Statement;

/** Those of the fake embedder's vectors. */
const { dimensions: DIMENSIONS } = fakeEmbedder().model.settings.embedding.general;

const statementsOf = (constants: unknown, tables: readonly PassageTable[]): readonly Statement[] =>
  Object.values(constants as Readonly<Record<string, Statement | PerTable>>).flatMap((value) =>
    typeof value === "function" ? tables.map((table) => value(table, DIMENSIONS)) : [value],
  );
