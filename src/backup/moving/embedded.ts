/** @module Documents with their embedded passages, read from the files of an export one document at a time. */

import type { Document } from "../../corpus/document.ts";
import type { Passage } from "../../corpus/passage.ts";
import { compactBytes, type CompactMatrix, compactOver } from "../../model/compact.ts";
import type { Tokens } from "../../model/embedder.ts";
import { parseDocument, parsePassage } from "../../storage/records.ts";
import { nativeIn } from "../../storage/recipe.ts";
import type { EmbeddedPassage } from "../../storage/store.ts";
import { byteReader, type ByteReader, linesIn } from "../streams.ts";
import { CONTENT, type Generation } from "./form.ts";

/** The files of one generation. */
export interface ContentReader {
  readonly read: (name: string) => AsyncGenerator<Uint8Array>;
  /** Returns the size of a file in bytes. */
  readonly sizeOf: (name: string) => number;
}

/** A document with its embedded passages. */
export interface EmbeddedDocument {
  readonly document: Document;
  readonly passages: readonly EmbeddedPassage[];
}

/**
 * Yields the documents of a generation, in their order.
 * @throws Error if the files do not fit together or have other counts.
 */
export async function* embeddedIn(
  generation: Generation,
  { read, sizeOf }: ContentReader,
): AsyncGenerator<EmbeddedDocument> {
  const open = (name: string) => ({ chunks: read(name), size: sizeOf(name) });
  const [documents, passages] = [open(CONTENT.documents), open(CONTENT.passages)];
  const [vectors, tokens] = [open(CONTENT.vectors), open(CONTENT.tokens)];
  try {
    yield* joined(generation, {
      documents: linesIn(documents.chunks),
      passages: linesIn(passages.chunks),
      vectors: byteReader(vectors.chunks, vectors.size),
      tokens: byteReader(tokens.chunks, tokens.size),
    });
  } finally {
    for (const { chunks } of [documents, passages, vectors, tokens]) await chunks.return(undefined);
  }
}

interface Streams {
  readonly documents: AsyncGenerator<string>;
  readonly passages: AsyncGenerator<string>;
  readonly vectors: ByteReader;
  readonly tokens: ByteReader;
}

async function* joined(
  { recipe, counts }: Generation,
  { documents, passages, vectors, tokens }: Streams,
): AsyncGenerator<EmbeddedDocument> {
  const found = { documents: 0, passages: 0, sentences: 0 };
  const next = async (): Promise<Passage | undefined> => {
    const line = await passages.next();
    return line.done ? undefined : parsePassage(line.value);
  };
  let passage = await next();
  for await (const line of documents) {
    const document = parseDocument(line);
    const own: EmbeddedPassage[] = [];
    for (; passage?.path === document.path; passage = await next()) {
      const embedded = await vectorsOf(passage, vectors, recipe);
      own.push({ ...embedded, tokens: await tokensAt(found.passages, tokens, recipe) });
      found.passages += 1;
      found.sentences += passage.sentences.length;
    }
    found.documents += 1;
    yield { document, passages: own };
  }
  await vectors.end();
  await tokens.end();
  if (JSON.stringify(found) !== JSON.stringify(counts)) throw new Error("other counts");
}

type Model = Pick<Generation["recipe"], "model">;

async function vectorsOf(
  passage: Passage,
  bytes: ByteReader,
  recipe: Model,
): Promise<Omit<EmbeddedPassage, "tokens">> {
  const { general, native } = recipe.model;
  const { length } = passage.sentences;
  const vector = await bytes.take(general.dimensions * Float32Array.BYTES_PER_ELEMENT);
  return {
    passage,
    vector: new Float32Array(vector),
    sentenceVectors: await rowsIn(bytes, length, general.dimensions),
    nativeVectors: await rowsIn(bytes, nativeIn(recipe)(passage) ? length : 0, native.dimensions),
  };
}

const rowsIn = async (
  bytes: ByteReader,
  rows: number,
  dimensions: number,
): Promise<CompactMatrix> =>
  compactOver(await bytes.take(compactBytes(rows, dimensions)), dimensions);

/** Returns the tokens at a row, or the row of an earlier passage that has the same. */
async function tokensAt(row: number, bytes: ByteReader, recipe: Model): Promise<Tokens | number> {
  const first = await numberIn(bytes);
  if (first < row) return first;
  if (first > row) throw new RangeError(`tokens of row ${first} at row ${row}`);
  const count = await numberIn(bytes);
  const vectors = await rowsIn(bytes, count, recipe.model.tokenDimensions);
  return { vectors, ids: new Uint32Array(await bytes.take(count * WORD)) };
}

const WORD = Uint32Array.BYTES_PER_ELEMENT;

const numberIn = async (bytes: ByteReader): Promise<number> =>
  new Uint32Array(await bytes.take(WORD))[0] ?? 0;
