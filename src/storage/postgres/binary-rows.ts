/** @module Rows in binary, read before the client sees them: it reads each field as UTF-8, which alters other bytes. */

import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import pg from "pg";

/** A client whose rows in binary have the server's bytes. */
export class BinaryClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    keepBytes(this.connection);
    // After a fault of its own, such as a password that is missing, the client would wait for the server to hang up.
    this.connection.once("error", () => this.connection.stream.destroy());
  }
}

/**
 * The types of columns in binary: `bytea` stays as it is, a view of what was received. The client would copy each field that
 * it takes for binary, so these are named `BYTES` to it.
 */
export const BINARY_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type) =>
    type === BYTEA ? (bytes: unknown) => bytes : pg.types.getTypeParser(type, "binary"),
};

const BYTES = "bytes";

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
  connection.prependListener("rowDescription", ({ fields }: RowDescription) => {
    for (const field of fields) if (field.format === "binary") field.format = BYTES;
  });
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

interface RowDescription {
  readonly fields: readonly { format: string }[];
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
  /** The beginning of a message whose end is still to come. */
  let parts: Buffer[] = [];
  let held = 0;
  const hold = (bytes: Buffer): void => {
    if (bytes.length === 0) return;
    parts.push(bytes);
    held += bytes.length;
  };
  /** Completes the message that has begun; returns the bytes after it. */
  const complete = (bytes: Buffer): Buffer => {
    const needed = held < HEADER ? HEADER : endOf(Buffer.concat(parts, HEADER), 0);
    const own = bytes.subarray(0, Math.max(0, needed - held));
    hold(own);
    const rest = bytes.subarray(own.length);
    if (held < needed) return rest;
    const whole = Buffer.concat(parts);
    [parts, held] = [[], 0];
    hold(whole.subarray(readMessages(whole)));
    return rest;
  };
  return (chunk) => {
    let rest = chunk;
    while (held > 0 && rest.length > 0) rest = complete(rest);
    hold(rest.subarray(readMessages(rest)));
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
