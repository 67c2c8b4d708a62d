/** @module The roll-back to the previous generation. */

import { UserError } from "../base/errors.ts";
import type { Activation, Store } from "../storage/store.ts";
import { activate, activationOf, openChecked } from "./activation.ts";
import type { Run } from "./build.ts";
import { requireNoLoss } from "./guards.ts";
import { knownActivations, openBase } from "./predecessor.ts";
import { type BuildSummary, type Opened, summarise } from "./summary.ts";

/**
 * Activates the previous generation again, if it passes the same checks as a new one. It stays active until the next
 * explicit build (`isPinned`).
 * @throws UserError if there is none, or it fails a check; nothing has changed then.
 */
export async function rollBack(run: Run): Promise<Omit<BuildSummary, "seconds">> {
  const { store, embedder, policy, activations, onProgress } = run;
  const previous = await previousOf(store, activationOf(activations, await store.active()));
  const next = await openChecked(store, previous, embedder, onProgress).catch(explain);
  try {
    return await activateAgain(run, next, policy.force);
  } finally {
    await next.snapshot.close();
  }
}

async function activateAgain(
  { store, embedder, activations }: Run,
  next: Opened,
  isForced: boolean,
): Promise<Omit<BuildSummary, "seconds">> {
  const { last, isActive, before } = await openBase(store, embedder);
  try {
    if (!isForced) requireNoLoss(before, next.recipe, "the previous index");
    const active = isActive ? last : undefined;
    await activate(store, "rolled-back", { last: active, lost: [], activations }, next.snapshot);
    const examples = (await store.examples.read(next.snapshot.generation)) ?? NO_EXAMPLES;
    return await summarise("back", { ...NOTHING_READ, examples }, next, active, 0);
  } finally {
    await last?.snapshot.close();
  }
}

/** The documents read by a roll-back: none. */
const NOTHING_READ = { refused: [], passedOver: [], drafts: [] };
const NO_EXAMPLES = { kept: [], refused: [] };

/** Checks whether the active generation was rolled back to, which suspends automatic builds until an explicit one. */
export const isPinned = async ({ history }: Store, active: string): Promise<boolean> =>
  (await history.activationOf(active))?.event === "rolled-back";

/** Returns the generation that was rolled back from, while the roll-back is in force. */
export async function leftBehind(store: Store): Promise<string | undefined> {
  const [latest] = await knownActivations(store);
  return latest?.event === "rolled-back" ? latest.from : undefined;
}

async function previousOf(store: Store, last: Activation | undefined): Promise<string> {
  if (last?.event === "built" && last.from && (await store.list()).includes(last.from))
    return last.from;
  const why = last?.event === "rolled-back" ? ": the last step was a switch back already" : "";
  throw new UserError(
    `There is no earlier index to switch to${why}. To read the documents again: /rebuild, or npm run footnote -- index.`,
  );
}

/** Replaces the error's remedy, which is to build: the active generation is unaffected. */
function explain(cause: unknown): never {
  if (!(cause instanceof UserError)) throw cause;
  throw new UserError(
    {
      expected: "the previous index to be sound",
      found: `otherwise: ${cause.message}`,
      remedy: "The present index stays in use.",
    },
    { cause },
  );
}
