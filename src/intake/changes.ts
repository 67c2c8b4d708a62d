/** @module Changes of documents that can be undone: a file added, replaced or removed. */

import { shortId } from "../base/short-id.ts";
import {
  type Change,
  type Files,
  type KeptChanges,
  memoryChanges,
  stampOf,
} from "../storage/kept-changes.ts";
import { IntakeFault } from "./fault.ts";
import type { DocumentPlace } from "./place.ts";
import type { Proposal } from "./proposal.ts";

export type { Change };

/** The part of a proposal that is written. */
export type Addition = Pick<Proposal, "path" | "content" | "sidecar" | "before">;

export interface Changes {
  /** Writes a planned file; it replaces another one of its path. @throws IntakeFault if that is not the one in the plan. */
  add(addition: Addition): Promise<Change>;
  remove(path: string): Promise<Change>;
  /** Returns the last change that is not undone. */
  last(): Promise<Change | undefined>;
  /**
   * Restores the files from before the last change; returns a function that makes the change again.
   * @throws IntakeFault if another one is the last, or the files were changed since.
   */
  undo(id: string): Promise<() => Promise<void>>;
}

/** Opens the changes of a place. @param kept keeps them; in memory, until this process ends, unless another is given. */
export function openChanges(place: DocumentPlace, kept: KeptChanges = memoryChanges()): Changes {
  const apply = async (
    path: string,
    before: Files,
    kind: Change["kind"],
    work: () => Promise<void>,
  ): Promise<Change> => {
    try {
      await work();
    } catch (error) {
      // A part may have been written before the disk was full.
      if (!place.isAtomic) await restore(place, path, before).catch(() => {});
      throw error;
    }
    const change = { id: shortId(), kind, path };
    await kept.push({ ...change, before, after: stampOf(await place.read(path)) });
    return change;
  };
  return {
    async add(addition) {
      const { path } = addition;
      const before = await place.read(path);
      if (stampOf(before) !== addition.before) throw new IntakeFault("outdated", path);
      const kind = before.content ? "replaced" : "added";
      return apply(path, before, kind, () => place.put(addition));
    },
    async remove(path) {
      const before = await place.read(path);
      return apply(path, before, "removed", () => place.remove(path));
    },
    last: () => kept.last(),
    async undo(id) {
      const change = await kept.last();
      if (change?.id !== id) throw new IntakeFault("superseded");
      const { path, before, after } = change;
      const present = await place.read(path);
      if (stampOf(present) !== after) throw new IntakeFault("edited", path);
      await restore(place, path, before, after);
      await kept.drop(id);
      return async () => {
        if (stampOf(await place.read(path)) !== stampOf(before))
          throw new IntakeFault("edited", path);
        await restore(place, path, present, stampOf(before));
        await kept.push(change);
      };
    },
  };
}

async function restore(
  place: DocumentPlace,
  path: string,
  { content, sidecar }: Files,
  replaced?: string,
): Promise<void> {
  if (content === undefined) await place.remove(path);
  else
    await place.put({
      path,
      content,
      sidecar,
      isBack: true,
      ...(replaced === undefined ? {} : { before: replaced }),
    });
}
