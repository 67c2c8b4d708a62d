/** @module From a call or a press to what is to be done, decided once for every way in: Discord, the prompt, the local page. */

import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import { UnverifiedQuotation } from "../corpus/citation.ts";
import { UserError } from "../base/errors.ts";
import type { RefusalReason } from "../base/observation.ts";
import { decode } from "../reply/action.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import { QUESTION_LENGTH, UnfitQuestion } from "../search/question.ts";
import type { Manner, Press } from "./action.ts";
import { ACTIONS } from "../../commands/actions/index.ts";
import type { Call, Caller, Context } from "./command.ts";
import { findCommand } from "../../commands/index.ts";

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
  readonly openly?: (reply: Message) => Message;
  /** Never rejects: of an error, what may be said is the effect, and `onFailure` hears of it. */
  run(context: Context, onFailure?: (error: unknown) => void): Promise<Effect>;
}

/** Work that may not be done: said at once, privately. */
export interface Refusal {
  readonly refusal: Message;
  readonly reason: RefusalReason;
  readonly name?: string;
}

/** What a call leads to. */
export function planCall(call: Call): Plan | Refusal {
  const command = findCommand(call.name);
  if (!command) {
    const { unknownCommand } = wordsFor(call.locale).refusals;
    return { refusal: message(unknownCommand), reason: "unknown command" };
  }
  const name = command.definition.name;
  const refusal = command.refuse?.(call);
  if (refusal) return { refusal, reason: "rights", name };
  return {
    name,
    kind: command.scope === "home" && call.rights.operator ? "operating" : "question",
    manner: command.isPrivate(call) ? "private" : "open",
    ...(command.openly ? { openly: (shown) => command.openly?.(shown, call) ?? shown } : {}),
    run: (context, onFailure) =>
      safely(call, onFailure, async () => reply(await command.run(call, context))),
  };
}

/** What a press leads to: a component that is forged, cut short or old does nothing. */
export function planPress(press: Press): Plan | Refusal {
  const reference = decode(press.customId);
  const action = reference && ACTIONS[reference.action];
  if (!reference || !action?.accepts(reference, press))
    return {
      refusal: message(wordsFor(press.locale).refusals.stale),
      reason: "unknown component",
    };
  const manner = action.manner(reference);
  return {
    name: reference.action,
    kind: manner === "open" ? "question" : "look",
    manner,
    run: (context, onFailure) =>
      safely(press, onFailure, async () => {
        const shown = await action.run(reference, press, context);
        if (!shown) return { kind: "nothing" };
        return manner === "change" ? { kind: "change", message: shown } : reply(shown);
      }),
  };
}

const reply = (shown: Message): Effect => ({ kind: "reply", message: shown });

async function safely(
  { locale }: Pick<Caller, "locale">,
  onFailure: ((error: unknown) => void) | undefined,
  work: () => Promise<Effect>,
): Promise<Effect> {
  try {
    return await work();
  } catch (error) {
    onFailure?.(error);
    return reply(message(textOf(error, wordsFor(locale))));
  }
}

/** What may be read of an error: what is wrong with a question, in the reader's language; of others, as `userText` has it. */
function textOf(error: unknown, { refusals }: Words): string {
  if (error instanceof UnfitQuestion)
    return refusals.question(QUESTION_LENGTH.min, QUESTION_LENGTH.max);
  if (error instanceof UnverifiedQuotation) return refusals.unproved;
  return error instanceof UserError ? escape(error.message) : refusals.apology;
}

/** Suggestions for what is typed into an option. @throws whatever the look-up does: there is no one to tell. */
export async function complete(
  call: Call,
  typed: string,
  context: Context,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  return (await findCommand(call.name)?.complete?.(typed, call, context)) ?? [];
}
