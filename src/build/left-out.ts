/** @module Seeds that are not in the index: new ones, and those that a build leaves out, with the reason. */

import { type DocumentMark, isSameMark } from "../corpus/document.ts";
import { listSeeds, type PassedOver, type Refusal, type SeedList } from "../sources/folder.ts";
import { findSeed } from "../sources/sidecar.ts";
import { systemCode, UserError } from "../base/errors.ts";
import { openReader, type ReaderOptions } from "./reader/bounded.ts";
import { readDocument } from "./ingest.ts";

export interface LeftOut {
  /** Seeds that a build leaves out, as the folder is now. */
  readonly refused: readonly Refusal[];
  /** Paths of seeds that the next build will add. */
  readonly waiting: readonly string[];
  /** Paths of documents that are not published yet. */
  readonly drafts: readonly string[];
  readonly passedOver: readonly PassedOver[];
}

/** Where the seeds are, and how they are read. */
interface Place extends ReaderOptions {
  readonly seedsDir: string;
}

interface Verdict {
  readonly mark: DocumentMark;
  readonly fate: Promise<Fate>;
}

/** The next build adds it, leaves it out as a draft, or refuses it. */
type Fate = "waiting" | "draft" | { readonly reason: string };

/**
 * Gives the seeds that are not among those known. Each is read to tell why; what was found of a file holds until it
 * changes, since some take long. Without a folder there are none.
 */
export function leftOutOf(place: Place): (known: ReadonlySet<string>) => Promise<LeftOut> {
  const verdicts = new Map<string, Verdict>();
  // One for all listings: its process ends when nothing was read for a while.
  const reader = openReader(place);
  const fateOf = async (path: string): Promise<Fate> => {
    const read = await readDocument(place.seedsDir, path, reader, undefined);
    if ("isDraft" in read) return "draft";
    return "reason" in read ? { reason: read.reason } : "waiting";
  };
  const judge = async (path: string): Promise<Fate> => {
    const { mark } = await findSeed(place.seedsDir, path);
    const last = verdicts.get(path);
    if (last && isSameMark(last.mark, mark)) return last.fate;
    const fate = fateOf(path);
    verdicts.set(path, { mark, fate });
    // What the machine is at fault for is no verdict on the file.
    fate.catch(() => verdicts.delete(path));
    return fate;
  };
  return async (known) => {
    const listed = await listSeeds(place.seedsDir).catch(() => NOTHING);
    const { passedOver } = listed;
    const refused: Refusal[] = [...listed.refused];
    const waiting: string[] = [];
    const drafts: string[] = [];
    for (const path of listed.paths.filter((seed) => !known.has(seed))) {
      const fate = await judge(path).catch(failureOf);
      if (fate === "waiting") waiting.push(path);
      else if (fate === "draft") drafts.push(path);
      else refused.push({ path, ...fate });
    }
    return { refused, waiting, drafts, passedOver };
  };
}

const NOTHING: SeedList = { paths: [], refused: [], passedOver: [] };

/** The fate of a document that could not be read to the end. */
function failureOf(error: unknown): Fate {
  if (error instanceof UserError) return { reason: error.message };
  const code = systemCode(error);
  return { reason: code === undefined ? "it can't be read now" : `it can't be read now: ${code}` };
}
