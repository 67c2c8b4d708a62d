/** @module The file of token vectors, read from the disk a passage at a time. */

import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { bytesOf } from "../../base/durable.ts";
import { messageOf } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { bytesOfCompact, compactOver } from "../../model/compact.ts";
import type { Tokens } from "../../model/embedder.ts";
import { damaged } from "../store.ts";
import type { Manifest } from "./manifest.ts";

/**
 * The format: of each distinct passage its vectors (a compact matrix), then its token numbers; then for each passage the
 * first token and their count; then, ascending, each token number and its document frequency; then the number of those
 * pairs. All numbers but the steps of the matrices have 32 bits.
 */
const WORD = Uint32Array.BYTES_PER_ELEMENT;
/** Returns the bytes of a token: its scale, its number, and a byte for each dimension. */
const tokenBytes = (dimensions: number): number =>
  Float32Array.BYTES_PER_ELEMENT + WORD + dimensions;

/** The bytes written at once. */
const BUFFERED = 1 << 20;

/** Writes the tokens of passages, in their order. */
export interface TokenWriter {
  /** Writes the tokens of a passage; equal ones are written once, so equal contents give equal files. */
  put(tokens: Tokens): Promise<void>;
  /** Repeats the tokens of an earlier passage, by its row. */
  repeat(row: number): void;
  /** Completes the file and syncs it. */
  end(): Promise<void>;
  /** Closes the file, complete or not. */
  close(): Promise<void>;
}

/** Opens a new file for writing. */
export async function openTokenWriter(file: string): Promise<TokenWriter> {
  const handle = await open(file, "wx");
  const write = buffered(handle);
  const ranges: (readonly [first: number, count: number, distinct: readonly number[]])[] = [];
  let written = 0;
  const frequencies = new Map<number, number>();
  /** The rows of tokens by the hash of their bytes. */
  const known = new Map<string, number>();
  const add = (range: (typeof ranges)[number]): void => {
    ranges.push(range);
    for (const number of range[2]) frequencies.set(number, (frequencies.get(number) ?? 0) + 1);
  };
  const repeat = (row: number): void => {
    const range = ranges[row];
    if (!range) throw new Error(`no passage ${row} to repeat`);
    add(range[1] === 0 ? [written, 0, []] : range);
  };
  return {
    async put({ ids, vectors }) {
      const bytes = Buffer.concat([bytesOfCompact(vectors), bytesOf(ids)]);
      const key = sha256(bytes);
      const same = ids.length === 0 ? undefined : known.get(key);
      if (same !== undefined) return repeat(same);
      known.set(key, ranges.length);
      add([written, ids.length, [...new Set(ids)]]);
      written += ids.length;
      await write(bytes);
    },
    repeat,
    async end() {
      const pairs = [...frequencies].toSorted(([a], [b]) => a - b).flat();
      const table = ranges.flatMap(([first, count]) => [first, count]);
      for (const numbers of [table, pairs, [frequencies.size]])
        await write(bytesOf(Uint32Array.from(numbers)));
      await write.end();
      await handle.sync();
    },
    close: () => handle.close(),
  };
}

function buffered(handle: FileHandle) {
  let [parts, bytes]: [Uint8Array[], number] = [[], 0];
  const end = async (): Promise<void> => {
    const whole = Buffer.concat(parts);
    [parts, bytes] = [[], 0];
    await handle.writeFile(whole);
  };
  const write = async (part: Uint8Array): Promise<void> => {
    parts.push(part);
    bytes += part.length;
    if (bytes >= BUFFERED) await end();
  };
  return Object.assign(write, { end });
}

/** The tokens of a generation's passages, by row. */
export interface TokenFile {
  /** @throws UnusableIndex if the file has changed since it was opened. */
  readonly read: (row: number) => Tokens;
  /** Returns the document frequency of a token. */
  readonly frequency: (number: number) => number;
  readonly close: () => void;
}

/**
 * Opens a file that has been compared with its manifest. Reads are short and mostly served by the page cache, so they
 * are synchronous. The file may change while it is open, so each read is compared with a CRC-32 computed at the opening.
 * @throws Error if its tables exceed the file.
 */
export async function openTokens(
  file: string,
  { counts, model }: Pick<Manifest, "counts" | "model">,
): Promise<TokenFile> {
  const handle = openSync(file, "r");
  try {
    const { ranges, frequencies } = readTables(handle, counts.passages);
    const rowBytes = (row: number): ArrayBuffer =>
      readRow(handle, ranges, row, tokenBytes(model.tokenDimensions));
    const checksums = await checksumsOf(rowBytes, counts.passages);
    return {
      read: (row) =>
        tokensOver(
          readSound(file, () => rowBytes(row), checksums[row]),
          model.tokenDimensions,
        ),
      frequency: (number) => frequencies.get(number) ?? 0,
      close: () => closeSync(handle),
    };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** Rows read between two turns of the event loop. */
const STRIDE = 256;

async function checksumsOf(
  rowBytes: (row: number) => ArrayBuffer,
  rows: number,
): Promise<Uint32Array> {
  const checksums = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    checksums[row] = checksum(rowBytes(row));
    if (row % STRIDE === STRIDE - 1) await nextTurn();
  }
  return checksums;
}

const checksum = (bytes: ArrayBuffer): number => crc32(new Uint8Array(bytes));

function readSound(
  file: string,
  read: () => ArrayBuffer,
  expected: number | undefined,
): ArrayBuffer {
  try {
    const bytes = read();
    if (checksum(bytes) === expected) return bytes;
  } catch (error) {
    throw damaged(file, messageOf(error), error);
  }
  throw damaged(file, "bytes altered since it was opened");
}

function readTables(handle: number, passages: number) {
  const { size } = fstatSync(handle);
  const [distinct = 0] = new Uint32Array(readAt(handle, size - WORD, WORD));
  const [pairsAt, rangesAt] = [distinct * 2 + 1, distinct * 2 + 1 + passages * 2];
  const pairs = new Uint32Array(readAt(handle, size - pairsAt * WORD, distinct * 2 * WORD));
  const ranges = new Uint32Array(readAt(handle, size - rangesAt * WORD, passages * 2 * WORD));
  const frequencies = new Map<number, number>();
  for (let at = 0; at < pairs.length; at += 2) frequencies.set(pairs[at] ?? 0, pairs[at + 1] ?? 0);
  return { ranges, frequencies };
}

function readRow(handle: number, ranges: Uint32Array, row: number, bytes: number): ArrayBuffer {
  const [first = 0, count = 0] = ranges.subarray(2 * row, 2 * row + 2);
  return readAt(handle, first * bytes, count * bytes);
}

/** Returns the tokens over their bytes. */
function tokensOver(bytes: ArrayBuffer, dimensions: number): Tokens {
  const count = bytes.byteLength / tokenBytes(dimensions);
  const vectorBytes = bytes.byteLength - count * WORD;
  return {
    vectors: compactOver(bytes, dimensions, vectorBytes),
    ids: new Uint32Array(bytes, vectorBytes),
  };
}

function readAt(handle: number, position: number, bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes);
  const read = readSync(handle, new Uint8Array(buffer), 0, bytes, position);
  if (read !== bytes) throw new Error(`${read} bytes of tokens instead of ${bytes}`);
  return buffer;
}
