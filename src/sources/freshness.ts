/** @module Comparing documents with their files as they are now. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileState } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import { sha256 as hash } from "../base/hash.ts";
import { systemCode } from "../base/errors.ts";
import { fileStamp } from "../base/file-stamp.ts";

/** Compares a document's file with the bytes that were indexed. */
export type Freshness = (document: Pick<Document, "path" | "sha256">) => Promise<FileState>;

interface Seen {
  readonly stamp: string;
  readonly sha256: string;
}

/** Looks at the file each time; its bytes are only read again if its size or a time of change differs. */
export function freshnessOf(seedsDir: string): Freshness {
  const seen = new Map<string, Seen>();
  return async ({ path, sha256 }) => {
    try {
      const stamp = fileStamp(join(seedsDir, path));
      const known = seen.get(path);
      if (known?.stamp === stamp) return stateOf(known.sha256 === sha256);
      const found = hash(await readFile(join(seedsDir, path)));
      seen.set(path, { stamp, sha256: found });
      return stateOf(found === sha256);
    } catch (error) {
      seen.delete(path);
      return isAbsent(error) ? "removed" : "changed";
    }
  };
}

const stateOf = (isSame: boolean): FileState => (isSame ? "current" : "changed");

const isAbsent = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "");
