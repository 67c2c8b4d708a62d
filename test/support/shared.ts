/** @module Material outside the project that some tests read where it is there. */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of something in the folder beside the checkout; undefined, with a line that says so, where it is missing. */
export function sharedPath(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url));
  if (existsSync(path)) return path;
  console.warn(`skipped: ${name} of the shared material is not beside this checkout`);
  return undefined;
}
