/** @module Deleting feedback. */

import { rewriteEntries } from "./journal.ts";

export interface ForgetOptions {
  readonly dir: string;
  /** Entries of before this day; with none given, of every day. */
  readonly before?: string;
  /** Questions alone. */
  readonly questionsOnly: boolean;
}

/** Deletes entries; gives how many there were before and are now. Lines that can't be read go in any case. */
export async function forget({
  dir,
  before,
  questionsOnly,
}: ForgetOptions): Promise<{ readonly deleted: number; readonly left: number }> {
  let left = 0;
  const { entries, damaged } = await rewriteEntries(dir, (all) => {
    const kept = all.filter(
      ({ kind, day }) =>
        (before !== undefined && day >= before) || (questionsOnly && kind !== "question"),
    );
    left = kept.length;
    return kept;
  });
  return { deleted: entries.length + damaged - left, left };
}
