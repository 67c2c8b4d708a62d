/** @module The tokens of programs, while their file is edited, damaged, and mended. */

import { chmod, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createApiToken } from "../../src/base/api-token.ts";
import { sha256 } from "../../src/base/hash.ts";
import { openTokens } from "../../src/programs/tokens.ts";
import { keptLog } from "../support/kept-log.ts";
import { oneToken, privateFile, tokensText } from "../support/tokens.ts";

const COLLECTIONS = ["default"];
const NOT_READY = expect.objectContaining({ kind: "not-ready", details: { retryAfter: 30 } });

function opened(file: string, collections: readonly string[] = COLLECTIONS) {
  const { log, text } = keptLog();
  const tokens = openTokens({ file, collections, log });
  const errors = () =>
    text()
      .split("\n")
      .filter((line) => line.includes('"level":50'));
  return { ...tokens, logged: text, errors };
}

afterEach(() => void vi.useRealTimers());

describe("a token", () => {
  it("gives the rights of its entry", async () => {
    const token = createApiToken();
    const text = tokensText({
      site: [token, "collections: [rules, news, rules]", "rate: 5/10"],
      desk: [createApiToken(), "collections: [staff]"],
    });
    const { grantOf } = opened(await privateFile(text), ["rules", "news", "staff"]);
    expect(await grantOf(token)).toEqual({
      name: "site",
      collections: ["rules", "news"],
      rate: { times: 5, seconds: 10 },
    });
  });

  it("may leave out the only collection, and its rate", async () => {
    const { token, file } = await oneToken();
    expect(await opened(file).grantOf(token)).toEqual({
      name: "site",
      collections: ["default"],
      rate: { times: 60, seconds: 60 },
    });
  });

  it("is valid to the end of the day on which it expires", async () => {
    const { token, file } = await oneToken("expires: 2027-01-31");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2027-01-31T23:59:59.999Z") });
    const { grantOf } = opened(file);
    expect(await grantOf(token)).toBeDefined();
    vi.setSystemTime(Date.parse("2027-02-01T00:00:00Z"));
    expect(await grantOf(token)).toBeUndefined();
  });

  it("that is not one in the file gives nothing, whatever it is (property)", async () => {
    const { token, file } = await oneToken();
    const { grantOf } = opened(file);
    const other = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.nat({ max: token.length - 1 }).map((at) => token.slice(0, at)),
      fc.nat({ max: token.length - 1 }).map((at) => token.slice(at + 1)),
      fc.constantFrom(
        sha256(token),
        token.toUpperCase(),
        ` ${token}`,
        `${token}\n`,
        `${token}0`,
        createApiToken(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(other, async (text) => {
        expect(await grantOf(text)).toBeUndefined();
      }),
    );
    expect(await grantOf(token)).toBeDefined();
  });

  it("is found among 10,000, in a file that is read once", async () => {
    const all = Array.from({ length: 10_000 }, (_, at) => [`p${at}`, createApiToken()] as const);
    const text = tokensText(Object.fromEntries(all.map(([name, token]) => [name, [token]])));
    const { grantOf, logged } = opened(await privateFile(text));
    for (const [name, token] of all) expect((await grantOf(token))?.name).toBe(name);
    expect(logged().trim().split("\n")).toEqual([expect.stringContaining('"tokens":10000')]);
  });

  it("has a hash that the file may hold in capitals", async () => {
    const token = createApiToken();
    const file = await privateFile(`tokens: { site: { sha256: ${sha256(token).toUpperCase()} } }`);
    expect(await opened(file).grantOf(token)).toBeDefined();
  });
});

describe("a change of the file counts at once", () => {
  it("where a token is revoked, and where one is added", async () => {
    const [first, second] = [createApiToken(), createApiToken()];
    const file = await privateFile(tokensText({ first: [first] }));
    const { grantOf } = opened(file);
    expect(await grantOf(first)).toMatchObject({ name: "first" });
    await writeFile(file, tokensText({ second: [second] }));
    expect(await grantOf(first)).toBeUndefined();
    expect(await grantOf(second)).toMatchObject({ name: "second" });
  });

  it("also of the same size, within one tick of the clock of files", async () => {
    const [first, second] = [createApiToken(), createApiToken()];
    const file = await privateFile(tokensText({ site: [first] }));
    const { grantOf } = opened(file);
    for (let turn = 0; turn < 200; turn += 1) {
      const [valid, revoked] = turn % 2 === 0 ? [second, first] : [first, second];
      await writeFile(file, tokensText({ site: [valid] }));
      expect(await grantOf(revoked)).toBeUndefined();
      expect(await grantOf(valid)).toBeDefined();
    }
  });

  it("and once it is settled, it is not read again", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { token, file } = await oneToken();
    const { grantOf } = opened(file);
    expect(await grantOf(token)).toBeDefined();
    vi.advanceTimersByTime(10_000);
    expect(await grantOf(token)).toBeDefined();
    const { atime } = await stat(file);
    expect(atime).toBeDefined();
    expect(await grantOf(token)).toBeDefined();
  });
});
