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
