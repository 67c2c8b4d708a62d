import fc from "fast-check";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lexicalBytes, readLexical } from "../../src/storage/files/lexical-file.ts";
import { lexicalTables } from "../../src/search/lexical.ts";
import { temporaryFolder } from "../support/temporary.ts";

const terms = fc.array(fc.constantFrom("quay", "ferry", "noon", "naïve", "東京", ""), {
  maxLength: 6,
});
const passages = fc.array(
  fc.record({
    language: fc.constantFrom("en", "de", "und"),
    headings: terms,
    text: terms,
    sentences: fc.array(terms, { maxLength: 4 }),
    length: fc.nat(12),
    words: terms,
  }),
  { maxLength: 12 },
);

describe("the file of the lexical index", () => {
  it("gives back the tables that were written", async () => {
    const folder = await temporaryFolder();
    await fc.assert(
      fc.asyncProperty(passages, async (all) => {
        const file = join(folder, "terms.bin");
        const tables = lexicalTables(all);
        await writeFile(file, [...lexicalBytes(tables)]);
        expect(await readLexical(file)).toEqual(tables);
      }),
    );
  });

  it("is refused where bytes are missing or too many", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "terms.bin");
    const bytes = Buffer.concat([...lexicalBytes(lexicalTables([]))]);
    for (const wrong of [bytes.subarray(4), Buffer.concat([bytes, bytes]), Buffer.alloc(0)]) {
      await writeFile(file, wrong);
      await expect(readLexical(file)).rejects.toThrow();
    }
  });
});
