/** @module The packed columns of content: typed arrays as bytes of this machine's order, and texts in them. */

import { z } from "zod";
import { bytesOf } from "../../base/durable.ts";
import { sha256 } from "../../base/hash.ts";
import { bytesOfCompact, type CompactMatrix } from "../../model/compact.ts";
import type { Tokens } from "../../model/embedder.ts";
import type { Posting, TermTables } from "../../search/lexical.ts";
import type { PackedCounts } from "../../search/packed.ts";

const WORD = Uint32Array.BYTES_PER_ELEMENT;
const HALF = Uint16Array.BYTES_PER_ELEMENT;
const count = z.number().int().nonnegative();

/** The `summary` of a generation. `averageLengths`: of the passages in each language, in terms. */
export const Summary = z.strictObject({
  counts: z.strictObject({ documents: count, passages: count, sentences: count }),
  languages: z.array(z.strictObject({ language: z.string(), passages: count })),
  averageLengths: z.record(z.string(), z.number()),
});
export type Summary = Readonly<z.infer<typeof Summary>>;

/** Packs texts without line breaks. */
export const packTexts = (texts: readonly string[]): Uint8Array => Buffer.from(texts.join("\n"));

export const unpackTexts = (bytes: Buffer): string[] =>
  bytes.length === 0 ? [] : bytes.toString("utf8").split("\n");

/** Packs whole numbers below 2³². */
export const packNumbers = (numbers: Uint32Array | readonly number[]): Uint8Array =>
  bytesOf(Uint32Array.from(numbers));

export const unpackNumbers = (bytes: Uint8Array): Uint32Array => wordsIn(bytes).slice();

/** Packs counts by number, ascending, as pairs. */
export const packFrequencies = (frequencies: ReadonlyMap<number, number>): Uint8Array =>
  packNumbers([...frequencies].toSorted(([a], [b]) => a - b).flat());

/**
 * Returns a matrix over the bytes of its rows. Its steps are a view of them, which need no alignment, and are most of what a
 * question reads.
 */
export function unpackMatrix(bytes: Uint8Array, dimensions: number): CompactMatrix {
  const rows = bytes.length / (WORD + dimensions);
  if (!Number.isInteger(rows))
    throw new Error(`${bytes.length} bytes are no compact rows of ${dimensions}`);
  const { buffer, byteOffset, length } = aligned(bytes.subarray(0, rows * WORD));
  const scales = new Float32Array(buffer, byteOffset, length / WORD);
  const steps = new Int8Array(bytes.buffer, bytes.byteOffset + length, rows * dimensions);
  return { scales, steps, dimensions, first: 0, rows };
}

/** Packs the tokens of a passage: their vectors, then their numbers. */
export const packTokens = ({ vectors, ids }: Tokens): Uint8Array =>
  Buffer.concat([bytesOfCompact(vectors), bytesOf(ids)]);

export function unpackTokens(bytes: Uint8Array, dimensions: number): Tokens {
  const tokens = bytes.length / (2 * WORD + dimensions);
  const ids = bytes.length - tokens * WORD;
  return {
    vectors: unpackMatrix(bytes.subarray(0, ids), dimensions),
    ids: wordsIn(bytes.subarray(ids)),
  };
}

/** In UTF-16; an entry of an index has at most 2,700 bytes in PostgreSQL, and each unit takes up to three. */
const LONGEST_TERM = 500;

/** Returns the key of a term's posting: its entry of the vocabulary, or the hash of a long one, which has no blank. */
export const termKey = (entry: string): string =>
  entry.length > LONGEST_TERM ? sha256(entry) : entry;

/** Packs the rows and counts of a term. @param postings the passages of each term, by its number (see `invert`). */
export function packPosting({ starts, keys, counts }: PackedCounts, term: number): Uint8Array {
  const [from, to] = [starts[term], starts[term + 1]];
  return Buffer.concat([bytesOf(keys.subarray(from, to)), bytesOf(counts.subarray(from, to))]);
}

export function unpackPosting(bytes: Uint8Array): Posting {
  const own = new Uint8Array(bytes).buffer;
  const length = own.byteLength / (WORD + HALF);
  return {
    rows: new Uint32Array(own, 0, length),
    counts: new Uint16Array(own, length * WORD, length),
  };
}

/**
 * Packs the terms of one passage: the numbers of its terms, of those of headings, and of sentences; the ends of sentences
 * among the latter; all of that with its length before it; then the counts of its terms.
 */
export function packTerms(tables: TermTables, row: number): Uint8Array {
  const { passages, headings, sentences, firstSentence } = tables;
  const [first = 0, last = 0] = firstSentence.subarray(row, row + 2);
  const [from = 0, to = 0] = [sentences.starts[first], sentences.starts[last]];
  const [own, above] = [passages, headings].map(({ starts, keys }) =>
    keys.subarray(starts[row], starts[row + 1]),
  );
  const starts = sentences.starts.subarray(first, last + 1).map((start) => start - from);
  const parts = [own, above, starts, sentences.keys.subarray(from, to)].flatMap(
    (part = new Uint32Array()) => [Uint32Array.of(part.length), part],
  );
  const counts = passages.counts.subarray(passages.starts[row], passages.starts[row + 1]);
  return Buffer.concat([...parts, counts].map(bytesOf));
}

/** Returns the tables of one passage, in row 0. */
export function unpackTerms(bytes: Uint8Array): TermTables {
  const { buffer, byteOffset } = aligned(bytes);
  let at = byteOffset;
  const next = (): Uint32Array => {
    const [length = 0] = new Uint32Array(buffer, at, 1);
    const part = new Uint32Array(buffer, at + WORD, length);
    at += WORD + part.byteLength;
    return part;
  };
  const [keys, above, starts, inSentences] = [next(), next(), next(), next()];
  const counts = new Uint16Array(buffer, at, keys.length);
  return {
    passages: { starts: Uint32Array.of(0, keys.length), keys, counts },
    headings: { starts: Uint32Array.of(0, above.length), keys: above },
    sentences: { starts, keys: inSentences },
    firstSentence: Uint32Array.of(0, starts.length - 1),
  };
}

/** Groups words by their length, in their order. */
export function groupWords(sorted: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const word of sorted) {
    const group = groups.get(word.length) ?? [];
    group.push(word);
    groups.set(word.length, group);
  }
  return groups;
}

/** Reads the binary form of a vector: its dimensions, two bytes of zero, and its numbers, big-endian. */
export function unpackVector(bytes: Uint8Array): Float32Array {
  const { buffer, byteOffset, length } = aligned(bytes.subarray(WORD)).swap32();
  return new Float32Array(buffer, byteOffset, length / WORD);
}

const wordsIn = (bytes: Uint8Array): Uint32Array => {
  const { buffer, byteOffset, length } = aligned(bytes);
  return new Uint32Array(buffer, byteOffset, length / WORD);
};

/** Copies bytes to where typed arrays can begin; Node keeps small ones together, which costs less than a buffer for each. */
const aligned = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
