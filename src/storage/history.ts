/** @module Events of a history: their form in exports, and the union of two histories. */

import { z } from "zod";
import type { HistoryEvent } from "./store.ts";

/** The form of an activation. */
export const ActivationForm = z.object({
  event: z.enum(["built", "rolled-back"]),
  generation: z.string(),
  from: z.string().optional(),
  at: z.string(),
});

/** The form of a passage that is gone. */
export const GoneForm = z.object({
  event: z.literal("gone"),
  id: z.string(),
  path: z.string(),
  headings: z.array(z.string()),
  fate: z.enum(["changed", "removed"]),
  successor: z.string().optional(),
  at: z.string(),
});

export const HistoryEventForm = z.discriminatedUnion("event", [ActivationForm, GoneForm]);

/**
 * Returns the events of a history with those of another that it lacks, each before the first that is later. Both keep
 * their order, as clocks can be set back.
 */
export function mergeEvents(
  own: readonly HistoryEvent[],
  other: readonly HistoryEvent[],
): readonly HistoryEvent[] {
  const known = new Set(own.map(keyOf));
  const missing = other.filter((event) => !known.has(keyOf(event)));
  const merged: HistoryEvent[] = [];
  let next = 0;
  for (const event of own) {
    const isDue = (one: HistoryEvent): boolean => timeOf(one) <= timeOf(event);
    for (let one = missing[next]; one && isDue(one); one = missing[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(event);
  }
  return [...merged, ...missing.slice(next)];
}

const timeOf = ({ at }: HistoryEvent): number => Date.parse(at);

/** Returns the key of an event; headings are no part of it, as a purge removes them. */
const keyOf = (event: HistoryEvent): string =>
  [event.event, event.event === "gone" ? event.id : event.generation, event.at].join(" ");
