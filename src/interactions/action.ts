/** @module What an action is: a button pressed or a choice made under a reply, in; a reply or a change of it, out. */

import type { Reference } from "../reply/action.ts";
import type { Message } from "../reply/message.ts";
import type { Caller, Context } from "./command.ts";

/** One use of a component, from Discord, the local page or elsewhere, as it came. */
export interface Press extends Caller {
  /** Anything: a client may send what it likes. */
  readonly customId: string;
  /** What was chosen, where it is a select; anything likewise. */
  readonly values: readonly string[];
  /** The message of ours that it stands under. */
  readonly message: { readonly id: string; readonly content: string };
}

/** A new reply for whoever pressed or for all, or a change of the message in place. */
export type Manner = "private" | "open" | "change";

export interface Action {
  /** Whether a component of ours may say this; what is refused here counts as old. */
  accepts(reference: Reference, press: Press): boolean;
  /** Told beforehand, as it is acknowledged before anything is done. */
  manner(reference: Reference): Manner;
  /** The message; none if what is shown may stay as it is, which only a change may be. */
  run(reference: Reference, press: Press, context: Context): Promise<Message | undefined>;
}
