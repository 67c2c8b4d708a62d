/** @module A source in memory, for tests and trials. */

import { sha256 } from "../base/hash.ts";
import { entryOf, fileOf, sidecarOf } from "./files.ts";
import { MissingFile, type Source, type SourceEntry } from "./source.ts";

/** Opens a source over files by their paths; the map may change while it is open. */
export function openMemory(files: ReadonlyMap<string, Buffer>): Source {
  const hashOf = (path: string): string => sha256(files.get(path) ?? "");
  const fingerprintOf = (path: string): string =>
    [path, sidecarOf(path)].map((file) => file && hashOf(file)).join(" ");
  return {
    describe: "memory",
    async *list(): AsyncGenerator<SourceEntry> {
      for (const path of files.keys()) {
        const entry = entryOf(path, () => fingerprintOf(path));
        if (entry) yield entry;
      }
    },
    async read(path) {
      const content = files.get(path);
      if (content === undefined) throw new MissingFile("it is not there");
      return fileOf(path, content, async (other) => files.get(other));
    },
    async stateOf(document) {
      if (!files.has(document.path)) return { state: "removed" };
      return { state: hashOf(document.path) === document.sha256 ? "current" : "changed" };
    },
  };
}
