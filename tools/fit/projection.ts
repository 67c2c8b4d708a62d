/** @module The fit of the projection of token states: the directions in which they differ most. */

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { withoutSpecialTokens } from "../../src/model/embedder.ts";
import type { LoadedModel } from "../../src/model/session.ts";
import type { TokenProjection } from "../../src/model/projection.ts";
import { matrixOf, normalise, rowOf } from "../../src/model/vector.ts";

type Reader = Pick<LoadedModel, "encode" | "run">;

/**
 * Returns the mean of the states of the texts' tokens, and the first `width` principal components (K. Pearson, 1901) of
 * the states less their mean, at length 1.
 */
export async function fitProjection(
  texts: readonly string[],
  reader: Reader,
  width: number,
): Promise<TokenProjection> {
  const states: Float32Array[] = [];
  for (const text of texts) states.push(...(await statesOf(text, reader)));
  const mean = Float32Array.from(new Matrix(states).mean("column"));
  const centred = states.map((state) =>
    normalise(state.map((value, at) => value - (mean[at] ?? 0))),
  );
  return { mean, directions: leadingDirections(new Matrix(centred).gram(), width) };
}

async function statesOf(text: string, { encode, run }: Reader): Promise<Float32Array[]> {
  const { states: all } = await run(text);
  const own = matrixOf(
    withoutSpecialTokens(encode(text), all).states,
    all.length / encode(text).length,
  );
  return Array.from({ length: own.rows }, (_, row) => rowOf(own, row));
}

/** Returns the eigenvectors of the greatest eigenvalues of a symmetric matrix, the greatest first. */
function leadingDirections(matrix: Matrix, width: number): TokenProjection["directions"] {
  const { eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const ascending = eigenvectorMatrix.transpose().to2DArray();
  const directions = ascending.toReversed().slice(0, width);
  return matrixOf(Float32Array.from(directions.flat()), matrix.rows);
}
