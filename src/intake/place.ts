/** @module Port: the place where documents are put, each with its sidecar: a folder, or the uploads of a server. */

import { makeFolders } from "../base/durable.ts";
import type { Quotas } from "../base/config/self-service.ts";
import { diskError } from "../storage/disk-error.ts";
import type { Files } from "../storage/kept-changes.ts";
import {
  OtherFiles,
  QuotaReached,
  type UploadedFiles,
  type Uploads,
} from "../storage/guild-collections.ts";
import { IntakeFault } from "./fault.ts";
import { filesAt, install, uninstall } from "./install.ts";
import type { Plan } from "./plan.ts";

/** A document to put, with the content of its sidecar. */
export interface Put {
  readonly path: string;
  readonly content: Buffer;
  readonly sidecar: string | Buffer | undefined;
  /** The stamp of the files that it replaces, which a place that others change at the same time checks. */
  readonly before?: string;
  /** Whether it was there before, so that no quota refuses it. */
  readonly isBack?: true;
}

export interface DocumentPlace {
  /** Whether a change that fails leaves everything as it was. */
  readonly isAtomic?: true;
  read(path: string): Promise<Files>;
  /** Puts a document in place of the one at its path. @throws UserError; a part may be written then, unless it is atomic. */
  put(document: Put): Promise<void>;
  /** Removes a document, if it is there, with its sidecar. */
  remove(path: string): Promise<void>;
}

/** The state of a path. `there`: a file with these bytes; `other`: another file. */
export type TargetState = "free" | "there" | "other";

/** Returns the state of the path of a planned file. */
export async function targetStateOf(
  place: Pick<DocumentPlace, "read">,
  plan: Pick<Plan, "path" | "content" | "sidecar">,
): Promise<TargetState> {
  const { content, sidecar } = await place.read(plan.path);
  if (content === undefined && sidecar === undefined) return "free";
  const isSame =
    content?.equals(plan.content) && (sidecar?.toString() ?? "") === (plan.sidecar ?? "");
  return isSame ? "there" : "other";
}

/** Returns the place of a folder, which is created when the first document is put. */
export const folderPlace = (folder: string): DocumentPlace => ({
  read: (path) => filesAt(folder, path),
  async put(document) {
    await makeFolders(folder).catch((error: unknown) => {
      throw diskError(error, folder, "documents");
    });
    await install(folder, document, true);
  },
  remove: (path) => uninstall(folder, path),
});

interface UploadsPlace {
  readonly uploads: Uploads;
  readonly quotas: Quotas;
  /** Creates the collection unless it is there. */
  readonly ensure: () => Promise<unknown>;
}

const UNLIMITED: Quotas = {
  documents: Infinity,
  passages: Infinity,
  bytes: Infinity,
  builds: Infinity,
};

/** Returns the place of uploads; a document above the quotas is refused with `QuotaReached`. */
export const uploadsPlace = ({ uploads, quotas, ensure }: UploadsPlace): DocumentPlace => ({
  isAtomic: true,
  read: async (path) => (await uploads.read(path)) ?? { content: undefined, sidecar: undefined },
  async put({ path, content, sidecar, before, isBack }) {
    const files: UploadedFiles = { content, sidecar: bytesOf(sidecar) };
    await ensure();
    const within = isBack ? UNLIMITED : quotas;
    const fault = await uploads.put(path, files, within, before).catch((error: unknown) => {
      throw error instanceof OtherFiles ? new IntakeFault("outdated", path) : error;
    });
    if (fault) throw new QuotaReached(fault);
  },
  remove: (path) => uploads.remove(path),
});

/** An empty sidecar is none. */
const bytesOf = (sidecar: Put["sidecar"]): Buffer | undefined =>
  sidecar === undefined || sidecar.length === 0 ? undefined : Buffer.from(sidecar);
