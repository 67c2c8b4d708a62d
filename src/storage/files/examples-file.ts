/** @module The file of examples in a generation's folder: questions to begin with, each proven to be found. */

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { examplesFile } from "./layout.ts";
import { replaceDurably } from "../../base/durable.ts";

const lines = z.array(z.string()).readonly();

export const Proven = z.object({
  kept: lines,
  /** Those of the operator's that are not found, or can't be questions. */
  refused: z.array(z.object({ question: z.string(), reason: z.string() })).readonly(),
});
export type Proven = Readonly<z.infer<typeof Proven>>;

/** `proof`: a hash of their input and of the ranking. */
const Kept = Proven.extend({ proof: z.string() });
type Kept = Readonly<z.infer<typeof Kept>>;

/** Returns the examples of a generation; undefined where there are none that can be read. */
export async function readExamples(indexDir: string, id: string): Promise<Kept | undefined> {
  try {
    return Kept.safeParse(JSON.parse(await readFile(examplesFile(indexDir, id), "utf8"))).data;
  } catch {
    return undefined;
  }
}

/**
 * Keeps the examples of a generation. The file is outside the manifest, as only a sealed generation can be asked: it is
 * replaced in one step before the switch, goes wherever the folder goes, and where it is damaged there are no examples.
 */
export async function writeExamples(indexDir: string, id: string, examples: Kept): Promise<void> {
  const json = `${JSON.stringify(examples, undefined, 1)}\n`;
  await replaceDurably(examplesFile(indexDir, id), json);
}
