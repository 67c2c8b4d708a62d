/** @module Dispatch: a call or a press becomes a plan or a refusal, the same on every transport. */

import { UnverifiedQuotation } from "../corpus/citation.ts";
import { UserError } from "../base/errors.ts";
import { type Log, logFailure } from "../base/log.ts";
import type { RefusalReason } from "../base/observation.ts";
import type { Collections } from "../collection/collections.ts";
import type { Library } from "../collection/library.ts";
import { decode } from "../reply/action.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import { QUESTION_LENGTH, UnfitQuestion } from "../search/question.ts";
import type { Abilities, Manner, Press } from "./action.ts";
import {
  type Call,
  type Command,
  type Context,
  type Defaults,
  findCommand,
  type Reply,
} from "./command.ts";

export type Use = Call | Press;

/** Work that may be done. */
export interface Plan {
  /** The name of the command or action, which may be logged as it is no user's text. */
  readonly name: string;
  /** The limits that apply: an operator's work, work that costs, or a look-up by ID. */
  readonly kind: "operating" | "question" | "look";
  readonly counts?: Command["counts"];
  readonly manner: Manner;
  readonly openly?: (reply: Message) => Message;
  run(context: Context): Promise<Reply>;
}

/** Work that may not be done; the message is shown at once and privately. */
export interface Refusal {
  readonly refusal: Message;
  readonly reason: RefusalReason;
  /** The name of a known command. */
  readonly name?: string;
}

/** Plans a use of a command or of a component. */
export const planUse = (
  use: Use,
  { actions, ...abilities }: Abilities & Defaults,
): Plan | Refusal => ("customId" in use ? planPress(use, actions) : planCall(use, abilities));

function planCall(
  call: Call,
  { commands, answers }: Pick<Abilities, "commands"> & Defaults,
): Plan | Refusal {
  const command = findCommand(commands, call.name);
  const { unknownCommand, operatorOnly } = wordsFor(call.locale).refusals;
  if (!command) return { refusal: message(unknownCommand), reason: "unknown command" };
  const { name } = command.definition;
  const isHome = command.scope === "home";
  if (isHome && !call.rights.operator)
    return { refusal: message(operatorOnly), reason: "rights", name };
  return {
    name,
    kind: isHome ? "operating" : "question",
    counts: command.counts,
    manner: command.isPrivate(call, { answers }) ? "private" : "open",
    ...(command.openly ? { openly: (shown) => command.openly?.(shown, call) ?? shown } : {}),
    run: (context) => command.run(call, context),
  };
}

/** Plans a press; a component that is forged, cut short or old does nothing. */
function planPress(press: Press, actions: Abilities["actions"]): Plan | Refusal {
  const reference = decode(press.customId);
  const action = actions.find(({ name }) => name === reference?.action);
  if (!reference || !action?.accepts(reference, press))
    return {
      refusal: message(wordsFor(press.locale).refusals.stale),
      reason: "unknown component",
    };
  const manner = action.manner(reference);
  return {
    name: action.name,
    kind: manner === "open" ? "question" : "look",
    manner,
    run: (context) => action.run(reference, press, context),
  };
}

/** Finds the library of a use's collection. Never rejects. */
export async function findLibrary(
  use: Use,
  { name }: Plan,
  { collections, log }: { readonly collections: Pick<Collections, "for">; readonly log: Log },
): Promise<{ readonly library: Library } | Refusal> {
  const { noCollection, apology } = wordsFor(use.locale).refusals;
  const refusalWith = (text: string): Refusal => ({
    refusal: message(text),
    reason: "no collection",
    name,
  });
  try {
    const library = await collections.for(use);
    return library ? { library } : refusalWith(noCollection);
  } catch (error) {
    logFailure(log, name, error);
    return refusalWith(apology);
  }
}

/** Returns the reply to a use that failed: only texts meant for users are shown. */
export function failureReply(error: unknown, { counts }: Plan, words: Words): Required<Reply> {
  const shown = message(textOf(error, words));
  if (counts === "question" && error instanceof UserError && error.exitCode === 2)
    return { message: shown, outcome: { kind: "question", result: "unfit" } };
  return { message: shown, outcome: { kind: counts ?? "other", result: "failed" } };
}

function unfitText(
  { question }: UnfitQuestion,
  { question: tellLength, wordless }: Words["refusals"],
) {
  const { length } = Array.from(question);
  const { min, max } = QUESTION_LENGTH;
  return length < min || length > max ? tellLength(min, max, length) : wordless;
}

function textOf(error: unknown, { refusals }: Words): string {
  if (error instanceof UnfitQuestion) return unfitText(error, refusals);
  if (error instanceof UnverifiedQuotation) return refusals.unproved;
  return error instanceof UserError ? escape(error.message) : refusals.apology;
}
