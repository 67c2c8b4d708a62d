/** @module A source over documents that were uploaded, each with its sidecar. */

import { entryOf, fileOf } from "./files.ts";
import { MissingFile, type Source, type SourceEntry } from "./source.ts";

/** An uploaded document, and its sidecar. */
interface Uploaded {
  readonly content: Buffer;
  readonly sidecar: Buffer | undefined;
}

/** The uploaded documents of a collection. */
export interface UploadedDocuments {
  list(): Promise<readonly { readonly path: string; readonly fingerprint: string }[]>;
  /** Returns undefined for an unknown path. */
  read(path: string): Promise<Uploaded | undefined>;
  /** Returns the SHA-256 of a document's bytes; undefined for an unknown path. */
  hashOf(path: string): Promise<string | undefined>;
}

/** Names it to operators. */
export const UPLOADED = "documents that were uploaded";

/** Opens the source of uploads. */
export const openUploads = (uploads: UploadedDocuments): Source => ({
  describe: UPLOADED,
  async *list(): AsyncGenerator<SourceEntry> {
    for (const { path, fingerprint } of await uploads.list()) {
      const entry = entryOf(path, () => fingerprint);
      if (entry) yield entry;
    }
  },
  async read(path) {
    const found = await uploads.read(path);
    if (!found) throw new MissingFile("it is not there");
    return fileOf(path, found.content, async () => found.sidecar);
  },
  async stateOf({ path, sha256: indexed }) {
    try {
      const now = await uploads.hashOf(path);
      if (now === undefined) return { state: "removed" };
      return { state: now === indexed ? "current" : "changed" };
    } catch {
      return { state: "changed" };
    }
  },
});
