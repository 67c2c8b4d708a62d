/** @module Healing: a running bot opens generations that were built elsewhere, and rebuilds damaged ones. */

import { messageOf } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { isPinned } from "../build/rollback.ts";
import { type Store, UnusableIndex } from "../storage/store.ts";
import type { Library } from "./library.ts";
import { singleFlight } from "../base/single-flight.ts";

const CHECK_EVERY_MS = 2_000;
/** The wait after a failed rebuild; it doubles after each further failure. */
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 3_600_000;

export interface HealerOptions {
  readonly library: Pick<Library, "generation" | "refresh" | "rebuild">;
  readonly store: Store;
  readonly log: Log;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/**
 * Checks the index now, when the store reports an activation, and every two seconds.
 * @returns a function that stops the checks.
 */
export function keepHealthy(options: HealerOptions): () => void {
  const check = createHealer(options);
  const look = (): void => void check();
  look();
  const ignore = options.store.onActivate?.(look);
  const timer = setInterval(look, CHECK_EVERY_MS);
  return () => {
    ignore?.();
    clearInterval(timer);
  };
}

type Plan = "rebuild" | "wait for the operator" | "wait for a restart" | "look again";

const PLANS = {
  rebuild: {
    level: "error",
    words:
      "the active index is damaged; what is open goes on serving and it is built again in the background",
  },
  "wait for the operator": {
    level: "error",
    words:
      "the active index is damaged; what is open goes on serving. It is not built again by itself, as you went back to it; run npm run footnote -- index, or /rebuild",
  },
  "wait for a restart": {
    level: "warn",
    words:
      "the active index was made by another model or version; what is open goes on serving until this is restarted",
  },
  "look again": { level: "warn", words: "the index could not be looked at; it is tried again" },
} as const satisfies Record<Plan, { readonly level: "error" | "warn"; readonly words: string }>;

/**
 * Returns a check of the index, which never rejects. It opens a new active generation. If that one is damaged, a rebuild
 * begins, and the check does not wait for its end. A fault is logged once.
 */
export function createHealer(options: HealerOptions): () => Promise<void> {
  const { library, log, now = () => performance.now() } = options;
  let trouble: { readonly why: string; readonly plan: Plan } | undefined;
  let isRebuilding = false;
  let [pausedUntil, delay] = [0, FIRST_DELAY_MS];

  const check = singleFlight(async () => {
    try {
      const isOther = await library.refresh();
      const news = trouble ? "the index is sound again" : "switched to a new index";
      if (trouble || isOther) log.info({ generation: library.generation() }, news);
      [trouble, delay] = [undefined, FIRST_DELAY_MS];
    } catch (error) {
      await attend(error);
    }
  });
  const attend = async (error: unknown): Promise<void> => {
    const why = messageOf(error);
    if (why !== trouble?.why) {
      trouble = { why, plan: await planFor(error, options) };
      const { level, words } = PLANS[trouble.plan];
      log[level]({ why, serving: library.generation() }, words);
    }
    if (trouble.plan === "rebuild" && !isRebuilding && now() >= pausedUntil) void rebuild();
  };
  const rebuild = async (): Promise<void> => {
    isRebuilding = true;
    const began = now();
    try {
      const { embedded, reused } = await library.rebuild({ full: false, onProgress: () => {} });
      log.info({ embedded, reused }, "the damaged index was built again");
      // An index that is damaged again and again is rebuilt for at most half of the time.
      pausedUntil = now() + Math.min(now() - began, LONGEST_DELAY_MS);
    } catch (error) {
      const found = { why: messageOf(error), nextTryInSeconds: delay / 1000 };
      log.error(found, "the damaged index could not be built again");
      pausedUntil = now() + delay;
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
    isRebuilding = false;
    await check();
  };
  return check;
}

async function planFor(error: unknown, { library, store }: HealerOptions): Promise<Plan> {
  if (!(error instanceof UnusableIndex)) return "look again";
  if (error.kind === "unfit") return "wait for a restart";
  const active = await store.active().catch(() => undefined);
  const held = await isPinned(store, active ?? library.generation()).catch(() => false);
  return held ? "wait for the operator" : "rebuild";
}
