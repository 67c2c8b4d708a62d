/** @module A library whose answers wait until a test lets them go. */

import type { Library } from "../../src/collection/library.ts";

export interface Gate {
  readonly wrap: (library: Library) => Library;
  readonly open: () => void;
  /** How many questions wait, or have waited. */
  readonly asked: () => number;
}

/** Every question waits at the gate, until it is opened. */
export function gatedAnswers(): Gate {
  let open = (): void => {};
  let asked = 0;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    open: () => open(),
    asked: () => asked,
    wrap: (library) => ({
      ...library,
      async ask(question, options) {
        asked += 1;
        await opened;
        return library.ask(question, options);
      },
    }),
  };
}
