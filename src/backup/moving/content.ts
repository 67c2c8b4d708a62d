/** @module The content of a generation as the files of an export, read from its snapshot a few passages at a time. */

import { bytesOf } from "../../base/durable.ts";
import { sha256 } from "../../base/hash.ts";
import type { Passage } from "../../corpus/passage.ts";
import { bytesOfCompact } from "../../model/compact.ts";
import type { Tokens } from "../../model/embedder.ts";
import { type Content, NO_TERMS, type Snapshot } from "../../search/snapshot.ts";
import { documentLine, passageLine } from "../../storage/records.ts";
import { CONTENT } from "./form.ts";

/** Passages loaded at a time: some megabytes of tokens. */
const STRIDE = 128;

type Chunks = AsyncGenerator<Uint8Array>;

/** Returns the files of a generation, by name; each is read when it is written. */
export const contentFiles = (
  snapshot: Snapshot,
  { documents, passages }: Content,
): readonly (readonly [name: string, chunks: () => Chunks])[] => [
  [CONTENT.documents, () => linesOf(documents, documentLine)],
  [CONTENT.passages, () => linesOf(passages, passageLine)],
  [CONTENT.vectors, () => vectorsOf(snapshot, passages)],
  [CONTENT.tokens, () => tokensOf(snapshot, passages)],
];

async function* linesOf<Item>(items: readonly Item[], lineOf: (item: Item) => string): Chunks {
  for (const some of stridesOf(items)) yield Buffer.from(some.map(lineOf).join(""));
}

async function* vectorsOf(snapshot: Snapshot, all: readonly Passage[]): Chunks {
  for (const passages of stridesOf(all)) {
    const loaded = await snapshot.load(
      passages.map(({ id }) => id),
      NO_TERMS,
    );
    requireAll(loaded, passages);
    yield Buffer.concat(
      loaded.flatMap(({ vector, sentenceVectors, nativeVectors }) => [
        bytesOf(vector),
        bytesOfCompact(sentenceVectors),
        bytesOfCompact(nativeVectors),
      ]),
    );
  }
}

async function* tokensOf(snapshot: Snapshot, all: readonly Passage[]): Chunks {
  /** The first row of tokens by the hash of their bytes. */
  const known = new Map<string, number>();
  let row = 0;
  for (const passages of stridesOf(all)) {
    const loaded = await snapshot.tokens(passages.map(({ id }) => id));
    requireAll(loaded, passages);
    yield Buffer.concat(loaded.map((tokens) => recordOf(tokens, row++, known)));
  }
}

function recordOf({ ids, vectors }: Tokens, row: number, known: Map<string, number>): Uint8Array {
  const bytes = Buffer.concat([bytesOfCompact(vectors), bytesOf(ids)]);
  const key = sha256(bytes);
  const first = ids.length === 0 ? row : (known.get(key) ?? row);
  known.set(key, first);
  if (first < row) return bytesOf(Uint32Array.of(first));
  return Buffer.concat([bytesOf(Uint32Array.of(row, ids.length)), bytes]);
}

function* stridesOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += STRIDE) yield items.slice(at, at + STRIDE);
}

function requireAll(loaded: readonly unknown[], passages: readonly unknown[]): void {
  if (loaded.length !== passages.length)
    throw new Error(`${loaded.length} of ${passages.length} passages loaded`);
}
