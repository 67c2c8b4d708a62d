/** @module Waiting for something to become true without polling. */
import { EventEmitter, once } from "node:events";

export type News = {
  /** Call after any change: everyone who waits looks again. */
  readonly announce: () => void;
  /** The first value of `probe` that is not undefined; a time-out says what was missing. */
  readonly until: <T>(probe: () => T | undefined, timeoutMs: number, what: string) => Promise<T>;
  readonly stop: () => void;
};

type State = { readonly changes: EventEmitter; stopped: boolean };

/** Who waits in vain is told the faults, for they are often the cause. */
export function createNews(faults: readonly string[]): News {
  const state: State = { changes: new EventEmitter().setMaxListeners(0), stopped: false };
  const announce = (): void => void state.changes.emit("change");
  return {
    announce,
    stop: () => {
      state.stopped = true;
      announce();
    },
    until: async (probe, timeoutMs, what) => {
      const found = await first(state, probe, timeoutMs);
      if (found !== undefined) return found;
      const late = `none within ${timeoutMs} ms; faults: ${faults.join("; ") || "none"}`;
      throw new Error(`Waited for ${what}: ${state.stopped ? "the fake was stopped" : late}`);
    },
  };
}

/** A timer of its own: in Node 20 `AbortSignal.timeout` within `AbortSignal.any` may never fire. */
async function first<T>(
  state: State,
  probe: () => T | undefined,
  timeoutMs: number,
): Promise<T | undefined> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const next = (): Promise<unknown> =>
    once(state.changes, "change", { signal: late.signal }).catch(() => undefined);
  let value = probe();
  while (value === undefined && !late.signal.aborted && !state.stopped) {
    await next();
    value = probe();
  }
  clearTimeout(timer);
  return value;
}
