/** @module The operator's own documents, and the samples that serve while there are none. */

import { listFiles, type Listing, MissingFolder, type Source, type SourceEntry } from "./source.ts";

/** Returns the source of own documents with its samples; a missing folder counts as empty, as it is created when needed. */
export const withSamples = (own: Source, samples: Source): Source => ({
  ...emptyIfMissing(own),
  folder: "documents",
  samples: { ...emptyIfMissing(samples), folder: "samples" },
});

/** Returns the source as one that is empty while its folder is missing. */
export const emptyIfMissing = (source: Source): Source => ({
  ...source,
  async *list(): AsyncGenerator<SourceEntry> {
    try {
      yield* source.list();
    } catch (error) {
      if (!(error instanceof MissingFolder)) throw error;
    }
  },
});

/** Returns the source that a generation was built from: the samples, or else the source itself. */
export const sourceOf = <Given extends Pick<Source, "read" | "samples">>(
  source: Given,
  { isOfSamples }: { readonly isOfSamples: boolean },
): Given | Source => (isOfSamples && source.samples ? source.samples : source);

/** A source and its files. */
export interface Listed extends Listing {
  readonly source: Source;
}

/**
 * Lists the source that the next build tries: own documents, or the samples where none is listed. The files of the own
 * folder that are no documents are always among those refused and passed over.
 * @param servesOwn own documents are served now, and samples must not replace them.
 * @throws as `Source.list` does.
 */
export async function listNext(source: Source, servesOwn: boolean): Promise<Listed> {
  const own = await listFiles(source);
  const { samples } = source;
  if (!samples || servesOwn || own.documents.length > 0) return { source, ...own };
  return { source: samples, ...besideOwn(own, await listFiles(samples)) };
}

/** Adds what was left out of the own folder to what was found in the samples. */
export const besideOwn = <Found extends Pick<Listing, "refused" | "passedOver">>(
  own: Pick<Listing, "refused" | "passedOver">,
  found: Found,
): Found => ({
  ...found,
  refused: [...own.refused, ...found.refused],
  passedOver: own.passedOver,
});
