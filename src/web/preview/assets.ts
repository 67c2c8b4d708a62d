/** @module The page's script and style, as they were compiled. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { programFolder } from "../../base/child/program.ts";

/** A file that the page may ask for. */
export interface Asset {
  readonly type: string;
  readonly body: string;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ["page.js", "text/javascript; charset=utf-8"],
  ["theme.js", "text/javascript; charset=utf-8"],
  ["page.css", "text/css; charset=utf-8"],
  ["icon.svg", "image/svg+xml"],
]);

/** Reads an asset; undefined if there is none of this name. */
export async function readAsset(name: string): Promise<Asset | undefined> {
  const type = TYPES.get(name);
  if (type === undefined) return undefined;
  return { type, body: await readFile(join(programFolder(), "page", name), "utf8") };
}
