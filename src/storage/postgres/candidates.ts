/** @module The data that scoring reads of passages: vectors, counts of terms, and tokens. */

import type { Tokens } from "../../model/embedder.ts";
import type { TermTables } from "../../search/lexical.ts";
import type { Candidate, Snapshot } from "../../search/snapshot.ts";
import type { Recipe } from "../recipe.ts";
import { isText } from "./batch.ts";
import type { Overview } from "./overview.ts";
import type { GenerationReader } from "./generation-reader.ts";
import type { Lexical } from "./lexical.ts";
import { unpackMatrix, unpackTerms, unpackTokens, unpackVector } from "./packed.ts";
import type { Passages } from "./passages.ts";
import { PASSAGE_STATEMENTS } from "./snapshot-statements.ts";
import type { PassageTable } from "./statement.ts";

interface Context {
  readonly overview: Overview;
  readonly lexical: Pick<Lexical, "counter">;
  readonly passages: Pick<Passages, "parse">;
}

/** Opens the candidates of a generation. */
export function candidateReader(
  reader: GenerationReader,
  table: PassageTable,
  { overview, lexical, passages }: Context,
): Pick<Snapshot, "load" | "tokens"> {
  const { lengths, recipe } = overview;
  const decode = (row: CandidateRow): Loaded => decodeRow(row, recipe, passages);
  return {
    async load(ids, terms) {
      const [count, rows] = await Promise.all([
        lexical.counter(terms),
        reader.read(PASSAGE_STATEMENTS.candidates(table), [ids.filter(isText)], byId(decode)),
      ]);
      return ids.flatMap((id): Candidate[] => {
        const loaded = rows.get(id);
        if (!loaded) return [];
        const { row, tables, ...own } = loaded;
        const counts = count(own.passage.language, tables);
        return [{ ...own, length: lengths[row] ?? 0, terms: counts }];
      });
    },
    async tokens(ids) {
      const read = ({ tokens }: TokenRow): Tokens =>
        unpackTokens(tokens, recipe.model.tokenDimensions);
      const statement = PASSAGE_STATEMENTS.tokens(table);
      const rows = await reader.read(statement, [ids.filter(isText)], byId(read));
      return ids.flatMap((id) => rows.get(id) ?? []);
    },
  };
}

/** Returns a function that maps rows by ID. */
const byId =
  <Row extends { readonly id: string }, Value>(read: (row: Row) => Value) =>
  (rows: readonly Row[]): ReadonlyMap<string, Value> =>
    new Map(rows.map((row) => [row.id, read(row)]));

interface TokenRow {
  readonly id: string;
  readonly tokens: Buffer;
}

interface CandidateRow {
  readonly id: string;
  readonly row: number;
  readonly line: string;
  readonly embedding: Buffer;
  readonly sentences: Buffer;
  readonly native: Buffer;
  readonly terms: Buffer;
}

/** A candidate whose terms are not counted yet. */
interface Loaded extends Omit<Candidate, "length" | "terms"> {
  readonly row: number;
  readonly tables: TermTables;
}

const decodeRow = (
  { id, row, line, embedding, sentences, native, terms }: CandidateRow,
  { model }: Recipe,
  { parse }: Pick<Passages, "parse">,
): Loaded => ({
  row,
  passage: parse(id, line),
  vector: unpackVector(embedding),
  sentenceVectors: unpackMatrix(sentences, model.general.dimensions),
  nativeVectors: unpackMatrix(native, model.native.dimensions),
  tables: unpackTerms(terms),
});
