/** @module Waiting for a change of state. */

export type News = {
  /** Makes all waiting calls look again; called after each change. */
  readonly announce: () => void;
  /** Returns the first value of `probe` that is not undefined; a time-out names what was missing. */
  readonly until: <T>(probe: () => T | undefined, timeoutMs: number, what: string) => Promise<T>;
  readonly stop: () => void;
};

type State = { readonly waiting: Set<() => void>; stopped: boolean };

/** Creates waiting and announcing over one state. A time-out lists the faults, which are often the cause. */
export function createNews(faults: readonly string[]): News {
  // Callbacks, not events: with hundreds waiting, each change would otherwise add hundreds of listeners.
  const state: State = { waiting: new Set(), stopped: false };
  const announce = (): void => state.waiting.forEach((look) => look());
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

/** Returns undefined if there is none in time, or once the fake is stopped. */
function first<T>(
  state: State,
  probe: () => T | undefined,
  timeoutMs: number,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      state.waiting.delete(look);
      clearTimeout(timer);
      settle();
    };
    const look = (): void => {
      try {
        const value = probe();
        if (value !== undefined || state.stopped) end(() => resolve(value));
      } catch (error) {
        end(() => reject(error));
      }
    };
    const timer = setTimeout(() => end(() => resolve(undefined)), timeoutMs);
    state.waiting.add(look);
    look();
  });
}
