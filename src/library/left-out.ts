/** @module Seeds that are not in the index: new ones, and those that a build leaves out, with the reason. */

import { type DocumentMark, isSameMark } from "../corpus/document.ts";
import { type Extractor, openExtractor } from "../corpus/extraction/extractor.ts";
import { listSeeds, type Refusal } from "../corpus/seed.ts";
import { findSeed } from "../corpus/understanding.ts";
import { systemCode, UserError } from "../errors.ts";
import type { Embedder } from "../search/embedder.ts";
import { readDocument } from "./reading.ts";

export interface LeftOut {
  /** Seeds that a build leaves out, as the folder is now. */
  readonly refused: readonly Refusal[];
  /** Paths of seeds that the next build will add. */
  readonly waiting: readonly string[];
}

/** Where the seeds are, and what tells how one would be cut. */
interface Place {
  readonly seedsDir: string;
  readonly embedder: Pick<Embedder, "countTokens" | "model">;
}

interface Verdict {
  readonly mark: DocumentMark;
  /** Why it is left out; undefined if it will be added. */
  readonly reason: Promise<string | undefined>;
}

/**
 * Gives the seeds that are not among those known. Each is read to tell why; what was found of a file holds until it
 * changes, since some take long. Without a folder there are none.
 */
export function leftOutOf(place: Place): (known: ReadonlySet<string>) => Promise<LeftOut> {
  const verdicts = new Map<string, Verdict>();
  const judge = async (path: string, extractor: Extractor): Promise<string | undefined> => {
    const { mark } = await findSeed(place.seedsDir, path);
    const last = verdicts.get(path);
    if (last && isSameMark(last.mark, mark)) return last.reason;
    const reason = reasonOf(place, path, extractor);
    verdicts.set(path, { mark, reason });
    // What the machine is at fault for is no verdict on the file.
    reason.catch(() => verdicts.delete(path));
    return reason;
  };
  return async (known) => {
    const listed = await listSeeds(place.seedsDir).catch(() => ({ paths: [], refused: [] }));
    const refused: Refusal[] = [...listed.refused];
    const waiting: string[] = [];
    const extractor = openExtractor();
    for (const path of listed.paths.filter((seed) => !known.has(seed))) {
      const reason = await judge(path, extractor).catch(told);
      if (reason === undefined) waiting.push(path);
      else refused.push({ path, reason });
    }
    extractor.close();
    return { refused, waiting };
  };
}

async function reasonOf(
  { seedsDir, embedder }: Place,
  path: string,
  extractor: Extractor,
): Promise<string | undefined> {
  const read = await readDocument(seedsDir, path, { embedder, extractor }, undefined);
  return "reason" in read ? read.reason : undefined;
}

/** What is to be said of a seed that could not be judged. */
function told(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const code = systemCode(error);
  return code === undefined ? "it can't be read now" : `it can't be read now: ${code}`;
}
