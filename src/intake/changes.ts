/** @module Changes of the folder of documents that can be undone: a file added, replaced or removed. */

import { randomUUID } from "node:crypto";
import { makeFolders } from "../base/durable.ts";
import { UserError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { type Files, filesAt, install, uninstall } from "./install.ts";
import type { Plan } from "./plan.ts";

export interface Change {
  readonly id: string;
  readonly kind: "added" | "replaced" | "removed";
  /** Relative to the folder of documents. */
  readonly path: string;
}

export interface Changes {
  /** Writes a planned file; it replaces another one of its path. */
  add(plan: Pick<Plan, "path" | "content" | "sidecar">): Promise<Change>;
  remove(path: string): Promise<Change>;
  /** Returns the last change that is not undone. */
  last(): Change | undefined;
  /** Restores the files from before the last change. @throws UserError if another one is the last, or the files were changed since. */
  undo(id: string): Promise<void>;
}

interface Kept extends Change {
  readonly before: Files;
  readonly after: string;
}

/** The number of changes that can be undone; the files of each are in memory, at most 10 MB. */
const MOST_KEPT = 10;

/** Keeps the changes of a folder in memory, until this process ends. */
export function openChanges(folder: string): Changes {
  const kept: Kept[] = [];
  const apply = async (
    path: string,
    work: () => Promise<void>,
    kindOf: (before: Files) => Change["kind"],
  ): Promise<Change> => {
    const before = await filesAt(folder, path);
    await work();
    const after = stampOf(await filesAt(folder, path));
    const change = { id: randomUUID(), kind: kindOf(before), path };
    kept.push({ ...change, before, after });
    kept.splice(0, kept.length - MOST_KEPT);
    return change;
  };
  return {
    async add(plan) {
      await makeFolders(folder);
      const kindOf = ({ content }: Files) => (content ? "replaced" : "added");
      return apply(plan.path, () => install(folder, plan, true), kindOf);
    },
    remove: (path) =>
      apply(
        path,
        () => uninstall(folder, path),
        () => "removed",
      ),
    last: () => kept.at(-1),
    async undo(id) {
      const change = kept.at(-1);
      if (change?.id !== id) throw new UserError("this is no longer the last change");
      const { path, before, after } = change;
      if (stampOf(await filesAt(folder, path)) !== after)
        throw new UserError(`${path} was changed since, so this can't be undone`);
      await restore(folder, path, before);
      kept.pop();
    },
  };
}

const stampOf = ({ content, sidecar }: Files): string =>
  [content, sidecar].map((file) => (file === undefined ? "" : sha256(file))).join();

async function restore(folder: string, path: string, { content, sidecar }: Files): Promise<void> {
  if (content === undefined) await uninstall(folder, path);
  else await install(folder, { path, content, sidecar }, true);
}
