/** @module The nearest passages of a generation, by comparing with all. */

import type { Snapshot } from "../../search/snapshot.ts";
import { vectorBytes } from "./copy.ts";
import type { Overview } from "./overview.ts";
import type { GenerationReader } from "./generation-reader.ts";
import { PASSAGE_STATEMENTS } from "./snapshot-statements.ts";
import type { PassageTable } from "./statement.ts";

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
    { idOf }: Pick<Overview, "idOf">,
  ): Snapshot["nearest"] =>
  (vector, k) =>
    reader.read(
      PASSAGE_STATEMENTS.nearest(table),
      [vectorBytes(vector), k],
      (rows: readonly NearRow[]) =>
        rows.map(({ row, distance }) => ({ id: idOf(row), score: -distance })),
    );
