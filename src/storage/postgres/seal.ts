/** @module The seal of a staged generation: its postings and words, the columns that describe it, and its ID. */

import { sha256 } from "../../base/hash.ts";
import type { LexicalTables } from "../../search/lexical.ts";
import { invert } from "../../search/packed.ts";
import type { Recipe } from "../recipe.ts";
import type { Counts, GenerationId } from "../store.ts";
import type { BuildLock } from "./build-lock.ts";
import type { LoadTarget } from "./database.ts";
import { type DigestSet, digestOf, digestSet } from "./digest.ts";
import { LARGE_SCRIPTS } from "./large.ts";
import { groupWords, packPosting, termKey } from "./packed.ts";
import {
  digestOfPosting,
  digestOfWords,
  type Place,
  POSTING_ROWS,
  type PostingRow,
  valuesIn,
  WORD_ROWS,
  type WordRow,
} from "./rows.ts";
import { columnsOf, type StageContent } from "./stage-content.ts";
import { type PassageTable, sql } from "./statement.ts";

export const SEAL_STATEMENTS = {
  describe: sql("seal describe")`update generation
    set summary = $3, ids = $4, lengths = $5, token_frequencies = $6, contents = $7, digest = $8
    where collection = $1 and number = $2`,
} as const;

/** The columns of a generation that its digest covers. */
export interface Described {
  readonly model: string;
  readonly recipe: string;
  readonly summary: string | null;
  readonly ids: Uint8Array | null;
  readonly lengths: Uint8Array | null;
  readonly token_frequencies: Uint8Array | null;
  readonly contents: Uint8Array | null;
}

/** Returns the digest of a generation under an ID. */
export const digestOfGeneration = (id: string, row: Described): Buffer =>
  digestOf([
    id,
    row.model,
    row.recipe,
    row.summary,
    row.ids,
    row.lengths,
    row.token_frequencies,
    row.contents,
  ]);

interface Sealing {
  readonly lock: BuildLock;
  readonly place: Place;
  readonly table: PassageTable;
  readonly content: StageContent;
  readonly model: string;
  readonly recipe: Recipe;
  readonly counts: Counts;
}

/** Writes all that search reads beside documents and passages; returns the ID. */
export async function sealContent(sealing: Sealing): Promise<GenerationId> {
  const { lock, place, table, content, recipe, counts } = sealing;
  const tables = content.lexical.tables();
  const postings = await loadAll(sealing, POSTING_ROWS, postingsIn(tables), digestOfPosting);
  const words = await loadAll(sealing, WORD_ROWS, wordsIn(tables), digestOfWords);
  if (table !== "passage")
    await lock.change((session) =>
      session.script(LARGE_SCRIPTS.index(table, recipe.model.general.dimensions)),
    );
  const own = [content.documents.result(), content.passages.result()];
  const id = sha256(Buffer.concat([Buffer.from(JSON.stringify(recipe)), ...own])).slice(0, 32);
  const contents = Buffer.concat([...own, postings, words]);
  const { summary, ids, lengths, token_frequencies } = columnsOf(content, tables, counts);
  const columns = { summary, ids, lengths, token_frequencies, contents };
  const described = { model: sealing.model, recipe: JSON.stringify(recipe), ...columns };
  const values = [...Object.values(columns), digestOfGeneration(id, described)];
  await lock.change((session) =>
    session.query(SEAL_STATEMENTS.describe, [place.collection, place.number, ...values]),
  );
  return id;
}

function* postingsIn({ vocabulary, passages }: LexicalTables): Generator<PostingRow> {
  const inverted = invert(passages, vocabulary.length);
  for (const [number, term] of vocabulary.entries())
    yield { term: termKey(term), number, passages: packPosting(inverted, number) };
}

function* wordsIn({ words }: LexicalTables): Generator<WordRow> {
  for (const [length, own] of groupWords(words)) yield { length, words: own };
}

/** The rows loaded in one transaction. */
const BATCH = 10_000;

/** Loads rows in batches; returns the digest of all. */
async function loadAll<Row extends object>(
  { lock, place }: Sealing,
  target: LoadTarget,
  rows: Iterable<Row>,
  digestOfRow: (row: Row) => Buffer,
): Promise<Buffer> {
  const digests: DigestSet = digestSet();
  for (const batch of batchesOf(rows, BATCH)) {
    for (const row of batch) digests.add(digestOfRow(row));
    const values = batch.map((row) => valuesIn(target, place, row));
    await lock.change((session) => session.load(target, values));
  }
  return digests.result();
}

function* batchesOf<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
