/** @module `npm run figures`: the size of the program and the shape of its import graph. */

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PROJECT } from "../src/base/project.ts";
import { importsOf, sourceFiles, upwardImports } from "./imports.ts";

const root = resolve(process.argv[2] ?? PROJECT);

/** Counts the lines of code, styles and the kernel's source. */
function countLines(): number {
  const names = ["src", "commands", "kernel"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:tsx?|css)$/.test(name) && !/^fit(?:ting\/|\.ts)/.test(name))
      .map((name) => join(root, folder, name)),
  );
  const lines = names.map((name) => readFileSync(name, "utf8").split("\n").length - 1);
  return lines.reduce((sum, count) => sum + count, 0);
}

const files = sourceFiles(root);
const importers = new Map<string, Set<string>>();
for (const file of files)
  for (const target of importsOf(file, root))
    importers.set(target, (importers.get(target) ?? new Set()).add(file));
const single = files.filter((file) => importers.get(file)?.size === 1);

console.log(`lines of src, commands and kernel   ${countLines()}`);
console.log(`modules                             ${files.length}`);
console.log(
  `with one importer                   ${single.length} (${Math.round((100 * single.length) / files.length)} %)`,
);
console.log(`imports that point upward           ${upwardImports(files, root).length}`);
