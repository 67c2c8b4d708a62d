import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { UnusableIndex } from "../../src/storage/store.ts";
import { openTokens, openTokenWriter, type TokenFile } from "../../src/storage/files/token-file.ts";
import { compactZeros, putVector } from "../../src/model/compact.ts";
import type { Tokens } from "../../src/model/embedder.ts";
import { random } from "../support/random.ts";
import { temporaryFolder } from "../support/temporary.ts";

const WIDTH = 4;

function tokensOf(...numbers: readonly number[]): Tokens {
  const vectors = compactZeros(numbers.length, WIDTH);
  for (const [row, number] of numbers.entries()) {
    const next = random(number);
    putVector(
      vectors,
      row,
      Float64Array.from({ length: WIDTH }, () => next() - 0.5),
    );
  }
  return { ids: Uint32Array.from(numbers), vectors };
}

const FIRST = tokensOf(7, 90_000, 7);
const SECOND = tokensOf(5, 7);
const NONE = tokensOf();

/** Four passages: the third is the first once more. */
async function written(): Promise<string> {
  const file = join(await temporaryFolder(), "tokens.i8");
  const writer = await openTokenWriter(file);
  await writer.put(FIRST);
  await writer.put(SECOND);
  writer.repeat(0);
  await writer.put(NONE);
  await writer.end();
  await writer.close();
  return file;
}

async function opened(file: string): Promise<TokenFile> {
  const vectors = { model: "", dimensions: 1 };
  const model = {
    name: "",
    sha256: "",
    general: vectors,
    native: { ...vectors, languages: ["en"] },
    tokenDimensions: WIDTH,
  };
  const counts = { documents: 1, passages: 4, sentences: 1 };
  const tokens = await openTokens(file, { counts, model });
  onTestFinished(() => tokens.close());
  return tokens;
}

describe("the file of token vectors", () => {
  it("gives back what was put, passage by passage, and a repeated one once more", async () => {
    const tokens = await opened(await written());
    for (const [row, expected] of [FIRST, SECOND, FIRST, NONE].entries()) {
      const { ids, vectors } = tokens.read(row);
      expect(ids).toEqual(expected.ids);
      expect(vectors).toEqual(expected.vectors);
    }
  });

  it("counts the passages that hold a token, each once", async () => {
    const tokens = await opened(await written());
    expect([7, 5, 90_000, 6].map(tokens.frequency)).toEqual([3, 1, 2, 0]);
  });

  it("keeps the tokens of a repeated passage once", async () => {
    const { length } = await readFile(await written());
    const [tokens, passages, distinct] = [5, 4, 3];
    expect(length).toBe(tokens * (4 + WIDTH + 4) + passages * 8 + distinct * 8 + 4);
  });

  it("is the same whether equal tokens are repeated or put again", async () => {
    const file = join(await temporaryFolder(), "tokens.i8");
    const writer = await openTokenWriter(file);
    for (const tokens of [FIRST, SECOND, tokensOf(7, 90_000, 7), NONE]) await writer.put(tokens);
    await writer.end();
    await writer.close();
    expect(await readFile(file)).toEqual(await readFile(await written()));
  });

  it("is refused where its tables do not fit into it", async () => {
    const file = await written();
    await writeFile(file, (await readFile(file)).subarray(80));
    await expect(opened(file)).rejects.toThrow();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut", (bytes) => bytes.subarray(0, 3)],
    ["changed in one bit", (bytes) => bytes.fill((bytes[3] ?? 0) ^ 1, 3, 4)],
  ])("gives nothing that was %s while it is open, and names the file", async (_, damage) => {
    const file = await written();
    const tokens = await opened(file);
    await writeFile(file, damage(await readFile(file)));
    expect(() => tokens.read(0)).toThrow(/tokens\.i8.*npm run footnote -- index/);
    expect(() => tokens.read(2)).toThrow(UnusableIndex);
  });

  it("is read to its end though it was deleted while it is open", async () => {
    const file = await written();
    const tokens = await opened(file);
    await rm(file);
    expect(tokens.read(1)).toEqual({ ids: SECOND.ids, vectors: SECOND.vectors });
  });
});
