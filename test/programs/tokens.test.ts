/** @module The tokens of programs, while their file is edited, damaged, and corrected. */

import { chmod, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createApiToken } from "../../src/base/api-token.ts";
import { fileStamp } from "../../src/base/file-stamp.ts";
import { sha256 } from "../../src/base/hash.ts";
import { openTokens } from "../../src/programs/tokens.ts";
import { keptLog } from "../support/kept-log.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { oneToken, privateFile, tokensText } from "../support/tokens.ts";
import { runs } from "../support/runs.ts";

vi.mock(import("../../src/base/file-stamp.ts"), async (load) => {
  const { fileStamp: stamp } = await load();
  return { fileStamp: vi.fn(stamp) };
});

const NOT_READY = expect.objectContaining({
  kind: "not-ready",
  details: expect.objectContaining({ retryAfter: 30 }),
});

function opened(file: string, collections: readonly string[] = ["default"]) {
  const { log, text } = keptLog();
  const tokens = openTokens({ file, collections, log });
  const linesOf = (level: number) =>
    text()
      .split("\n")
      .filter((line) => line.includes(`"level":${level},`));
  return {
    grantOf: (token: string) => tokens.grantOf(token),
    errors: () => linesOf(50),
    notes: () => linesOf(30),
  };
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

  it("that is not in the file gives nothing, whatever it is (property)", async () => {
    const { token, file } = await oneToken();
    const { grantOf } = opened(file);
    const other = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.nat({ max: token.length - 1 }).map((at) => token.slice(0, at)),
      fc.nat({ max: token.length - 1 }).map((at) => token.slice(at + 1)),
      fc.constantFrom(sha256(token), token.toUpperCase(), ` ${token}`, `${token}\n`, `${token}0`),
      fc.constant(undefined).map(createApiToken),
    );
    await fc.assert(
      fc.asyncProperty(other, async (text) => {
        expect(await grantOf(text)).toBeUndefined();
      }),
    );
    expect(await grantOf(token)).toBeDefined();
  });

  it("of another form gives nothing, even if its hash is in the file", async () => {
    const text = tokensText({ site: ["password"] });
    expect(await opened(await privateFile(text)).grantOf("password")).toBeUndefined();
  });

  it("is found among 10,000, in a file that is parsed once", async () => {
    const all = Array.from({ length: 10_000 }, (_, at) => [`p${at}`, createApiToken()] as const);
    const text = tokensText(Object.fromEntries(all.map(([name, token]) => [name, [token]])));
    const { grantOf, notes } = opened(await privateFile(text));
    for (const [name, token] of all) expect((await grantOf(token))?.name).toBe(name);
    expect(notes()).toEqual([expect.stringContaining('"tokens":10000')]);
  });

  it("may have its hash in capitals", async () => {
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

  it("even within one tick of a clock of files, which leaves the stamp as it is", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    vi.mocked(fileStamp).mockReturnValueOnce("one").mockReturnValue("two");
    onTestFinished(() => void vi.mocked(fileStamp).mockReset());
    const [first, second, third] = [createApiToken(), createApiToken(), createApiToken()];
    const file = await privateFile(tokensText({ site: [first] }));
    const { grantOf } = opened(file);
    expect(await grantOf(first)).toBeDefined();
    for (const [revoked, valid] of [
      [first, second],
      [second, third],
    ] as const) {
      await writeFile(file, tokensText({ site: [valid] }));
      expect(await grantOf(revoked)).toBeUndefined();
      expect(await grantOf(valid)).toBeDefined();
    }
    await writeFile(file, tokensText({ site: [first] }));
    vi.advanceTimersByTime(60_000);
    expect(await grantOf(third)).toBeUndefined();
    expect(await grantOf(first)).toBeDefined();
  });

  it("also long after the last one", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { token, file } = await oneToken();
    const { grantOf } = opened(file);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await grantOf(token)).toBeDefined();
      vi.advanceTimersByTime(10_000);
    }
    await writeFile(file, "tokens:\n");
    expect(await grantOf(token)).toBeUndefined();
  });

  it("and is read by another process's replacement, too", async () => {
    const { token, file } = await oneToken();
    const { grantOf } = opened(file);
    expect(await grantOf(token)).toBeDefined();
    await rename(await privateFile("tokens: {}\n"), file);
    expect(await grantOf(token)).toBeUndefined();
  });
});

describe("while the file can't be used, every token is refused for now", () => {
  const damages: readonly (readonly [
    what: string,
    damage: (file: string) => Promise<void>,
    logged: string,
  ])[] = [
    ["is missing", (file) => rm(file), "is missing"],
    ["is a folder", (file) => rm(file).then(() => mkdir(file)), "found a folder"],
    ["is empty", (file) => writeFile(file, ""), "expected tokens:"],
    ["is no YAML", (file) => writeFile(file, "tokens: ["), "line 1"],
    ["is larger than 5 MB", (file) => writeFile(file, "#".repeat(5_000_001)), "at most 5 MB"],
    ["can be written by others", (file) => chmod(file, 0o620), "others than its owner"],
    ["holds a token", (file) => writeFile(file, `# ${createApiToken()}\n`), "a token itself"],
  ];

  it.each(damages)("as where it %s", async (_, damage, logged) => {
    const { token, file } = await oneToken();
    const { grantOf, errors, notes } = opened(file);
    expect(await grantOf(token)).toBeDefined();
    await damage(file);
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(grantOf(token)).rejects.toEqual(NOT_READY);
      await expect(grantOf("anything")).rejects.toEqual(NOT_READY);
    }
    expect(errors()).toEqual([expect.stringContaining(logged)]);
    await rm(file, { recursive: true, force: true });
    await rename(await privateFile(tokensText({ site: [token] })), file);
    expect(await grantOf(token)).toBeDefined();
    expect(notes()).toHaveLength(2);
  });

  it("as where its folder is moved away, until that is back", async () => {
    const { token, file } = await oneToken();
    const { grantOf, errors } = opened(file);
    expect(await grantOf(token)).toBeDefined();
    const away = await temporaryFolder();
    await rename(dirname(file), join(away, "moved"));
    await expect(grantOf(token)).rejects.toEqual(NOT_READY);
    await rename(join(away, "moved"), dirname(file));
    expect(await grantOf(token)).toBeDefined();
    expect(errors()).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)("as where nobody may read it", async () => {
    const { token, file } = await oneToken();
    const { grantOf, errors } = opened(file);
    expect(await grantOf(token)).toBeDefined();
    await chmod(file, 0o200);
    await expect(grantOf(token)).rejects.toEqual(NOT_READY);
    expect(errors()).toEqual([expect.stringContaining("EACCES")]);
    await chmod(file, 0o400);
    expect(await grantOf(token)).toBeDefined();
  });

  it.skipIf(process.platform !== "linux")(
    "as where a container still has the file that was replaced outside",
    async () => {
      vi.useFakeTimers({ toFake: ["performance"] });
      const { token, file } = await oneToken();
      const held = await open(file);
      onTestFinished(() => held.close());
      const { grantOf, errors } = opened(`/proc/self/fd/${held.fd}`);
      expect(await grantOf(token)).toBeDefined();
      vi.advanceTimersByTime(10_000);
      expect(await grantOf(token)).toBeDefined();
      await rename(await privateFile("tokens: {}\n"), file);
      await expect(grantOf(token)).rejects.toEqual(NOT_READY);
      expect(errors()).toEqual([expect.stringContaining("mount its folder")]);
    },
  );

  it("and each change that leaves a fault is logged", async () => {
    const { token, file } = await oneToken();
    const { grantOf, errors } = opened(file);
    for (const text of ["", "# a", "tokens: ["]) {
      await writeFile(file, text);
      await expect(grantOf(token)).rejects.toEqual(NOT_READY);
    }
    expect(errors()).toHaveLength(3);
  });

  it("as where a writer is half-way, at any byte: never are rights granted that it would not have (property)", async () => {
    const [old, kept] = [createApiToken(), createApiToken()];
    const whole = tokensText({
      old: [old, "collections: [rules]", "expires: 2000-01-01"],
      kept: [kept, "collections: [rules]", "rate: 1/60"],
    });
    const file = await privateFile(whole);
    const { grantOf } = opened(file, ["rules", "staff"]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (end) => {
        await writeFile(file, whole.slice(0, end));
        const [grant, expired] = await Promise.all([
          grantOf(kept).catch(() => undefined),
          grantOf(old).catch(() => undefined),
        ]);
        expect(grant?.collections ?? ["rules"]).toEqual(["rules"]);
        expect(expired).toBeUndefined();
      }),
      { numRuns: runs(1_000) },
    );
  });
});
