/** @module The import graph of the program: its files, and the files that each imports. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PROJECT } from "../src/base/project.ts";

/** Modules in import order: a file imports from its own module and from those before it. */
export const ORDER = [
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
  "backup",
  "jobs",
  "reply",
  "programs",
  "interactions",
  "commands",
  "discord",
  "web",
  "cli",
  "wizard",
  "main",
] as const;

/** Paths of the source files below the given folders, relative to the project. */
export const sourceFiles = (root = PROJECT): readonly string[] =>
  ["src", "commands"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
      .map((name) => join(folder, name)),
  );

/** Returns the module that a file belongs to; the entries of the program are `main`. */
export function moduleOf(file: string): string {
  const [top = "", name = "", deeper] = file.split("/");
  if (top === "commands") return top;
  return deeper === undefined ? "main" : name;
}

/** Lists the specifiers of a file's static imports. */
export const specifiersOf = (file: string, root = PROJECT): readonly string[] =>
  Array.from(
    readFileSync(join(root, file), "utf8").matchAll(
      /^(?:import|export)[^"';]*?from "([^"]+)";|^import "([^"]+)";|\bimport\("([^"]+)"\)/gms,
    ),
    ([, named, bare, lazy]) => named ?? bare ?? lazy ?? "",
  );

/** Lists the files of the project that a file imports. */
export const importsOf = (file: string, root = PROJECT): readonly string[] =>
  specifiersOf(file, root)
    .filter((name) => name.startsWith("."))
    .map((name) => relative(root, resolve(root, dirname(file), name)));

/** Lists the imports that point to a module later in the order, as "FILE imports FILE". */
export const upwardImports = (files: readonly string[], root = PROJECT): readonly string[] =>
  files.flatMap((file) =>
    importsOf(file, root)
      .filter((target) => rankOf(target) > rankOf(file))
      .map((target) => `${file} imports ${target}`),
  );

const rankOf = (file: string): number => ORDER.findIndex((name) => name === moduleOf(file));
