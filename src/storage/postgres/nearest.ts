/** @module The nearest passages of a generation: by comparing with all, or by the HNSW of a large table. */

import type { Snapshot } from "../../search/snapshot.ts";
import { vectorBytes } from "./copy.ts";
import type { GenerationReader } from "./generation-reader.ts";
import type { Overview } from "./overview.ts";
import { MOST_SEARCHED, PASSAGE_STATEMENTS } from "./snapshot-statements.ts";
import type { PassageTable, Statement } from "./statement.ts";

/** `distance`: the inner product, negated. */
interface NearRow {
  readonly row: number;
  readonly distance: number;
}

/** Returns the search for the nearest passages of a generation. */
export const nearestReader =
  (
    reader: GenerationReader,
    table: PassageTable,
    { idOf, recipe }: Pick<Overview, "idOf" | "recipe">,
  ): Snapshot["nearest"] =>
  (vector, k) =>
    reader.read(
      statementFor(table, recipe.model.general.dimensions, k),
      [vectorBytes(vector), k],
      (rows: readonly NearRow[]) =>
        rows.map(({ row, distance }) => ({ id: idOf(row), score: -distance })),
    );

/** The passages that are searched for each that is returned, and at least; then they are compared exactly. */
const SEARCHED = { each: 4, least: 200 } as const;

function statementFor(table: PassageTable, dimensions: number, k: number): Statement {
  const searched = Math.max(SEARCHED.least, SEARCHED.each * k);
  return table === "passage" || searched > MOST_SEARCHED
    ? PASSAGE_STATEMENTS.nearest(table)
    : PASSAGE_STATEMENTS.closest(table, dimensions, searched);
}
