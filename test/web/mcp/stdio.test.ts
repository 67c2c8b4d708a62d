import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropLongLines } from "../../../src/web/mcp/stdio.ts";

const MOST = 12;

/** Sends chunks through, and returns what comes out. */
async function passed(chunks: readonly Buffer[]): Promise<{ text: string; dropped: number }> {
  let dropped = 0;
  const input = new PassThrough();
  for (const chunk of chunks) input.write(chunk);
  input.end();
  const parts: Buffer[] = [];
  for await (const part of input.pipe(dropLongLines(MOST, () => (dropped += 1))))
    parts.push(part as Buffer);
  return { text: Buffer.concat(parts).toString(), dropped };
}

describe("lines of the client", () => {
  it("pass whole, however they are cut, and those that are too long do not", async () => {
    const line = fc
      .string({ unit: "grapheme", maxLength: 15 })
      .map((text) => text.replaceAll("\n", ""));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(40)), async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(""));
        const chunks: Buffer[] = [];
        let from = 0;
        for (const cut of [...cuts, bytes.length]) {
          chunks.push(bytes.subarray(from, from + cut));
          from += cut;
        }
        const isShort = (text: string): boolean => Buffer.byteLength(text) < MOST;
        const { text, dropped } = await passed(chunks.filter(({ length }) => length > 0));
        expect(text).toBe(
          lines
            .filter(isShort)
            .map((one) => `${one}\n`)
            .join(""),
        );
        expect(dropped).toBe(lines.filter((one) => !isShort(one)).length);
      }),
      { numRuns: 50 },
    );
  });
});
