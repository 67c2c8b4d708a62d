/** @module Turns of the event loop, in which others go on. */

import { setImmediate as nextTurn } from "node:timers/promises";

/** Waits for a number of turns. A server of Node accepts no more than one connection in each. */
export async function giveTurns(count: number): Promise<void> {
  for (let given = 0; given < count; given += 1) await nextTurn();
}
