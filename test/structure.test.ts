import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../src/base/project.ts";
import {
  importsOf,
  moduleOf,
  ORDER,
  sourceFiles,
  specifiersOf,
  upwardImports,
} from "../tools/imports.ts";

/** Packages that only some modules import. */
const OWNERS: Readonly<Record<string, string | readonly string[]>> = {
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
  yauzl: ["corpus", "backup"],
  yazl: "backup",
  "franc-min": "corpus",
  commander: "cli",
  hono: "web",
  "@hono/node-server": "web",
  "@modelcontextprotocol/server": "web",
  "@modelcontextprotocol/server/stdio": "web",
  "discord-markdown-parser": ["web", "cli"],
  "string-width": "cli",
  "fs-native-extensions": "base",
  dotenv: "base",
  "ipaddr.js": "base",
  pg: "storage",
  "pg-copy-streams": "storage",
};

const files = sourceFiles();

describe("the structure", () => {
  it("reads every file and finds its imports", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(specifiersOf("src/main.ts").length).toBeGreaterThan(8);
  });

  it("lets a file import from its own module and those before it", () => {
    expect(upwardImports(files)).toEqual([]);
    expect(files.filter((file) => !ORDER.some((name) => name === moduleOf(file)))).toEqual([]);
  });

  it.each(Object.entries(OWNERS))("%s is imported by %s only", (name, owner) => {
    const others = files.filter(
      (file) => ![owner].flat().includes(moduleOf(file)) && specifiersOf(file).includes(name),
    );
    expect(others).toEqual([]);
  });

  it("opens folders of documents in the terminal's and the bot's entries alone", () => {
    const openers = files.filter((file) =>
      specifiersOf(file).some((name) => name.endsWith("/sources/folder.ts")),
    );
    expect(openers.toSorted()).toEqual(["src/cli/add.ts", "src/cli/setup.ts"]);
  });

  it("lets only the entries of src import commands/, which hand the lists in", () => {
    const importing = files.filter(
      (file) =>
        file.startsWith("src/") &&
        /(?:from|import)[ (]"(?:\.\.\/)+commands\//.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(importing.toSorted()).toEqual([
      "src/cli/main.ts",
      "src/deploy.ts",
      "src/main.ts",
      "src/setup.ts",
    ]);
  });

  it("has the files of an index known to storage/files, its store to the entries and the terminal, its copies to backup", () => {
    const outside = files.filter((file) => !file.startsWith("src/storage/files/"));
    const known = outside.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith("src/storage/files/"))
        .map((target) => [file, target] as const),
    );
    expect(known.length).toBeGreaterThan(0);
    const hasEntry = (file: string): boolean => ["cli", "main"].includes(moduleOf(file));
    expect(
      known.filter(([file, name]) =>
        name === "src/storage/files/transfer.ts"
          ? moduleOf(file) !== "backup"
          : name !== "src/storage/files/store.ts" || !hasEntry(file),
      ),
    ).toEqual([]);
  });

  it("reads the environment in base/config alone", () => {
    const readers = files.filter((file) =>
      /process\.env/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(readers).toEqual(["src/base/config/config.ts"]);
  });

  it("starts its own programs in base/child/program.ts, others in base/child/tool.ts", () => {
    const starters = files.filter((file) =>
      /(?<![.\w])(?:fork|spawn|exec|execFile)(?:Sync)?\(/.test(
        readFileSync(join(PROJECT, file), "utf8"),
      ),
    );
    expect(starters.toSorted()).toEqual(["src/base/child/program.ts", "src/base/child/tool.ts"]);
  });

  it("keeps the fake Discord free of imports from outside its folder", () => {
    const folder = "test/fake-discord";
    const own = readdirSync(join(PROJECT, folder)).filter((name) => name.endsWith(".ts"));
    expect(own.length).toBeGreaterThan(20);
    const outside = own.filter((name) =>
      specifiersOf(join(folder, name)).some((specifier) => specifier.startsWith("..")),
    );
    expect(outside).toEqual([]);
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
