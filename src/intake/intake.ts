/** @module The intake of a collection: documents previewed, added or removed, changes undone, one change at a time. */

import { UserError } from "../base/errors.ts";
import { createLimit, type Limit } from "../base/single-flight.ts";
import type { DocumentEntry } from "../search/snapshot.ts";
import { fileOf } from "../sources/files.ts";
import type { KeptChanges } from "../storage/kept-changes.ts";
import type { OnProgress } from "../storage/progress.ts";
import { type Change, openChanges } from "./changes.ts";
import { type Downloads, openDownloads, type Upload } from "./download.ts";
import { IntakeFault } from "./fault.ts";
import { safeName } from "./name.ts";
import type { DocumentPlace } from "./place.ts";
import { type Proposal, propose } from "./proposal.ts";
import type { DocumentReader } from "./reader.ts";

export interface IntakeOptions {
  readonly place: DocumentPlace;
  /** Whether no document at all is a state to build, as nothing else than removals empties the place. */
  readonly mayBeEmpty?: boolean;
  readonly openReader: () => DocumentReader;
  /** Whether samples serve while there is no document. */
  readonly hasSamples: boolean;
  readonly downloads?: Downloads;
  /** Delays previews until they may begin; one of this intake at a time, unless another limit is given. */
  readonly turns?: Limit;
  /** Keeps changes so that they can be undone; in memory, until this process ends, unless another is given. */
  readonly kept?: KeptChanges;
}

/** The part of a library that an intake needs. */
export interface Served {
  readonly servesSamples: () => boolean;
  readonly counts: () => { readonly documents: number; readonly passages: number };
  documents(offset: number, limit: number): Promise<readonly DocumentEntry[]>;
  /** Returns undefined for an unknown path. */
  open(path: string): Promise<object | undefined>;
  rebuild(request: { readonly force: boolean; readonly onProgress: OnProgress }): Promise<object>;
  rebuilds(): { readonly running: object | undefined };
}

/** The library that must find a change, and the listener to the progress of that. */
export interface Indexing {
  readonly library: Served;
  readonly onProgress: OnProgress;
}

/** A file whose preview was seen. */
export interface Previewed extends Upload, Pick<Proposal, "before"> {}

/** A change ends when it can be searched, or is reverted. */
export interface Intake {
  /** Plans the addition of a file; writes nothing. @throws IntakeFault if it can't be quoted. */
  preview(upload: Upload): Promise<Proposal>;
  /** Adds a file as it was previewed. @throws IntakeFault; nothing is changed then. */
  add(previewed: Previewed, indexing: Indexing): Promise<Change>;
  /** @throws IntakeFault; nothing is changed then. */
  remove(path: string, indexing: Indexing): Promise<Change>;
  readonly downloads: Downloads;
  /** Checks whether the samples replace a document if it is removed. */
  isLast(path: string, library: Served): Promise<boolean>;
  /** Returns the last change that is not undone. */
  last(): Promise<Change | undefined>;
  /** Undoes the last change. @throws IntakeFault if another one is the last; nothing is changed then. */
  undo(id: string, indexing: Indexing): Promise<Change>;
}

/** Opens the intake of a collection. */
export function openIntake({
  place,
  openReader,
  hasSamples,
  mayBeEmpty = false,
  downloads = openDownloads(),
  turns = createLimit(1),
  kept,
}: IntakeOptions): Intake {
  const changes = openChanges(place, kept);
  const changeInTurn = createLimit(1);
  const preview: Intake["preview"] = (upload) => turns(() => plan(upload, { place, openReader }));
  /** Only the last document is removed by force: the build must not lose any other one of a folder that is not mounted. */
  const isOnly: Intake["isLast"] = async (path, library) => {
    const [only, other] = await library.documents(0, 2);
    return only?.document.path === path && !other && !library.servesSamples();
  };
  const isForced: Intake["isLast"] = async (path, library) =>
    (hasSamples || mayBeEmpty) && isOnly(path, library);
  const isLast: Intake["isLast"] = async (path, library) => hasSamples && isOnly(path, library);
  return {
    preview,
    downloads,
    add: ({ before, ...upload }, indexing) =>
      changeInTurn(async () => {
        const change = await changes.add({ ...(await preview(upload)), before });
        await index(indexing, change.path, () => changes.undo(change.id));
        return change;
      }),
    remove: (path, indexing) =>
      changeInTurn(async () => {
        await requireOwn(path, indexing.library);
        const force = await isForced(path, indexing.library);
        const change = await changes.remove(path);
        await index({ ...indexing, force }, path, () => changes.undo(change.id));
        return change;
      }),
    isLast,
    last: () => changes.last(),
    undo: (id, indexing) =>
      changeInTurn(async () => {
        const last = await changes.last();
        if (last?.id !== id) throw new IntakeFault("superseded");
        const force = last.kind === "added" && (await isForced(last.path, indexing.library));
        const redo = await changes.undo(id);
        await index({ ...indexing, force }, last.path, redo);
        return last;
      }),
  };
}

async function plan(
  { name, content, origin = {} }: Upload,
  { place, openReader }: Pick<IntakeOptions, "place" | "openReader">,
): Promise<Proposal> {
  const path = safeName(name);
  if (path === "") throw new IntakeFault("nameless");
  const read = () => fileOf(path, content, async () => undefined);
  const reader = openReader();
  try {
    return await propose({ source: { read }, path }, origin, { place, reader });
  } catch (error) {
    throw error instanceof UserError ? new IntakeFault("refused", path, error) : error;
  } finally {
    reader.close();
  }
}

/** @throws IntakeFault if a path is no document's, or a sample's. */
async function requireOwn(path: string, library: Served): Promise<void> {
  if (library.servesSamples()) throw new IntakeFault("samples");
  if ((await library.open(path)) === undefined) throw new IntakeFault("gone");
}

/** Makes a change searchable, or reverts it. @throws IntakeFault with the reason. */
async function index(
  indexing: Indexing & { readonly force?: boolean },
  path: string,
  revert: () => Promise<unknown>,
): Promise<void> {
  try {
    await rebuild(indexing);
  } catch (error) {
    const cause = error instanceof UserError ? error : undefined;
    await revert().catch((fault: unknown) => {
      throw fault instanceof IntakeFault ? new IntakeFault("stays", path, cause) : fault;
    });
    throw cause ? new IntakeFault("reverted", path, cause) : error;
  }
}

/** Rebuilds after a change of the documents; a rebuild that runs already may have read them before. */
async function rebuild({
  library,
  onProgress,
  force = false,
}: Indexing & { readonly force?: boolean }): Promise<void> {
  const request = { force, onProgress };
  if (library.rebuilds().running)
    await library.rebuild({ ...request, force: false }).catch(() => {});
  await library.rebuild(request);
}
