/** @module From a call or a press to what is to be done, decided once for every way in: Discord, the prompt, the local page. */

import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import { userText } from "../src/errors.ts";
import type { RefusalReason } from "../src/observation.ts";
import { decode } from "../src/reply/action.ts";
import { escape } from "../src/reply/escape.ts";
import { type Message, message } from "../src/reply/message.ts";
import type { Manner, Press } from "./action.ts";
import { ACTIONS } from "./actions/index.ts";
import type { Call, Command, Context } from "./command.ts";
import { findCommand } from "./index.ts";

/** `reply`: a new message, in the manner of the plan, or private beside a message that stays. */
export type Effect =
  | { readonly kind: "reply"; readonly message: Message }
  | { readonly kind: "change"; readonly message: Message }
  | { readonly kind: "nothing" };

/** Work that may be done. */
export interface Plan {
  /** Of the command or action: ours, so it may be logged. */
  readonly name: string;
  /** What it counts as where there are limits: an operator's work, one that costs, or a look-up by ID. */
  readonly kind: "operating" | "question" | "look";
  readonly manner: Manner;
  readonly openly?: NonNullable<Command["openly"]>;
  /** Never rejects: of an error, what may be said is the effect, and `onFailure` hears of it. */
  run(context: Context, onFailure?: (error: unknown) => void): Promise<Effect>;
}

/** Work that may not be done: said at once, privately. */
export interface Refusal {
  readonly refusal: Message;
  readonly reason: RefusalReason;
  readonly name?: string;
}

const UNKNOWN: Refusal = {
  refusal: message("I do not know this command any more. Discord will soon have the new list."),
  reason: "unknown command",
};
const STALE: Refusal = {
  refusal: message("This button is from an earlier version of me. Ask again, and use the new one."),
  reason: "unknown component",
};

/** What a call leads to. */
export function planCall(call: Call): Plan | Refusal {
  const command = findCommand(call.name);
  if (!command) return UNKNOWN;
  const name = command.definition.name;
  const refusal = command.refuse?.(call);
  if (refusal) return { refusal, reason: "rights", name };
  return {
    name,
    kind: command.scope === "home" && call.rights.operator ? "operating" : "question",
    manner: command.isPrivate(call) ? "private" : "open",
    ...(command.openly ? { openly: command.openly.bind(command) } : {}),
    run: (context, onFailure) =>
      safely(onFailure, async () => reply(await command.run(call, context))),
  };
}

/** What a press leads to: a component that is forged, cut short or old does nothing. */
export function planPress(press: Press): Plan | Refusal {
  const reference = decode(press.customId);
  const action = reference && ACTIONS[reference.action];
  if (!reference || !action?.accepts(reference, press)) return STALE;
  const manner = action.manner(reference);
  return {
    name: reference.action,
    kind: manner === "open" ? "question" : "look",
    manner,
    run: (context, onFailure) =>
      safely(onFailure, async () => {
        const shown = await action.run(reference, press, context);
        if (!shown) return { kind: "nothing" };
        return manner === "change" ? { kind: "change", message: shown } : reply(shown);
      }),
  };
}

const reply = (shown: Message): Effect => ({ kind: "reply", message: shown });

async function safely(
  onFailure: ((error: unknown) => void) | undefined,
  work: () => Promise<Effect>,
): Promise<Effect> {
  try {
    return await work();
  } catch (error) {
    onFailure?.(error);
    return reply(message(escape(userText(error))));
  }
}

/** Suggestions for what is typed into an option. @throws whatever the look-up does: there is no one to tell. */
export async function complete(
  call: Call,
  typed: string,
  context: Context,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  return (await findCommand(call.name)?.complete?.(typed, call, context)) ?? [];
}
