/** @module The history of an index folder: activations, and the fates of removed passages. */

import { z } from "zod";
import { appendDurably, journalText, readJournal } from "../../base/journal.ts";
import { replaceDurably } from "../../base/durable.ts";
import { systemCode } from "../../base/errors.ts";
import { ActivationForm, GoneForm, mergeEvents } from "../history.ts";
import type { Activation, GonePassage, History, HistoryEvent, NewActivation } from "../store.ts";
import { historyFile } from "./layout.ts";

/** `back`: rolled back. */
const ActivationLine = ActivationForm.extend({ event: z.enum(["built", "back"]) });
const Line = z.discriminatedUnion("event", [ActivationLine, GoneForm]);

/** Returns the history in an index folder. */
export function fileHistory(indexDir: string): History {
  const file = historyFile(indexDir);
  const read = async (text = ""): Promise<readonly HistoryEvent[]> =>
    (await readJournal(file, Line, text)).entries.map(eventOf);
  const rewrite = (events: readonly HistoryEvent[]): Promise<void> =>
    replaceDurably(file, journalText(events.map(lineOf)));
  return {
    fateOf: async (passage) =>
      (await read(passage)).findLast(
        (event): event is GonePassage => event.event === "gone" && event.id === passage,
      ),
    activationOf: async (id) =>
      activationsIn(await read(id)).findLast(({ generation }) => generation === id),
    activations: async () =>
      activationsIn(await read(ONLY_ACTIVATIONS).catch(ifUnreadable)).toReversed(),
    events: () => read(),
    async merge(events) {
      const own = await read();
      const merged = mergeEvents(own, events);
      if (merged.length > own.length) await rewrite(merged);
    },
    forgetHeadings: async () =>
      rewrite(
        (await read()).map((event) =>
          event.event === "gone" ? { ...event, headings: [] } : event,
        ),
      ),
  };
}

const eventOf = (line: z.infer<typeof Line>): HistoryEvent =>
  line.event === "gone"
    ? line
    : { ...line, event: line.event === "back" ? "rolled-back" : line.event };

const lineOf = (event: HistoryEvent): z.infer<typeof Line> =>
  event.event === "gone"
    ? { ...event, headings: [...event.headings] }
    : { ...event, event: event.event === "built" ? "built" : "back" };

/** Selects lines of activations; no line of a passage has this field. */
const ONLY_ACTIVATIONS = '"generation":';

const activationsIn = (events: readonly HistoryEvent[]): Activation[] =>
  events.filter((event) => event.event !== "gone");

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
  const activation: Activation = { event, generation, from, at };
  const events = [...gone.map((own) => ({ event: "gone" as const, ...own, at })), activation];
  await appendDurably(historyFile(indexDir), events.map(lineOf));
  return activation;
}
