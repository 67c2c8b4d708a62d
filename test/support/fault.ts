/** @module What a person is told when something is refused. */

import { UserError } from "../../src/base/errors.ts";

/** The text of the `UserError` that the work ends in; any other end is passed on, and none is a fault of the test. */
export async function faultOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("expected a refusal; nothing was refused");
}

/** What the work rejects with; nothing is a fault of the test. */
export async function caught(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection");
}

/** What the work rejects with, once it does: a server that was killed may answer a last time. */
export async function caughtAtLast(work: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      await work();
    } catch (error) {
      return error;
    }
  }
}
