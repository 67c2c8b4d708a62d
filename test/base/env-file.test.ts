/** @module The editing of `.env`: what is set, what is kept, and who can read it. */

import { lstat, mkdir, readFile, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editEnv, openEnvFile } from "../../src/base/config/env-file.ts";
import { writeDurably } from "../../src/base/durable.ts";
import { UserError } from "../../src/base/errors.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";

const NAMES = ["DISCORD_TOKEN", "HOME_GUILD_ID", "OPERATOR_IDS"] as const;
const name = fc.constantFrom(...NAMES, "OTHER", "SEEDS_DIR");
const value = fc.constantFrom("", "1", "a b", "'quoted # 1'", '"two\nlines"', "`x`", "a#b");
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom("", "export ", "  "), name, fc.constantFrom("=", " = ", ": "), value)
    .map((parts) => parts.join("")),
  fc.tuple(name, value).map(([left, right]) => `${left}=${right} # why`),
  fc.string({ unit: "grapheme" }).map((text) => `# ${text.replace(/[\r\n\u2028\u2029]/g, " ")}`),
  fc.constantFrom("", "# DISCORD_TOKEN=", "not an assignment"),
);
const text = fc
  .tuple(fc.array(line), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ""));
const settings = fc.dictionary(fc.constantFrom(...NAMES), fc.stringMatching(/^[\w.,-]{0,30}$/), {
  noNullPrototype: true,
});

describe("the text of .env", () => {
  test("has what was set and all else as before, as dotenv reads it", () => {
    fc.assert(
      fc.property(text, settings, (before, wanted) => {
        expect(parse(editEnv(before, wanted))).toEqual({ ...parse(before), ...wanted });
      }),
    );
  });

  test("keeps every other byte: taking the new values out again leaves the rest", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...NAMES), (before, chosen) => {
        const [one, other] = ["11111", "222222"].map((id) => editEnv(before, { [chosen]: id }));
        expect(other).toBe(one?.replace(/11111(?![^]*11111)/, "222222"));
        expect(editEnv(one ?? "", { [chosen]: "11111" })).toBe(one);
        const kept = before.split(/\r?\n/).filter((row) => !row.includes(chosen));
        for (const row of kept.filter((part) => part.startsWith("#"))) expect(one).toContain(row);
      }),
    );
  });

  test.each([
    ["DISCORD_TOKEN=\nA=1\n", "DISCORD_TOKEN=x\nA=1\n"],
    ["DISCORD_TOKEN=old   # mine\n", "DISCORD_TOKEN=x   # mine\n"],
    ["DISCORD_TOKEN= 'old'\r\nA=1", "DISCORD_TOKEN= x\r\nA=1"],
    ["DISCORD_TOKEN=first\nDISCORD_TOKEN=second\n", "DISCORD_TOKEN=first\nDISCORD_TOKEN=x\n"],
    ["# DISCORD_TOKEN=\r\nA=1", "# DISCORD_TOKEN=\r\nA=1\r\nDISCORD_TOKEN=x\r\n"],
    ['A="\nDISCORD_TOKEN=inside\n"\n', 'A="\nDISCORD_TOKEN=inside\n"\nDISCORD_TOKEN=x\n'],
    ["", "DISCORD_TOKEN=x\n"],
  ])("%j becomes %j", (before, after) => {
    expect(editEnv(before, { DISCORD_TOKEN: "x" })).toBe(after);
  });

  test("never gets a value that needs quotes", () => {
    expect(() => editEnv("", { DISCORD_TOKEN: "a\nB=c" })).toThrow("needs quotes");
  });
});

describe("the file .env", () => {
  const open = (folder: string, own = {}) => openEnvFile(folder, own);
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

  test("begins as a copy of .env.example, for its owner alone, and is left alone when it is right", async () => {
    const folder = await folderWith({ ".env.example": "# Why\nDISCORD_TOKEN=\n" });
    const file = open(folder);
    expect(await file.write({ DISCORD_TOKEN: "x" })).toBe(true);
    expect(await readFile(file.path, "utf8")).toBe("# Why\nDISCORD_TOKEN=x\n");
    expect(await modeOf(file.path)).toBe(0o600);
    const { mtimeMs, ino } = await stat(file.path);
    expect(await file.write({ DISCORD_TOKEN: "x" })).toBe(false);
    expect(await stat(file.path)).toMatchObject({ mtimeMs, ino });
    expect(await readdir(folder)).toEqual([".env", ".env.example"]);
  });

  test("that others could read becomes private, and bytes that are not UTF-8 stay", async () => {
    const bytes = Buffer.from([0x23, 0xe9, 0x0a]);
    const folder = await folderWith({ ".env": bytes });
    const file = open(folder);
    expect(await file.write({})).toBe(true);
    expect(await modeOf(file.path)).toBe(0o600);
    await file.write({ HOME_GUILD_ID: "1" });
    expect(await readFile(file.path)).toEqual(
      Buffer.concat([bytes, Buffer.from("HOME_GUILD_ID=1\n")]),
    );
  });

  test("is private from its first byte on", async () => {
    const path = join(await temporaryFolder(), "new");
    async function* chunks() {
      yield `${((await stat(path)).mode & 0o777).toString(8)}`;
    }
    await writeDurably(path, chunks(), 0o600);
    expect(await readFile(path, "utf8")).toBe("600");
  });

  test("is not written through a link, nor over a folder", async () => {
    const folder = await folderWith({ target: "A=1\n" });
    await symlink("target", join(folder, ".env"));
    await expect(open(folder).write({ DISCORD_TOKEN: "x" })).rejects.toThrow("symbolic link");
    expect((await lstat(join(folder, ".env"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, "target"), "utf8")).toBe("A=1\n");
    const other = await temporaryFolder();
    await mkdir(join(other, ".env"));
    await expect(open(other).write({})).rejects.toThrow(UserError);
  });

  test("is written beside what an earlier run left, not into it", async () => {
    const folder = await folderWith({ victim: "untouched" });
    await symlink("victim", join(folder, ".env.next"));
    await open(folder).write({ DISCORD_TOKEN: "x" });
    expect(await readFile(join(folder, "victim"), "utf8")).toBe("untouched");
    expect(await readFile(join(folder, ".env"), "utf8")).toBe("DISCORD_TOKEN=x\n");
  });

  test("says why it can't be written", async () => {
    const folder = join(await temporaryFolder(), "gone");
    await expect(open(folder).write({ DISCORD_TOKEN: "x" })).rejects.toThrow(/ENOENT.*Run this as/);
  });

  test("is overruled by the process, which is said before anything is written", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, ".env"), "HOME_GUILD_ID=1\nA=file\n");
    const file = open(folder, { HOME_GUILD_ID: "2" });
    expect(file.variables()).toEqual({ HOME_GUILD_ID: "2", A: "file" });
    await expect(file.write({ HOME_GUILD_ID: "3" })).rejects.toThrow(/HOME_GUILD_ID.*overrules/s);
    expect(await readFile(file.path, "utf8")).toBe("HOME_GUILD_ID=1\nA=file\n");
    expect(await file.write({ HOME_GUILD_ID: "2" })).toBe(true);
  });
});
