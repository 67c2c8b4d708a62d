/** @module The history of an index folder: activations, and the fates of removed passages. */

import { z } from "zod";
import { appendDurably, journalText, readJournal } from "../../base/journal.ts";
import { replaceDurably } from "../../base/durable.ts";
import { systemCode } from "../../base/errors.ts";
import type { Activation, GonePassage, History, NewActivation } from "../store.ts";
import { historyFile } from "./layout.ts";

const Activated = z.object({
  /** `back`: rolled back. */
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
const HistoryEvent = z.discriminatedUnion("event", [Activated, Gone]);
type HistoryEvent = z.infer<typeof HistoryEvent>;

/** Returns the history in an index folder. */
export function fileHistory(indexDir: string): History {
  const file = historyFile(indexDir);
  const read = async (text = ""): Promise<readonly HistoryEvent[]> =>
    (await readJournal(file, HistoryEvent, text)).entries;
  return {
    fateOf: async (passage) =>
      (await read(passage)).findLast(
        (event): event is Extract<HistoryEvent, GonePassage> =>
          event.event === "gone" && event.id === passage,
      ),
    activationOf: async (id) =>
      activationsIn(await read(id)).findLast(({ generation }) => generation === id),
    activations: async () =>
      activationsIn(await read(ONLY_ACTIVATIONS).catch(ifUnreadable)).toReversed(),
    async forgetHeadings() {
      const forgotten = (await read()).map((event) =>
        event.event === "gone" ? { ...event, headings: [] } : event,
      );
      await replaceDurably(file, journalText(forgotten));
    },
  };
}

/** Adds the events of another index folder's history that this one lacks, all in the order of their times. */
export async function mergeHistory(indexDir: string, otherDir: string): Promise<void> {
  const own = (await readJournal(historyFile(indexDir), HistoryEvent)).entries;
  const other = (await readJournal(historyFile(otherDir), HistoryEvent)).entries;
  const known = new Set(own.map(keyOf));
  const missing = other.filter((event) => !known.has(keyOf(event)));
  if (missing.length === 0) return;
  const merged = [...missing, ...own].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  await replaceDurably(historyFile(indexDir), journalText(merged));
}

/** Returns the key of an event; headings are no part of it, as a purge removes them. */
const keyOf = (event: HistoryEvent): string =>
  [event.event, event.event === "gone" ? event.id : event.generation, event.at].join(" ");

/** Selects lines of activations; no line of a passage has this field. */
const ONLY_ACTIVATIONS = '"generation":';

const activationsIn = (events: readonly HistoryEvent[]): Activation[] =>
  events.flatMap((event) =>
    event.event === "gone"
      ? []
      : [{ ...event, event: event.event === "back" ? "rolled-back" : event.event }],
  );

function ifUnreadable(error: unknown): readonly HistoryEvent[] {
  if (systemCode(error) === undefined) throw error;
  return [];
}

/**
 * Records an activation before it is made: after a crash between the two, the history has an activation that never
 * happened, which is harmless; in the other order, passages would be gone without a record.
 */
export async function recordActivation(
  indexDir: string,
  generation: string,
  { event, from, gone }: NewActivation,
): Promise<Activation> {
  const at = new Date().toISOString();
  const events = [
    ...gone.map((passage) => ({ event: "gone", ...passage, at })),
    { event: event === "built" ? "built" : "back", generation, from, at },
  ];
  await appendDurably(historyFile(indexDir), events);
  return { event, generation, from, at };
}
