/** @module The history of a collection: activations, and the fates of removed passages. */

import { HistoryEventForm, mergeEvents } from "../history.ts";
import type { Activation, GenerationId, History, HistoryEvent, NewActivation } from "../store.ts";
import { isText } from "./batch.ts";
import type { Database, Session } from "./database.ts";
import { sql, type Statement } from "./statement.ts";

export const HISTORY_STATEMENTS = {
  fateOf: sql("history fate")`select event from history where collection = $1 and passage = $2
    order by id desc limit 1`,
  activationOf: sql(
    "history activation",
  )`select event from history where collection = $1 and generation = $2
    order by id desc limit 1`,
  activations: sql("history activations")`select event from history
    where collection = $1 and generation is not null order by id desc`,
  events: sql("history events")`select id, event from history where collection = $1 order by id`,
  add: sql("history add")`insert into history (collection, generation, passage, event, at)
    select $1, item.generation, item.passage, item.event, item.at
    from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) with ordinality
      as item (generation, passage, event, at, position) order by item.position`,
  clear: sql(
    "history clear",
  )`delete from history where collection = $1 and id = any ($2::bigint[])`,
  replace: sql("history replace")`update history set event = item.event
    from unnest($2::bigint[], $3::text[]) as item (id, event)
    where history.collection = $1 and history.id = item.id`,
} as const;

interface EventRow {
  readonly id: string;
  readonly event: string;
}

const eventOf = ({ event }: Pick<EventRow, "event">): HistoryEvent =>
  HistoryEventForm.parse(JSON.parse(event));

/** Returns the history of a collection. */
export function postgresHistory(database: Database, collection: string): History {
  const read = async (statement: Statement, ...values: string[]): Promise<HistoryEvent[]> =>
    (await database.query<EventRow>(statement, [collection, ...values])).map(eventOf);
  const activations = (events: readonly HistoryEvent[]): Activation[] =>
    events.filter((event) => event.event !== "gone");
  return {
    async fateOf(passage) {
      if (!isText(passage)) return undefined;
      const [event] = await read(HISTORY_STATEMENTS.fateOf, passage);
      return event?.event === "gone" ? event : undefined;
    },
    activationOf: async (id) => activations(await read(HISTORY_STATEMENTS.activationOf, id))[0],
    activations: async () => activations(await read(HISTORY_STATEMENTS.activations)),
    events: () => read(HISTORY_STATEMENTS.events),
    merge: (events) => database.transaction((session) => merge(session, collection, events)),
    forgetHeadings: () => database.transaction((session) => forgetHeadings(session, collection)),
  };
}

/** Adds events, and writes all again where one of them is earlier than another's. */
async function merge(
  session: Session,
  collection: string,
  others: readonly HistoryEvent[],
): Promise<void> {
  const rows = await session.query<EventRow>(HISTORY_STATEMENTS.events, [collection]);
  const merged = mergeEvents(rows.map(eventOf), others);
  if (merged.length === rows.length) return;
  await session.query(HISTORY_STATEMENTS.clear, [collection, rows.map(({ id }) => id)]);
  await addEvents(session, collection, merged);
}

async function forgetHeadings(session: Session, collection: string): Promise<void> {
  const rows = await session.query<EventRow>(HISTORY_STATEMENTS.events, [collection]);
  const forgotten = rows.flatMap((row) => {
    const event = eventOf(row);
    return event.event === "gone" && event.headings.length > 0
      ? [{ id: row.id, event: JSON.stringify({ ...event, headings: [] }) }]
      : [];
  });
  const [ids, events] = [forgotten.map(({ id }) => id), forgotten.map(({ event }) => event)];
  await session.query(HISTORY_STATEMENTS.replace, [collection, ids, events]);
}

/** Adds events after all others. */
async function addEvents(
  session: Session,
  collection: string,
  events: readonly HistoryEvent[],
): Promise<void> {
  await session.query(HISTORY_STATEMENTS.add, [
    collection,
    events.map((event) => (event.event === "gone" ? null : event.generation)),
    events.map((event) => (event.event === "gone" ? event.id : null)),
    events.map((event) => JSON.stringify(event)),
    events.map(({ at }) => at),
  ]);
}

/** Records an activation and the passages that it removes. */
export async function recordActivation(
  session: Session,
  collection: string,
  generation: GenerationId,
  { event, from, gone }: NewActivation,
): Promise<Activation> {
  const at = new Date().toISOString();
  const activation: Activation = { event, generation, from, at };
  const fates = gone.map((own) => ({ event: "gone" as const, ...own, at }));
  await addEvents(session, collection, [...fates, activation]);
  return activation;
}
