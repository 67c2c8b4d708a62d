/** @module The history of an index folder: activations, and the fates of passages that are gone. */

import { z } from "zod";
import { appendDurably, journalText, readJournal } from "../../base/journal.ts";
import { replaceDurably } from "../../base/durable.ts";
import { systemCode } from "../../base/errors.ts";
import type { Activation, GonePassage, History, NewActivation } from "../store.ts";
import { historyFile } from "./layout.ts";

const Activated = z.object({
  /** On the disk `back` is a roll-back. */
  event: z.enum(["built", "back"]),
  generation: z.string(),
  from: z.string().optional(),
  at: z.string(),
});
const Gone = z.object({
  event: z.literal("gone"),
  id: z.string(),
  path: z.string(),
  headings: z.array(z.string()),
  fate: z.enum(["changed", "removed"]),
  successor: z.string().optional(),
  at: z.string(),
});
const Entry = z.discriminatedUnion("event", [Activated, Gone]);
type Entry = z.infer<typeof Entry>;

/** Returns the history in an index folder. */
export function fileHistory(indexDir: string): History {
  const file = historyFile(indexDir);
  const read = async (text = ""): Promise<readonly Entry[]> =>
    (await readJournal(file, Entry, text)).entries;
  return {
    fateOf: async (passage) =>
      (await read(passage)).findLast(
        (entry): entry is Extract<Entry, GonePassage> =>
          entry.event === "gone" && entry.id === passage,
      ),
    activationOf: async (id) =>
      activationsIn(await read(id)).findLast(({ generation }) => generation === id),
    activations: async () =>
      activationsIn(await read(ACTIVATIONS_ALONE).catch(ifUnreadable)).toReversed(),
    async forgetHeadings() {
      const forgotten = (await read()).map((entry) =>
        entry.event === "gone" ? { ...entry, headings: [] } : entry,
      );
      await replaceDurably(file, journalText(forgotten));
    },
  };
}

/** No line about a passage has a field of this name. */
const ACTIVATIONS_ALONE = '"generation":';

const activationsIn = (entries: readonly Entry[]): Activation[] =>
  entries.flatMap((entry) =>
    entry.event === "gone"
      ? []
      : [{ ...entry, event: entry.event === "back" ? "rolled-back" : entry.event }],
  );

function ifUnreadable(error: unknown): readonly Entry[] {
  if (systemCode(error) === undefined) throw error;
  return [];
}

/**
 * Records an activation that is about to be made. Before and not after: a crash between the two leaves lines about an
 * activation that never came, which say nothing wrong of the active generation; the other way round passages would be
 * gone without a word.
 */
export async function recordActivation(
  indexDir: string,
  generation: string,
  { event, from, gone }: NewActivation,
): Promise<Activation> {
  const at = new Date().toISOString();
  const entries = [
    ...gone.map((passage) => ({ event: "gone", ...passage, at })),
    { event: event === "built" ? "built" : "back", generation, from, at },
  ];
  await appendDurably(historyFile(indexDir), entries);
  return { event, generation, from, at };
}
