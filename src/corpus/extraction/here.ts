/** @module Extraction in this very process, with no bound on time or memory. */

import { UserError } from "../../base/errors.ts";
import { hasWords } from "../span.ts";
import type { Extracted } from "./extracted.ts";
import { loadReader } from "./kinds.ts";

/**
 * Takes the text out of a file.
 * @throws UserError that says why nothing can be quoted from these bytes; other errors where they are too broken to tell.
 */
export async function extractHere(path: string, bytes: Uint8Array): Promise<Extracted> {
  const read = await loadReader(path);
  const extracted = await read(bytes);
  if (!hasWords(extracted.text)) throw new UserError("there is no text in it");
  return extracted;
}
