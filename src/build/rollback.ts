/** @module The roll-back to the generation that was active before. */

import { UserError } from "../base/errors.ts";
import type { Activation, Store } from "../storage/store.ts";
import { activate, activationOf, openChecked } from "./activation.ts";
import type { Run } from "./build.ts";
import { requireNoLoss } from "./guards.ts";
import { knownActivations, openBase } from "./predecessor.ts";
import { type BuildSummary, type Opened, summarise } from "./summary.ts";

/**
 * Makes the generation that was active before this one active again, if it passes the same checks as a new one. It stays
 * until the next build that is asked for (`isHeld`).
 * @throws UserError if there is none, or it fails a check: then nothing has changed.
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
  const { last, isActive, inService } = await openBase(store, embedder);
  try {
    if (!isForced) requireNoLoss(inService, next.recipe.seeds, "the generation before");
    const active = isActive ? last : undefined;
    await activate(store, "rolled-back", { last: active, lost: [], activations }, next.snapshot);
    const examples = (await store.examples.read(next.snapshot.generation)) ?? NO_EXAMPLES;
    return await summarise("back", { ...NOTHING_READ, examples }, next, active, 0);
  } finally {
    await last?.snapshot.close();
  }
}

/** A roll-back reads no document. */
const NOTHING_READ = { refused: [], passedOver: [], drafts: [] };
const NO_EXAMPLES = { kept: [], refused: [] };

/** Tells whether the active generation was rolled back to, and no build was asked for since: then none begins by itself. */
export const isHeld = async ({ history }: Store, active: string): Promise<boolean> =>
  (await history.activationOf(active))?.event === "rolled-back";

/** Returns the generation that was rolled back from, while that is in force. */
export async function leftBehind(store: Store): Promise<string | undefined> {
  const [latest] = await knownActivations(store);
  return latest?.event === "rolled-back" ? latest.from : undefined;
}

async function previousOf(store: Store, last: Activation | undefined): Promise<string> {
  if (last?.event === "built" && last.from && (await store.list()).includes(last.from))
    return last.from;
  throw new UserError({
    expected: "a generation to go back to",
    found:
      last?.event === "rolled-back"
        ? "that this one was gone back to already, and only one step is kept"
        : "none that is kept",
    remedy: "To index the documents as they are now: npm run footnote -- index, or /rebuild.",
  });
}

/** What is wrong with the old one is no reason to build: the active one stays. */
function explain(cause: unknown): never {
  if (!(cause instanceof UserError)) throw cause;
  throw new UserError(
    {
      expected: "the generation before to be sound",
      found: `otherwise: ${cause.message}`,
      remedy: "The generation in service stays.",
    },
    { cause },
  );
}
