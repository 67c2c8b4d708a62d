/** @module The history of a collection in an export, in which generations have the names of the archive. */

import type { GenerationId, HistoryEvent } from "../../storage/store.ts";

/**
 * Returns the events that led to the active generation. An activation after them was recorded but never made. One that
 * repeats the event before it, as an import's does, is left out, so that a moved collection has the same history.
 */
export function eventsUntil(
  active: GenerationId,
  events: readonly HistoryEvent[],
): readonly HistoryEvent[] {
  const last = events.findLastIndex(
    (event) => event.event !== "gone" && event.generation === active,
  );
  const made = last === -1 ? events : events.slice(0, last + 1);
  return made.filter((event, at) => !isRepeated(event, made[at - 1]));
}

const isRepeated = (event: HistoryEvent, before: HistoryEvent | undefined): boolean =>
  event.event !== "gone" &&
  event.event === before?.event &&
  event.generation === before.generation &&
  event.from === before.from;

/** Returns events with other names of generations; those without one keep theirs. */
export const renamed = (
  events: readonly HistoryEvent[],
  names: ReadonlyMap<string, string>,
): readonly HistoryEvent[] => {
  const nameOf = (id: string): string => names.get(id) ?? id;
  return events.map((event) =>
    event.event === "gone"
      ? event
      : {
          ...event,
          generation: nameOf(event.generation),
          from: event.from === undefined ? undefined : nameOf(event.from),
        },
  );
};
