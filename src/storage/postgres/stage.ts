/** @module The stage of a generation: rows without an ID until it is sealed. */

import { sha256 } from "../../base/hash.ts";
import type { Document } from "../../corpus/document.ts";
import { packTerms as packTables, passageTerms } from "../../search/lexical.ts";
import { editionOf, type Recipe } from "../recipe.ts";
import { documentLine } from "../records.ts";
import type { Counts, EmbeddedPassage, GenerationId, Stage } from "../store.ts";
import type { BuildLock } from "./build-lock.ts";
import type { Session } from "./database.ts";
import { LARGE_SCRIPTS, largeTable } from "./large.ts";
import { packTerms } from "./packed.ts";
import {
  digestOfDocument,
  digestOfPassage,
  DOCUMENT_ROWS,
  type DocumentRow,
  ownColumns,
  type PassageRow,
  passageRows,
  type Place,
  valuesIn,
} from "./rows.ts";
import { sealContent } from "./seal.ts";
import { type StageContent, stageContent } from "./stage-content.ts";
import { type PassageTable, sql } from "./statement.ts";

export const STAGE_STATEMENTS = {
  begin: sql("stage begin")`insert into generation (collection, model, recipe) values ($1, $2, $3)
    returning number`,
  nameTable: sql("stage table")`update generation set large_table = $3
    where collection = $1 and number = $2`,
  putBlobs: sql("stage blobs")`insert into blob (collection, sha256, bytes)
    select $1, blob.sha256, blob.bytes from unnest($2::bytea[], $3::bytea[]) as blob (sha256, bytes)
    on conflict do nothing`,
} as const;

export interface StageOptions {
  readonly lock: BuildLock;
  readonly collection: string;
  /** The most passages of a generation in the common table. */
  readonly mostCommon: number;
  /** Publishes a sealed generation; returns its ID. */
  readonly publish: (place: Place, id: GenerationId) => Promise<void>;
  readonly open: (id: GenerationId) => ReturnType<Stage["seal"]>;
  readonly remove: (place: Place) => Promise<void>;
}

/** Opens a stage. Rows are written as they are added; all that search reads beside them is written by `seal`. */
export async function openStage(
  options: StageOptions,
  recipe: Recipe,
  counts: Counts,
): Promise<Stage> {
  const { lock, publish, open, remove } = options;
  const model = editionOf(recipe);
  const isLarge = counts.passages > options.mostCommon;
  const { place, table } = await lock.change((session) => begin(session, options, recipe, isLarge));
  const content = stageContent();
  const writer = rowWriter(lock, place, table);
  let isSealed = false;
  return {
    async add(document, embedded) {
      writer.put(...rowsOf(content, document, embedded));
      await writer.flushIfFull();
    },
    async seal(onProgress) {
      const total = content.ids.length;
      await writer.flush();
      onProgress({ stage: "index", done: 0, total });
      const id = await sealContent({ lock, place, table, content, model, recipe, counts });
      await publish(place, id);
      isSealed = true;
      onProgress({ stage: "index", done: total, total });
      return open(id);
    },
    async abort() {
      // The next holder of the lock removes all that this leaves.
      if (!isSealed) await remove(place).catch(() => {});
    },
  };
}

async function begin(
  session: Session,
  { collection }: StageOptions,
  recipe: Recipe,
  isLarge: boolean,
): Promise<{ readonly place: Place; readonly table: PassageTable }> {
  const values = [collection, editionOf(recipe), JSON.stringify(recipe)];
  const [row] = await session.query<{ number: string }>(STAGE_STATEMENTS.begin, values);
  const place = { collection, number: row?.number ?? "" };
  if (!isLarge) return { place, table: "passage" };
  const table = largeTable(place.number);
  await session.script(LARGE_SCRIPTS.create(table));
  await session.query(STAGE_STATEMENTS.nameTable, [collection, place.number, table]);
  return { place, table };
}

/** The rows of one document. */
type DocumentRows = [
  document: DocumentRow & { readonly line: Buffer },
  passages: readonly (PassageRow & { readonly digest: Buffer })[],
];

function rowsOf(
  content: StageContent,
  document: Document,
  embedded: readonly EmbeddedPassage[],
): DocumentRows {
  const line = Buffer.from(documentLine(document));
  const row = {
    position: content.paths.length,
    path: document.path,
    blob: Buffer.from(sha256(line), "hex"),
    passages: embedded.length,
    first_row: content.ids.length,
  };
  content.paths.push(row.path);
  content.documents.add(digestOfDocument(row));
  return [{ ...row, line }, embedded.map((own) => passageRow(content, document, row, own))];
}

function passageRow(
  content: StageContent,
  document: Document,
  { position }: DocumentRow,
  embedded: EmbeddedPassage,
): PassageRow & { readonly digest: Buffer } {
  const terms = content.lexical.add(passageTerms(document, embedded.passage));
  const row = {
    row: content.ids.length,
    document: position,
    ...ownColumns(document, embedded),
    ...content.tokens.add(embedded.tokens),
    terms: packTerms(packTables([terms]), 0),
  };
  content.ids.push(row.id);
  content.languages.push(row.language);
  const digest = digestOfPassage(row);
  content.passages.add(digest);
  return { ...row, digest };
}

/** The rows loaded in one transaction: some 10 MB. */
const BATCH = 500;

/** Writes rows in batches, those of a document together. */
function rowWriter(lock: BuildLock, place: Place, table: PassageTable) {
  let waiting: DocumentRows[] = [];
  let rows = 0;
  const target = passageRows(table);
  const flush = async (): Promise<void> => {
    const [documents, passages] = [waiting.map(([own]) => own), waiting.flatMap(([, own]) => own)];
    [waiting, rows] = [[], 0];
    await lock.change(async (session) => {
      const [hashes, lines] = [
        documents.map(({ blob }) => blob),
        documents.map(({ line }) => line),
      ];
      await session.query(STAGE_STATEMENTS.putBlobs, [place.collection, hashes, lines]);
      await session.load(
        DOCUMENT_ROWS,
        documents.map((row) => valuesIn(DOCUMENT_ROWS, place, row)),
      );
      await session.load(
        target,
        passages.map((row) => valuesIn(target, place, row)),
      );
    });
  };
  return {
    put(...own: DocumentRows) {
      waiting.push(own);
      rows += 1 + own[1].length;
    },
    flush,
    flushIfFull: async () => {
      if (rows >= BATCH) await flush();
    },
  };
}
