/** @module Files of an archive as lines and as runs of bytes, wherever their chunks end. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { byteReader, linesIn } from "../../src/backup/streams.ts";
import { runs } from "../support/runs.ts";

/** Yields bytes in chunks of these lengths, over and over; a length of 0 gives an empty chunk. */
async function* chunksOf(bytes: Uint8Array, lengths: readonly number[]) {
  for (let [at, turn] = [0, 0]; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

const lengths = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 })).map((pair) => [...pair]);

it("are the lines that were written, with any characters but ends of lines", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "binary", minLength: 1 }).filter((line) => !line.includes("\n"))),
      lengths,
      async (lines, sizes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const read: string[] = [];
        for await (const line of linesIn(chunksOf(bytes, sizes))) read.push(line);
        expect(read).toEqual(lines);
      },
    ),
    { numRuns: runs(120) },
  );
});

it("are the runs of bytes that were written, and nothing is left or lacking", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array()), lengths, async (parts, sizes) => {
      const bytes = Buffer.concat(parts);
      const reader = byteReader(chunksOf(bytes, sizes), bytes.length);
      for (const part of parts)
        expect(new Uint8Array(await reader.take(part.length))).toEqual(part);
      await expect(reader.take(2 ** 52)).rejects.toThrow(" bytes of 0");
      await reader.end();
      if (bytes.length > 0)
        await expect(byteReader(chunksOf(bytes, sizes), bytes.length).end()).rejects.toThrow(
          RangeError,
        );
      const short = byteReader(chunksOf(bytes, sizes), bytes.length + 1);
      await expect(short.take(bytes.length + 1)).rejects.toThrow(RangeError);
    }),
    { numRuns: runs(120) },
  );
});
