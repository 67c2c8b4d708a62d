/** @module The examples of a store's generations: the operator's or made from headings, proven again after changes. */

import { sha256 } from "../base/hash.ts";
import { decodeText } from "../corpus/text.ts";
import { EXAMPLES_FILE, MissingFile, type Source } from "../sources/source.ts";
import { sourceOf } from "../sources/samples.ts";
import { UserError } from "../base/errors.ts";
import type { Examples } from "../build/build.ts";
import type { LazyEmbedder } from "../model/lazy-embedder.ts";
import type { Store } from "../storage/store.ts";
import { type Given, proveExamples } from "./proving.ts";

/** The source and the store of examples, and the model that proves them. */
export interface ExampleOptions {
  readonly source: Pick<Source, "read" | "samples">;
  readonly store: Pick<Store, "examples">;
  readonly embedder: LazyEmbedder;
}

/** Returns the examples of a store's generations. */
export const openExamples = ({
  source,
  store: { examples },
  embedder,
}: ExampleOptions): Examples => ({
  async update(snapshot) {
    const given = await readGiven(sourceOf(source, snapshot));
    const proof = proofOf(given, embedder);
    const known = await examples.read(snapshot.generation);
    if (known?.proof === proof) return known;
    const proven = await proveExamples(snapshot, given, await embedder.load());
    await examples.write(snapshot.generation, { proof, ...proven });
    return proven;
  },
  async areOld(generation, own) {
    const known = await examples.read(generation);
    return known !== undefined && known.proof !== proofOf(await readGiven(own), embedder);
  },
});

/** Raise it with any change of the selection of examples. */
const VERSION = 1;

const proofOf = (given: Given, { model }: Pick<LazyEmbedder, "model">): string =>
  sha256(JSON.stringify([VERSION, given, model.settings.rankings]));

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
