import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../src/base/project.ts";

/** Words that the standard terms of the field replaced, each with its replacement. */
const RETIRED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\brooms?\b/i, "budget, space, memory, preview or module"],
  [/\bwhoever\b/i, "the one that is meant: user, operator, caller"],
  [/\banew\b/i, "again"],
  [/\b(?:held|holds?) against\b/i, "compared with"],
  [/\b(?:in|into) service\b/i, "active"],
  [/\b(?:gone|goes|go) back to\b/i, "rolled back to"],
  [/\bfurniture\b/i, "boilerplate"],
  [/\b(?:is|are|was|were|be) told\b/i, "receives, is reported, is informed"],
  [/\bFileMark\b/, "Checksum"],
  [/(?:\/\*|\/\/|^\s*\*).*(?<!--)\bseeds?\b(?!\/)/i, "document, source, sample documents"],
];

/** Names from outside of the code: a kind of identifier in documents. */
const KEPT: Readonly<Record<string, RegExp>> = {
  "src/search/conflicts/languages/en.ts": /"issue volume /,
};

/** Sentences for members, which are not the code's. */
const SKIPPED = ["src/reply/words/"];

const files = ["src", "commands", "tools", "bench"]
  .flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((name) => /\.tsx?$/.test(name) && !SKIPPED.some((prefix) => name.startsWith(prefix)));

const retiredIn = (line: string): string[] =>
  RETIRED.flatMap(([pattern, instead]) => {
    const [found] = pattern.exec(line) ?? [];
    return found === undefined ? [] : [`${found.trim()} (${instead})`];
  });

const offendersIn = (file: string): string[] =>
  readFileSync(join(PROJECT, file), "utf8")
    .split("\n")
    .flatMap((line, at) =>
      KEPT[file]?.test(line) ? [] : retiredIn(line).map((word) => `${file}:${at + 1}: ${word}`),
    );

describe("the words of the code", () => {
  it("are none of those that were replaced", () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap(offendersIn)).toEqual([]);
  });

  it.each([
    "export const checkRoom = (room: number) => room;",
    "/** Told to whoever asks. */",
    "  // Built anew.",
    "`${passages}, each held against its document`",
    '"the generation in service stays"',
    '"the index was gone back to"',
    "/** Leaves out furniture. */",
    " * The caller is told.",
    "type FileMark = string;",
    " * Copies files among the seeds.",
  ])("are recognised in: %s", (line) => {
    expect(retiredIn(line)).toHaveLength(1);
  });

  it.each([
    "ROOM_PORT",
    "seedsDir: join(PROJECT, folder)",
    "/** `--seeds`, `seeds/`, SEEDS_DIR */",
  ])("may name a setting, an option or a folder: %s", (line) => {
    expect(retiredIn(line)).toEqual([]);
  });
});
