/** @module The rows of a generation as they are loaded, and their digests. */

import { bytesOf } from "../../base/durable.ts";
import type { Document } from "../../corpus/document.ts";
import { languageFor } from "../../corpus/languages/languages.ts";
import { bytesOfCompact } from "../../model/compact.ts";
import { labelOf } from "../completion.ts";
import { passageLine } from "../records.ts";
import type { EmbeddedPassage } from "../store.ts";
import type { LoadTarget, Value } from "./database.ts";
import { digestOf } from "./digest.ts";
import type { PassageTable } from "./statement.ts";

/** The generation of a row. */
export interface Place {
  readonly collection: string;
  readonly number: string;
}

/** A document as it is kept: its text is that of its blob. */
export interface DocumentRow {
  readonly position: number;
  readonly path: string;
  readonly blob: Buffer;
  readonly passages: number;
  readonly first_row: number;
}

/** `tokens`: null where an earlier row, `tokens_row`, has the same. */
export interface PassageRow {
  readonly row: number;
  readonly id: string;
  readonly document: number;
  readonly language: string;
  readonly line: string;
  readonly label: string;
  readonly embedding: Float32Array;
  readonly sentences: Uint8Array;
  readonly native: Uint8Array;
  readonly tokens: Uint8Array | null;
  readonly tokens_row: number;
  readonly terms: Uint8Array;
}

export interface PostingRow {
  readonly term: string;
  readonly number: number;
  readonly passages: Uint8Array;
}

export interface WordRow {
  readonly length: number;
  readonly words: readonly string[];
}

/** The columns that begin each row. */
const KEY = { collection: "text", generation: "int8" } as const;

export const DOCUMENT_ROWS: LoadTarget = {
  table: "document",
  columns: {
    ...KEY,
    position: "int4",
    path: "text",
    blob: "bytea",
    passages: "int4",
    first_row: "int4",
  },
};
export const passageRows = (table: PassageTable): LoadTarget => ({
  table,
  columns: {
    ...KEY,
    row: "int4",
    id: "text",
    document: "int4",
    language: "text",
    line: "text",
    label: "text",
    embedding: "vector",
    sentences: "bytea",
    native: "bytea",
    tokens: "bytea",
    tokens_row: "int4",
    terms: "bytea",
    digest: "bytea",
  },
});
export const POSTING_ROWS: LoadTarget = {
  table: "posting",
  columns: { ...KEY, term: "text", number: "int4", passages: "bytea" },
};
export const WORD_ROWS: LoadTarget = {
  table: "word",
  columns: { ...KEY, length: "int4", words: "text[]" },
};

/** Returns the values of a row in the order of its columns. @param row with its digest where the table has one. */
export const valuesIn = (
  { columns }: LoadTarget,
  { collection, number }: Place,
  row: object,
): readonly Value[] => {
  const values = new Map<string, Value>(Object.entries({ ...row, collection, generation: number }));
  return Object.keys(columns).map((name) => values.get(name) ?? null);
};

export const digestOfDocument = (row: DocumentRow): Buffer =>
  digestOf([row.position, row.path, row.blob, row.passages, row.first_row]);

export const digestOfPassage = (row: PassageRow): Buffer =>
  digestOf([
    row.row,
    row.id,
    row.document,
    row.language,
    row.line,
    row.label,
    bytesOf(row.embedding),
    row.sentences,
    row.native,
    row.tokens,
    row.tokens_row,
    row.terms,
  ]);

export const digestOfPosting = ({ term, number, passages }: PostingRow): Buffer =>
  digestOf([term, number, passages]);

export const digestOfWords = ({ length, words }: WordRow): Buffer => digestOf([length, ...words]);

/** Returns the columns of a passage that depend on it and its document alone. PostgreSQL has no NUL in texts. */
export const ownColumns = (
  document: Document,
  { passage, vector, sentenceVectors, nativeVectors }: EmbeddedPassage,
) => ({
  id: passage.id,
  language: passage.language,
  line: passageLine(passage).trimEnd(),
  label: languageFor(passage.language).fold(labelOf(document, passage)).replaceAll("\0", ""),
  embedding: vector,
  sentences: bytesOfCompact(sentenceVectors),
  native: bytesOfCompact(nativeVectors),
});
