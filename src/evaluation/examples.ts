/** @module Examples of questions: the operator's, or made from headings; proven again after a change of either, or of the ranking. */

import { sha256 } from "../base/hash.ts";
import { decodeText } from "../corpus/text.ts";
import { EXAMPLES_FILE, MissingFile, type Source } from "../sources/source.ts";
import { UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { type Proven, readExamples, writeExamples } from "../storage/files/examples-file.ts";
import { type GenerationContent, snapshotOf } from "../storage/files/generation.ts";
import { type Given, proveExamples } from "./proving.ts";

/** The sources of examples, and the model that proves them. */
export interface ExampleOptions {
  readonly source: Pick<Source, "read">;
  readonly indexDir: string;
  readonly embedder: Embedder;
}

/** Returns the examples of a generation, proven again where the operator's file or the ranking has changed. */
export async function updateExamples(
  { source, indexDir, embedder }: ExampleOptions,
  content: GenerationContent,
): Promise<Proven> {
  const given = await readGiven(source);
  const proof = proofOf(given, embedder);
  const known = await readExamples(indexDir, content.id);
  if (known?.proof === proof) return known;
  const proven = await proveExamples(snapshotOf(indexDir, content), content, given, embedder);
  await writeExamples(indexDir, content.id, { proof, ...proven });
  return proven;
}

/** Tells whether a generation has examples that may come out otherwise now. */
export async function hasOldExamples(
  { source, indexDir, embedder }: ExampleOptions,
  id: string,
): Promise<boolean> {
  const known = await readExamples(indexDir, id);
  return known !== undefined && known.proof !== proofOf(await readGiven(source), embedder);
}

/** Raise it with any change to which examples are kept. */
const VERSION = 1;

const proofOf = (given: Given, { model }: Pick<Embedder, "model">): string =>
  sha256(JSON.stringify([VERSION, given, model.settings.ranking]));

/** Reads the operator's questions: one a line, without empty lines and those that begin with `#`. */
async function readGiven(source: Pick<Source, "read">): Promise<Given> {
  try {
    const { text } = decodeText(await source.read(EXAMPLES_FILE));
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const questions = new Set(lines.filter((line) => line !== "" && !line.startsWith("#")));
    return { questions: [...questions] };
  } catch (error) {
    if (error instanceof MissingFile) return { questions: [] };
    if (error instanceof UserError) return { questions: [], fault: error.message };
    throw error;
  }
}
