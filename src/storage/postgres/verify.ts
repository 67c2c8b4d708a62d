/** @module The verification of a generation: every row is read, in the order of its key, and compared with its digest. */

import type { Passage } from "../../corpus/passage.ts";
import { sha256 } from "../../base/hash.ts";
import { parsePassage } from "../records.ts";
import type { GenerationId } from "../store.ts";
import type { Database, Value } from "./database.ts";
import { type DigestSet, digestSet } from "./digest.ts";
import {
  ALTERED,
  findGeneration,
  type GenerationRow,
  isUnchanged,
  type Scope,
} from "./generations.ts";
import { tableOf } from "./large.ts";
import { unpackTexts, unpackVector } from "./packed.ts";
import {
  digestOfDocument,
  digestOfPassage,
  digestOfPosting,
  digestOfWords,
  type DocumentRow,
  type PassageRow,
  type PostingRow,
  type WordRow,
} from "./rows.ts";
import { type PassageTable, sql, type Statement } from "./statement.ts";

/** Each reads a page of rows after a key, the last of the page before. */
export const VERIFY_STATEMENTS = {
  passages: (table: PassageTable) => sql("verify passages")`
    select row, id, document, language, line, label, vector_send(embedding) as embedding,
      sentences, native, tokens, tokens_row, terms, digest
    from ${table} where collection = $1 and generation = $2 and row > $3 order by row limit 200`,
  documents: sql("verify documents")`
    select position, path, blob, passages, first_row, blob.bytes as line
    from document left join blob on blob.collection = $1 and blob.sha256 = document.blob
    where document.collection = $1 and generation = $2 and position > $3 order by position limit 200`,
  postings: sql("verify postings")`select term, number, passages from posting
    where collection = $1 and generation = $2 and term > $3 order by term limit 5000`,
  words: sql("verify words")`select length, words from word
    where collection = $1 and generation = $2 and length > $3 order by length limit 50`,
} as const;

type ReadPassage = Omit<PassageRow, "embedding"> & {
  readonly embedding: Buffer;
  readonly digest: Buffer;
};
type ReadDocument = DocumentRow & { readonly line: Buffer | null };

/** The bytes of a digest. */
const DIGEST = 32;

/** Yields the changes in a generation since it was sealed. */
export async function* faultsOf(scope: Scope, id: GenerationId): AsyncGenerator<string> {
  const generation = await findGeneration(scope, id);
  if (!generation) return yield `no generation ${id}`;
  if (!isUnchanged(generation)) yield `generation ${id}: ${ALTERED}`;
  const [documents, passages] = [digestSet(), digestSet()];
  yield* documentFaults(scope, generation, documents);
  yield* passageFaults(scope, generation, passages);
  const found = [
    documents.result(),
    passages.result(),
    await digestOfAll<PostingRow>(pages(scope, generation, POSTINGS), digestOfPosting),
    await digestOfAll<WordRow>(pages(scope, generation, WORDS), digestOfWords),
  ];
  for (const [at, name] of PARTS.entries())
    if (!found[at]?.equals(partOf(generation, at)))
      yield `${name}: others than those that were written`;
}

/** In the order of `contents`. */
const PARTS = ["documents", "passages", "postings", "words"];

const partOf = ({ contents }: GenerationRow, at: number): Uint8Array =>
  (contents ?? new Uint8Array()).subarray(at * DIGEST, (at + 1) * DIGEST);

async function* documentFaults(
  scope: Scope,
  generation: GenerationRow,
  digests: DigestSet,
): AsyncGenerator<string> {
  for await (const row of pages<ReadDocument>(scope, generation, DOCUMENTS)) {
    digests.add(digestOfDocument(row));
    if (row.line === null || sha256(row.line) !== row.blob.toString("hex"))
      yield `document ${row.path}: another text than was written`;
  }
}

async function* passageFaults(
  scope: Scope,
  generation: GenerationRow,
  digests: DigestSet,
): AsyncGenerator<string> {
  const ids = unpackTexts(Buffer.from(generation.ids ?? []));
  for await (const row of passagesIn(scope, generation)) {
    const digest = digestOfRead(row);
    digests.add(digest);
    if (!digest.equals(row.digest)) yield `passage ${row.id}: ${ALTERED}`;
    if (ids[row.row] !== row.id)
      yield `passage ${row.id}: at row ${row.row}, which another one has`;
  }
}

const digestOfRead = (row: ReadPassage): Buffer =>
  digestOfPassage({ ...row, embedding: unpackVector(row.embedding) });

async function digestOfAll<Row>(
  rows: AsyncIterable<Row>,
  digestOfRow: (row: Row) => Buffer,
): Promise<Buffer> {
  const digests = digestSet();
  for await (const row of rows) digests.add(digestOfRow(row));
  return digests.result();
}

/** Rows in the order of a key, which begins after a value. */
interface Paged<Row> {
  readonly statement: Statement;
  readonly before: Value;
  readonly keyOf: (row: Row) => Value;
}

const DOCUMENTS: Paged<ReadDocument> = {
  statement: VERIFY_STATEMENTS.documents,
  before: -1,
  keyOf: ({ position }) => position,
};
const POSTINGS: Paged<PostingRow> = {
  statement: VERIFY_STATEMENTS.postings,
  before: "",
  keyOf: ({ term }) => term,
};
const WORDS: Paged<WordRow> = {
  statement: VERIFY_STATEMENTS.words,
  before: -1,
  keyOf: ({ length }) => length,
};

const passagesIn = (scope: Scope, generation: GenerationRow): AsyncGenerator<ReadPassage> =>
  pages(scope, generation, {
    statement: VERIFY_STATEMENTS.passages(tableOf(generation)),
    before: -1,
    keyOf: ({ row }) => row,
  });

async function* pages<Row extends object>(
  { database, collection }: Pick<Scope, "collection"> & { readonly database: Database },
  { number }: GenerationRow,
  { statement, before, keyOf }: Paged<Row>,
): AsyncGenerator<Row> {
  for (let after = before; ;) {
    const rows = await database.query<Row>(statement, [collection, number, after]);
    const last = rows.at(-1);
    if (!last) return;
    yield* rows;
    after = keyOf(last);
  }
}

/** Returns the passages of a generation whose rows are sound; none if one is not, or is missing. */
export async function soundPassages(scope: Scope, id: GenerationId): Promise<readonly Passage[]> {
  const generation = await findGeneration(scope, id);
  if (!generation) return [];
  const passages: Passage[] = [];
  const digests = digestSet();
  for await (const row of passagesIn(scope, generation)) {
    if (!digestOfRead(row).equals(row.digest)) return [];
    digests.add(row.digest);
    passages.push(parsePassage(row.line));
  }
  return digests.result().equals(partOf(generation, PASSAGES)) ? passages : [];
}

const PASSAGES = PARTS.indexOf("passages");
