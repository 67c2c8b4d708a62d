/** @module Rows in binary, read before the client sees them: it reads each field as UTF-8, which alters other bytes. */

import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import pg from "pg";

/** A client whose rows in binary have the server's bytes. */
export class BinaryClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    keepBytes(this.connection);
  }
}

/** The types of columns in binary: `bytea` stays as it is. */
export const BINARY_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === BYTEA ? (bytes: unknown) => bytes : pg.types.getTypeParser(type, format),
};

/** Its number in PostgreSQL's catalogue. */
const BYTEA = 17;

/** The method of a connection that begins to read its stream. */
interface Attaching {
  attachListeners(stream: EventEmitter): void;
}

const isAttaching = (connection: object): connection is Attaching =>
  "attachListeners" in connection;

/**
 * Gives a connection the rows in binary as buffers, and its own reader all other messages, in their order ("Message Formats"
 * in the documentation of PostgreSQL).
 */
function keepBytes(connection: pg.Connection): void {
  if (!isAttaching(connection)) throw new Error("a client that reads its stream in another way");
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream: Duplex) => {
    const others = new EventEmitter();
    attach(others);
    const split = messageSplitter({
      onRow: (fields) => connection.emit("dataRow", { name: "dataRow", fields }),
      onOther: (bytes) => others.emit("data", bytes),
    });
    stream.on("data", split).on("end", () => others.emit("end"));
  };
}

interface Receiver {
  /** Receives the fields of a row in binary, views of the chunk that they came in. */
  readonly onRow: (fields: readonly (Buffer | null)[]) => void;
  /** Receives one or more whole messages of other kinds. */
  readonly onOther: (bytes: Buffer) => void;
}

const ROW = "D".charCodeAt(0);
const COLUMNS = "T".charCodeAt(0);
/** The bytes of a message's kind and length; the length counts itself. */
const HEADER = 5;

/** Returns a function that takes the chunks of a stream of messages. */
export function messageSplitter({ onRow, onOther }: Receiver): (chunk: Buffer) => void {
  let isBinary = false;
  const readMessages = (bytes: Buffer): number => {
    let from = 0;
    let at = 0;
    for (let end = endOf(bytes, at); end <= bytes.length; end = endOf(bytes, at)) {
      if (bytes[at] === COLUMNS) isBinary = bytes.readInt16BE(end - 2) === 1;
      if (bytes[at] === ROW && isBinary) {
        if (from < at) onOther(bytes.subarray(from, at));
        onRow(fieldsOf(bytes, at + HEADER));
        from = end;
      }
      at = end;
    }
    if (from < at) onOther(bytes.subarray(from, at));
    return at;
  };
  let parts: Buffer[] = [];
  let [held, needed] = [0, HEADER];
  return (chunk) => {
    parts.push(chunk);
    held += chunk.length;
    if (held < needed) return;
    const bytes = parts.length === 1 ? chunk : Buffer.concat(parts);
    const rest = bytes.subarray(readMessages(bytes));
    parts = rest.length === 0 ? [] : [rest];
    held = rest.length;
    needed = rest.length < HEADER ? HEADER : endOf(rest, 0);
  };
}

/** Returns the end of the message at a position; infinity if even its length is missing. */
const endOf = (bytes: Buffer, at: number): number =>
  at + HEADER > bytes.length ? Infinity : at + 1 + bytes.readUInt32BE(at + 1);

function fieldsOf(bytes: Buffer, start: number): (Buffer | null)[] {
  let at = start + 2;
  return Array.from({ length: bytes.readInt16BE(start) }, () => {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length === -1) return null;
    at += length;
    return bytes.subarray(at - length, at);
  });
}
