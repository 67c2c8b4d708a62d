/** @module The last step of a build's rows: a staged generation gets its ID, or gives way to one that has it. */

import { damaged, type Activation, type GenerationId, type NewActivation } from "../store.ts";
import { findGeneration, type Scope } from "./generations.ts";
import { recordActivation } from "./history.ts";
import { remove, type RemovalOptions, removeUnsealed } from "./removal.ts";
import type { Place } from "./rows.ts";
import { sql } from "./statement.ts";
import { faultsOf } from "./verify.ts";

export const PUBLISH_STATEMENTS = {
  identify: sql("publish identify")`update generation set id = $3
    where collection = $1 and number = $2`,
  replace: sql("publish replace")`update generation set id = null
    where collection = $1 and id = $2 returning number`,
  redirect: sql("publish redirect")`update active set generation = $3
    where collection = $1 and generation = $2`,
  find: sql("publish find")`select number from generation
    where collection = $1 and id = $2 and model = $3`,
  activate: sql(
    "publish activate",
  )`insert into active (collection, model, generation) values ($1, $2, $3)
    on conflict (collection, model) do update set generation = excluded.generation`,
  notify: sql("publish notify")`select pg_notify('footnote', $1)`,
} as const;

/**
 * Gives a staged generation its ID. An existing one of that ID has the same content and is kept, as it may be active; only a
 * damaged one is replaced.
 */
export async function publish(
  scope: Scope,
  removal: RemovalOptions,
  place: Place,
  id: GenerationId,
): Promise<void> {
  if (await isSound(scope, id)) return remove(removal, place);
  const { collection, number } = place;
  await removal.lock.change(async (session) => {
    const values = [collection, id];
    for (const old of await session.query<{ number: string }>(PUBLISH_STATEMENTS.replace, values))
      await session.query(PUBLISH_STATEMENTS.redirect, [collection, old.number, number]);
    await session.query(PUBLISH_STATEMENTS.identify, [collection, number, id]);
  });
  await removeUnsealed(removal);
}

async function isSound(scope: Scope, id: GenerationId): Promise<boolean> {
  if (!(await findGeneration(scope, id))) return false;
  for await (const _ of faultsOf(scope, id)) return false;
  return true;
}

/** Makes a generation the active one of its edition, in one transaction with the history. */
export async function activate(
  { collection, edition, location }: Scope,
  { lock }: Pick<RemovalOptions, "lock">,
  id: GenerationId,
  activation: NewActivation,
): Promise<Activation> {
  return lock.change(async (session) => {
    const values = [collection, id, edition];
    const [row] = await session.query<{ number: string }>(PUBLISH_STATEMENTS.find, values);
    if (!row) throw damaged(location, `no generation ${id} of this version of Footnote`);
    const recorded = await recordActivation(session, collection, id, activation);
    await session.query(PUBLISH_STATEMENTS.activate, [collection, edition, row.number]);
    await session.query(PUBLISH_STATEMENTS.notify, [collection]);
    return recorded;
  });
}
