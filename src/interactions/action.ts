/** @module The contract of an action: a press of a button or a choice in a select, in; a reply or a changed message, out. */

import type { Message } from "../reply/message.ts";
import type { Reference } from "../reply/action.ts";
import type { Caller } from "./caller.ts";
import type {
  Call,
  Command,
  Context,
  OperatorContext,
  Outcome,
  Reply,
  Surroundings,
} from "./command.ts";

/** One use of a component, unchecked. */
export interface Press extends Caller {
  readonly customId: string;
  /** The choices, where it is a select. */
  readonly values: readonly string[];
  /** The bot's message that holds the component. */
  readonly message: {
    readonly id: string;
    readonly content: string;
    /** False where everyone sees it; undefined where that is unknown. */
    readonly isPrivate?: boolean | undefined;
  };
}

/** A message that addresses nobody, in a channel or a forum where posts may be answered. */
export interface Post extends Caller {
  readonly messageId: string;
  /** The title of the post in a forum. */
  readonly title?: string | undefined;
  readonly text: string;
}

/** One use of a command or of a component. */
export type Use = Call | Press;

/** A new reply for one member or for all, or a change of the message in place. */
export type Manner = "private" | "open" | "change";

interface ActionBase {
  /** The first part of its components' `custom_id`. */
  readonly name: string;
  /** Counts a press as a question, in the limits too; else it is a look-up, unless its reply is open. */
  readonly counts?: "question";
  /** Whether a component of this version may carry this; one that is refused counts as old. */
  accepts(reference: Reference, press: Press): boolean;
  /** Returns the manner of the reply, which is acknowledged before the action runs. */
  manner(reference: Reference): Manner;
}

/** The result of a press that deletes the message under the component. */
export interface Removal {
  readonly removes: true;
  readonly outcome?: Outcome;
}

export interface MemberAction extends ActionBase {
  /** Whether it works only in the operators' channel, whose messages it changes in a private collection too. */
  readonly isForDesk?: true;
  /** Whether it shows nothing but deletes the message, which may be older than the setting of a private collection. */
  readonly removes?: true;
  run(reference: Reference, press: Press, context: Context): Promise<Reply | Removal>;
}

/** An action that opens no library. */
export interface PlainAction extends ActionBase {
  readonly opensLibrary: false;
  run(reference: Reference, press: Press, context: Surroundings): Promise<Reply>;
}

/** An action that is refused to everyone but operators. */
export interface OperatorAction extends ActionBase {
  readonly scope: "home";
  run(reference: Reference, press: Press, context: OperatorContext): Promise<Reply>;
  /** Returns the part of a reply that may be posted in the channel once Discord no longer accepts edits. */
  openly?(reply: Message, press: Press): Message;
}

export type Action = MemberAction | PlainAction | OperatorAction;

/** The contract of the one listener: a post in, a reply or silence out. A failure is silence too. */
export interface Listener {
  readonly name: string;
  /** Whether a post may be a question; any other costs nothing and counts nowhere. */
  accepts(post: Post): boolean;
  /** Returns undefined where nothing is sure enough to be said to people who did not ask. */
  run(post: Post, context: Context): Promise<Reply | undefined>;
}

/** Everything that a person can do. */
export interface Abilities {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  /** Posts are not answered without it. */
  readonly listener?: Listener;
}
