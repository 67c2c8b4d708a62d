import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BinaryClient, messageSplitter } from "../../../src/storage/postgres/binary-rows.ts";
import { sql } from "../../../src/storage/postgres/statement.ts";
import { sharedDatabase } from "../../support/postgres.ts";

const ECHO = sql("test echo")`select $1::bytea as bytes, $2::text as text, $3::int8 as large,
  $4::int4 as small, $5::float8 as real, $6::text[] as texts, $7::boolean as flag, $8::timestamptz as at,
  null::text as none`;

describe("rows in binary", () => {
  it("have every byte, letter and number that was sent", async () => {
    const database = await sharedDatabase();
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 256));
    const at = new Date("2026-11-29T00:00:00.123Z");
    const values = [bytes, "Ärger → 🚢", "9007199254740993", -70_000, 0.1, ["ä", "b"], true, at];
    const [row] = await database.query<object>(ECHO, values);
    expect(row).toEqual({
      bytes,
      text: "Ärger → 🚢",
      large: "9007199254740993",
      small: -70_000,
      real: 0.1,
      texts: ["ä", "b"],
      flag: true,
      at,
      none: null,
    });
  });

  it("leave no connection open after a fault of the client", () => {
    const { connection } = new BinaryClient();
    connection.emit("error", new Error("SASL: client password must be a string"));
    expect(connection.stream.destroyed).toBe(true);
  });

  const message = (kind: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(5, kind);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const row = message("D", Buffer.from([0, 2, 0, 0, 0, 2, 200, 201, 255, 255, 255, 255]));
  const stream = [
    message("T", Buffer.from([0, 1, 0, 1])),
    row,
    message("C", Buffer.from("SELECT 1\0")),
    message("T", Buffer.from([0, 1, 0, 0])),
    row,
    message("Z", Buffer.from("I")),
  ];

  it("are read wherever their chunks end, in the order of the stream", () => {
    const whole = Buffer.concat(stream);
    const othersOf = (parts: readonly (Buffer | string)[]): Buffer =>
      Buffer.concat(parts.filter((part) => typeof part !== "string"));
    const readInParts = (cuts: readonly number[]): void => {
      const seen: (Buffer | string)[] = [];
      const split = messageSplitter({
        onRow: (fields) => seen.push(JSON.stringify(fields.map((field) => field && [...field]))),
        onOther: (bytes) => seen.push(bytes),
      });
      const ends = [...cuts, whole.length].toSorted((a, b) => a - b);
      for (const [at, end] of ends.entries()) split(whole.subarray(ends[at - 1] ?? 0, end));
      const rows = seen.filter((one) => typeof one === "string");
      expect(rows).toEqual(["[[200,201],null]"]);
      expect(othersOf(seen.slice(0, seen.indexOf(rows[0] ?? "")))).toEqual(stream[0]);
      expect(othersOf(seen)).toEqual(Buffer.concat(stream.toSpliced(1, 1)));
    };
    fc.assert(fc.property(fc.array(fc.nat(whole.length), { maxLength: 8 }), readInParts));
  });
});
