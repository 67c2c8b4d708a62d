/** @module Loads of rows by COPY in the binary format of PostgreSQL ("COPY", section "Binary Format", of its documentation). */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from } from "pg-copy-streams";
import type { ColumnType, Load, Value } from "./database.ts";

const HEADER = Buffer.from([
  ...Buffer.from("PGCOPY\n"),
  0xff,
  0x0d,
  0x0a,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
]);
const END = Buffer.from([0xff, 0xff]);

/** The bytes sent at once. */
const CHUNK = 1 << 18;

/** Loads rows by COPY; returns their number. */
export const copyRows: Load = async (client, { table, columns }, rows) => {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const stream = client.query(
    from(`copy ${table} (${names.join(", ")}) from stdin (format binary)`),
  );
  await pipeline(Readable.from(chunksOf(rows, Object.values(columns))), stream);
  return stream.rowCount;
};

async function* chunksOf(
  rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>,
  types: readonly ColumnType[],
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [HEADER];
  let bytes = HEADER.length;
  for await (const row of rows) {
    for (const field of fieldsOf(row, types)) {
      parts.push(field);
      bytes += field.length;
    }
    if (bytes < CHUNK) continue;
    yield Buffer.concat(parts);
    parts = [];
    bytes = 0;
  }
  yield Buffer.concat([...parts, END]);
}

function fieldsOf(row: readonly Value[], types: readonly ColumnType[]): readonly Buffer[] {
  if (row.length !== types.length)
    throw new Error(`${row.length} values for ${types.length} columns`);
  const fields = types.flatMap((type, at) => {
    const value = row[at] ?? null;
    if (value === null) return [int4(-1)];
    const encoded = ENCODERS[type](value);
    return [int4(encoded.length), encoded];
  });
  return [int2(types.length), ...fields];
}

const ENCODERS: Readonly<Record<ColumnType, (value: NonNullable<Value>) => Buffer>> = {
  text: (value) => Buffer.from(String(value)),
  int4: (value) => int4(Number(value)),
  int8: (value) => int8(BigInt(String(value))),
  bytea: (value) =>
    value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : unfit("bytea"),
  vector: (value) => (value instanceof Float32Array ? vectorBytes(value) : unfit("vector")),
  "text[]": (value) => (Array.isArray(value) ? textArray(value.map(String)) : unfit("text[]")),
};

const unfit = (type: ColumnType): never => {
  throw new Error(`a value that is no ${type}`);
};

const int2 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int4 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int8 = (value: bigint): Buffer => {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

/** Returns pgvector's binary form: the dimensions, two bytes of zero, the numbers. */
export function vectorBytes(vector: Float32Array): Buffer {
  const numbers = Buffer.from(Float32Array.from(vector).buffer);
  return Buffer.concat([int2(vector.length), int2(0), numbers.swap32()]);
}

/** The type of an element of `text[]`, by its number in PostgreSQL's catalogue. */
const TEXT = 25;

function textArray(texts: readonly string[]): Buffer {
  const items = texts.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [int4(bytes.length), bytes];
  });
  const head = texts.length === 0 ? [0, 0, TEXT] : [1, 0, TEXT, texts.length, 1];
  return Buffer.concat([...head.map(int4), ...items]);
}
