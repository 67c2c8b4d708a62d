/** @module The generations of a collection: their rows, and which of them are active. */

import { Recipe } from "../recipe.ts";
import { damaged, type GenerationId, unfit } from "../store.ts";
import type { Database } from "./database.ts";
import { type Described, digestOfGeneration } from "./seal.ts";
import { sql } from "./statement.ts";

export const GENERATION_STATEMENTS = {
  active: sql("generation active")`select generation.number, generation.id, generation.digest
    from active join generation
      on generation.collection = active.collection and generation.number = active.generation
    where active.collection = $1 and active.model = $2`,
  list: sql("generation list")`select id from generation
    where collection = $1 and model = $2 and id is not null order by number desc`,
  find: sql("generation find")`select number, id, model, large_table, recipe, summary, ids, lengths,
      token_frequencies, contents, digest
    from generation where collection = $1 and id = $2`,
} as const;

/** A row of a generation that was sealed. */
export interface GenerationRow extends Described {
  readonly number: string;
  readonly id: string;
  /** Names the table of its passages where it is large. */
  readonly large_table: string | null;
  readonly digest: Buffer | null;
}

/** The collection, and the edition that this version of the program serves (see `editionOf`). */
export interface Scope {
  readonly database: Database;
  readonly collection: string;
  readonly edition: string;
  /** Names the store in messages. */
  readonly location: string;
}

interface ActiveRow {
  readonly number: string;
  readonly id: string | null;
  readonly digest: Buffer | null;
}

async function activeRow({ database, collection, edition }: Scope): Promise<ActiveRow | undefined> {
  const values = [collection, edition];
  return (await database.query<ActiveRow>(GENERATION_STATEMENTS.active, values))[0];
}

/** Returns the ID of the active generation. */
export const activeGeneration = async (scope: Scope): Promise<GenerationId | undefined> =>
  (await activeRow(scope))?.id ?? undefined;

/** Returns a function that stamps the active generation; the last stamp while the database is out of reach. */
export function stamper(scope: Scope): () => Promise<string> {
  let last = "";
  return async () => {
    const row = await activeRow(scope).catch(() => undefined);
    if (row) last = [row.number, row.id, row.digest?.toString("hex")].join(" ");
    return last;
  };
}

/** Lists the generations of this edition, the newest first. */
export async function listGenerations(scope: Scope): Promise<readonly GenerationId[]> {
  const { database, collection, edition } = scope;
  const rows = await database.query<{ id: string }>(GENERATION_STATEMENTS.list, [
    collection,
    edition,
  ]);
  return rows.map(({ id }) => id);
}

/** Returns the row of a generation; undefined if there is none of this ID. */
export async function findGeneration(
  { database, collection }: Scope,
  id: GenerationId,
): Promise<GenerationRow | undefined> {
  return (await database.query<GenerationRow>(GENERATION_STATEMENTS.find, [collection, id]))[0];
}

/** Returns the row of a generation. @throws UnusableIndex if there is none, or it has changed since it was sealed. */
export async function requireGeneration(scope: Scope, id: GenerationId): Promise<GenerationRow> {
  const row = await findGeneration(scope, id);
  if (!row) throw damaged(scope.location, `no generation ${id}`);
  if (!isUnchanged(row)) throw damaged(scope.location, `generation ${id}: ${ALTERED}`);
  return row;
}

export const ALTERED = "an altered row (its hash is another)";

/** Checks whether the columns of a generation are those that were sealed. */
export const isUnchanged = (row: GenerationRow): boolean =>
  row.digest !== null && digestOfGeneration(row.id, row).equals(row.digest);

/** Returns the recipe of a generation. @throws UnusableIndex if another version of this program made it. */
export async function describeGeneration(scope: Scope, id: GenerationId): Promise<Recipe> {
  const row = await requireGeneration(scope, id);
  const recipe = Recipe.safeParse(JSON.parse(row.recipe));
  if (recipe.success) return recipe.data;
  throw unfit(scope.location, `one that another version of Footnote made (${row.model})`);
}
