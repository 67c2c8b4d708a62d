/** @module Presses that count once for a message, as several may be under way before its button is gone. */

import { UserError } from "../../src/base/errors.ts";
import { type Latest, rememberLatest } from "../../src/base/latest.ts";

/** More than the messages whose buttons are being removed at once. */
const MOST_REMEMBERED = 1_000;

/** Remembers the IDs of messages on which a button was pressed. */
export const rememberPressed = (): Latest => rememberLatest(MOST_REMEMBERED);

/**
 * Runs a piece of work once for a message; one that fails may be done again.
 * @throws UserError with the refusal if it is done or under way.
 */
export async function runOnce<Result>(
  pressed: Latest,
  { messageId, refusal }: { readonly messageId: string; readonly refusal: string },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!pressed.add(messageId)) throw new UserError(refusal, { exitCode: 2 });
  return work().catch((error: unknown) => {
    pressed.remove(messageId);
    throw error;
  });
}
