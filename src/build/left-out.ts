/** @module Files that are not in the index: new ones, drafts, and refused ones with the reason. */

import { systemCode } from "../base/errors.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { type Listed, listNext, sourceOf } from "../sources/samples.ts";
import type { ListedDocument, PassedOver, Refusal, Source } from "../sources/source.ts";
import { readDocument } from "./ingest.ts";
import { openReader, type ReaderOptions } from "./reader/bounded.ts";

export interface LeftOut {
  /** Files that a build would refuse now. */
  readonly refused: readonly Refusal[];
  /** Paths of documents that the next build will add. */
  readonly waiting: readonly string[];
  /** Paths of documents that are not published yet. */
  readonly drafts: readonly string[];
  readonly passedOver: readonly PassedOver[];
}

interface LeftOutOptions extends ReaderOptions {
  readonly source: Source;
}

interface Verdict {
  readonly fingerprint: string;
  readonly fate: Promise<Fate>;
}

/** The treatment of a file by the next build: it adds it, omits it as a draft, or refuses it. */
type Fate = "waiting" | "draft" | { readonly reason: string };

/** The paths in a generation. */
interface Known extends Pick<Snapshot, "isOfSamples"> {
  readonly paths: ReadonlySet<string>;
}

/**
 * Returns a function that lists the files that the next build would read and that are not in a generation. Each is read to find out why; verdicts are
 * cached until a file changes, as some take long. The list is empty where the source can't be listed.
 */
export function leftOutOf(options: LeftOutOptions): (known: Known) => Promise<LeftOut> {
  const verdicts = new Map<string, Verdict>();
  // One reader serves all listings; its process ends when it is idle.
  const reader = openReader(options);
  const fateOf = async (source: Source, path: string): Promise<Fate> => {
    const read = await readDocument(source, path, reader, undefined);
    if ("isDraft" in read) return "draft";
    return "reason" in read ? { reason: read.reason } : "waiting";
  };
  const judge = (source: Source, { path, fingerprint }: ListedDocument): Promise<Fate> => {
    const last = verdicts.get(path);
    if (last?.fingerprint === fingerprint) return last.fate;
    const fate = fateOf(source, path);
    verdicts.set(path, { fingerprint, fate });
    // A fault of the machine is no verdict on the file.
    fate.catch(() => verdicts.delete(path));
    return fate;
  };
  return async (known) => {
    const listed = await listNext(options.source, !known.isOfSamples).catch(() =>
      nothingIn(options.source),
    );
    const { source, documents, passedOver } = listed;
    const isKnown = ({ path }: ListedDocument): boolean =>
      source === sourceOf(options.source, known) && known.paths.has(path);
    const refused: Refusal[] = [...listed.refused];
    const waiting: string[] = [];
    const drafts: string[] = [];
    for (const document of documents.filter((one) => !isKnown(one))) {
      const fate = await judge(source, document).catch(failureOf);
      if (fate === "waiting") waiting.push(document.path);
      else if (fate === "draft") drafts.push(document.path);
      else refused.push({ path: document.path, ...fate });
    }
    return { refused, waiting, drafts, passedOver };
  };
}

const nothingIn = (source: Source): Listed => ({
  source,
  documents: [],
  refused: [],
  passedOver: [],
});

/** Returns the verdict on a document whose reading failed. */
function failureOf(error: unknown): Fate {
  const code = systemCode(error);
  return { reason: code === undefined ? "it can't be read now" : `it can't be read now: ${code}` };
}
