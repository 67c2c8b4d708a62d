/** @module Waiting for something to become true without polling. */

export type News = {
  /** Call after any change: everyone who waits looks again. */
  readonly announce: () => void;
  /** The first value of `probe` that is not undefined; a time-out says what was missing. */
  readonly until: <T>(probe: () => T | undefined, timeoutMs: number, what: string) => Promise<T>;
  readonly stop: () => void;
};

type State = { readonly waiting: Set<() => void>; stopped: boolean };

/** Who waits in vain is told the faults, for they are often the cause. */
export function createNews(faults: readonly string[]): News {
  // Looks, not events: where hundreds wait, each change would otherwise make hundreds of listeners anew.
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

/** Undefined if there is none in time, or once the fake is stopped. */
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
