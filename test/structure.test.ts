import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../src/base/config/config.ts";

/** Rooms in the order in which they may know each other: a file imports from its own and from those before it. */
const ORDER = [
  "base",
  "corpus",
  "model",
  "search",
  "sources",
  "storage",
  "intake",
  "build",
  "collection",
  "evaluation",
  "feedback",
  "reply",
  "interactions",
  "commands",
  "discord",
  "web",
  "cli",
  "main",
];

/** Imports that still point upward; none is added. */
const UPWARD: readonly string[] = [
  "src/interactions/bot.ts imports src/discord/rest.ts",
  "src/interactions/dispatch.ts imports commands/actions/index.ts",
  "src/interactions/dispatch.ts imports commands/index.ts",
  "src/interactions/responder.ts imports src/discord/faults.ts",
  "src/interactions/retrying.ts imports src/discord/faults.ts",
];

/** The packages that only one room may know. */
const KEEPERS: Readonly<Record<string, string>> = {
  "discord.js": "discord",
  "@discordjs/rest": "discord",
  "@discordjs/ws": "discord",
  "prom-client": "web",
  "hnswlib-node": "search",
  "@xenova/transformers": "model",
  "pdfjs-dist/legacy/build/pdf.min.mjs": "corpus",
  saxes: "corpus",
  "dingbat-to-unicode": "corpus",
  parse5: "corpus",
  yauzl: "corpus",
  "franc-min": "corpus",
  commander: "cli",
  hono: "web",
  "@hono/node-server": "web",
  "discord-markdown-parser": "web",
  "fs-native-extensions": "base",
  dotenv: "base",
};

const files = ["src", "commands"].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => join(folder, name)),
);

function roomOf(file: string): string {
  const [top, room, deeper] = file.split("/");
  if (top === "commands") return "commands";
  if (deeper !== undefined) return room ?? "";
  return "main";
}

const rankOf = (file: string): number => ORDER.indexOf(roomOf(file));

const importsOf = (file: string): string[] =>
  Array.from(
    readFileSync(join(PROJECT, file), "utf8").matchAll(
      /^(?:import|export)[^"';]*?from "([^"]+)";|^import "([^"]+)";/gms,
    ),
    ([, named, bare]) => named ?? bare ?? "",
  );

describe("the structure", () => {
  it("reads every file and finds its imports", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(importsOf("src/main.ts").length).toBeGreaterThan(8);
  });

  it("lets a file import from its own room and those before it", () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("."))
        .map((name) => relative(PROJECT, resolve(PROJECT, dirname(file), name)))
        .filter((target) => rankOf(target) > rankOf(file))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upward.toSorted()).toEqual(UPWARD);
    expect(files.filter((file) => rankOf(file) < 0)).toEqual([]);
  });

  it.each(Object.entries(KEEPERS))("%s is known to the room %s alone", (name, room) => {
    const others = files.filter((file) => roomOf(file) !== room && importsOf(file).includes(name));
    expect(others).toEqual([]);
  });

  it("has the files of an index known to storage/files, and its store to the entries and the terminal", () => {
    const outside = files.filter((file) => !file.startsWith("src/storage/files/"));
    const known = outside.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.includes("/storage/files/") || name.startsWith("./files/"))
        .map((name) => [file, name.split("/files/")[1]] as const),
    );
    expect(known.length).toBeGreaterThan(3);
    const hasEntry = (file: string): boolean => ["cli", "main"].includes(roomOf(file));
    expect(known.filter(([file, name]) => name !== "store.ts" || !hasEntry(file))).toEqual([]);
  });

  it("reads the environment in base/config alone", () => {
    const readers = files.filter((file) =>
      /process\.env/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(readers).toEqual(["src/base/config/config.ts"]);
  });

  it("starts processes in base/child/program.ts alone", () => {
    const starters = files.filter((file) =>
      /(?<![.\w])(?:fork|spawn|exec|execFile)(?:Sync)?\(/.test(
        readFileSync(join(PROJECT, file), "utf8"),
      ),
    );
    expect(starters).toEqual(["src/base/child/program.ts"]);
  });

  it("lets no child inherit standard error, which would be blocking from then on", () => {
    const inheriting = files.filter((file) =>
      /"inherit"/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(inheriting).toEqual([]);
  });

  it("has a line at the head of each file that says what it holds", () => {
    const silent = files.filter(
      (file) => !/^\/\*\* @module [^\n]+\*\/\n/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(silent).toEqual([]);
  });
});
