import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../src/config.ts";

/** Rooms in the order in which they may know each other: a file imports from its own and from those before it. */
const ORDER = [
  "base",
  "corpus",
  "search",
  "library",
  "fitting",
  "feedback",
  "reply",
  "commands",
  "discord",
  "operations",
  "cli",
  "room",
  "main",
];

/** The packages that only one room may know. */
const KEEPERS: Readonly<Record<string, string>> = {
  "discord.js": "discord",
  "@discordjs/rest": "discord",
  "@discordjs/ws": "discord",
  "prom-client": "operations",
  "hnswlib-node": "search",
  "@xenova/transformers": "search",
  "pdfjs-dist/legacy/build/pdf.min.mjs": "corpus",
  saxes: "corpus",
  "dingbat-to-unicode": "corpus",
  parse5: "corpus",
  yauzl: "corpus",
  "franc-min": "corpus",
  commander: "cli",
  hono: "room",
  "@hono/node-server": "room",
  "discord-markdown-parser": "room",
  "fs-native-extensions": "library",
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
  return ["main.ts", "deploy.ts", "fit.ts"].includes(room ?? "") ? "main" : "base";
}

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

  it.each(files)("%s imports from its own room and those before it", (file) => {
    const rank = ORDER.indexOf(roomOf(file));
    expect(rank).toBeGreaterThanOrEqual(0);
    for (const name of importsOf(file).filter((imported) => imported.startsWith("."))) {
      const target = relative(PROJECT, resolve(PROJECT, dirname(file), name));
      expect(ORDER.indexOf(roomOf(target)), `${file} imports ${target}`).toBeLessThanOrEqual(rank);
    }
  });

  it.each(Object.entries(KEEPERS))("%s is known to the room %s alone", (name, room) => {
    const others = files.filter((file) => roomOf(file) !== room && importsOf(file).includes(name));
    expect(others).toEqual([]);
  });

  it("reads the environment in config.ts alone", () => {
    const readers = files.filter((file) =>
      /process\.env/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(readers).toEqual(["src/config.ts"]);
  });

  it("starts processes in program.ts alone", () => {
    const starters = files.filter((file) =>
      /(?<![.\w])(?:fork|spawn|exec|execFile)(?:Sync)?\(/.test(
        readFileSync(join(PROJECT, file), "utf8"),
      ),
    );
    expect(starters).toEqual(["src/program.ts"]);
  });

  it("lets no child inherit standard error, which would be blocking from then on", () => {
    const inheriting = files.filter((file) =>
      /"inherit"/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(inheriting).toEqual([]);
  });

  it.each(files)("%s says in its first line what it is for", (file) => {
    expect(readFileSync(join(PROJECT, file), "utf8")).toMatch(/^\/\*\* @module [^\n]+\*\/\n/);
  });
});
