/** @module Dispatch: a call or a press becomes a plan or a refusal, the same on every transport. */

import { UnverifiedQuotation } from "../corpus/citation.ts";
import { UserError } from "../base/errors.ts";
import { NotReady } from "../collection/lazy-library.ts";
import type { ServedCollection } from "../collection/collections.ts";
import { decode } from "../reply/action.ts";
import { escape } from "../reply/escape.ts";
import { changeFaultText } from "../reply/intake.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import { QUESTION_LENGTH, UnfitQuestion } from "../search/question.ts";
import { DatabaseFault } from "../storage/database-fault.ts";
import type { Abilities, Manner, Post, Press, Removal, Use } from "./action.ts";
import {
  type Call,
  COLLECTION_OPTION,
  type Command,
  type Defaults,
  findCommand,
  isTyped,
  type Reply,
} from "./command.ts";
import {
  inLibrary,
  NoDocuments,
  operatorContext,
  type PlanParts,
  requireDocuments,
  unlessEmpty,
} from "./context.ts";
import { isDesk, type PlacedUse, type Refusal } from "./placing.ts";

/** Work that may be done. */
export interface Plan {
  /** The name of the command or action, which may be logged as it is no user's text. */
  readonly name: string;
  /**
   * The limits that apply: an operator's work, that of those who manage a server, work that costs, a look-up by ID, or a post
   * that addresses nobody.
   */
  readonly kind: "operating" | "managing" | "question" | "look" | "post";
  readonly counts?: Command["counts"];
  readonly manner: Manner;
  /** Whether its manner is the same in a private collection. */
  readonly keepsManner?: boolean | undefined;
  readonly openly?: (reply: Message) => Message;
  /** Returns undefined to stay silent. */
  run(parts: PlanParts): Promise<Reply | Removal | undefined>;
}

/** Whether a use is of a command or component for operators only. */
export function isOperating(
  use: Use | Post,
  { commands, actions }: Pick<Abilities, "commands" | "actions">,
): boolean {
  if ("text" in use) return false;
  if (!("customId" in use)) return findCommand(commands, use.name)?.scope === "home";
  const name = decode(use.customId)?.action;
  return actions.some((action) => action.name === name && "scope" in action);
}

/**
 * Plans a use of a command or of a component. In a private collection every reply is private; of that, and of a collection
 * that was named, the channel learns no more than that the work is over.
 */
export function planUse(
  placed: PlacedUse,
  { actions, commands, listener, ...defaults }: Abilities & Defaults,
): Plan | Refusal {
  if ("text" in placed.use) return planPost(placed.use, placed, listener);
  const plan =
    "customId" in placed.use
      ? planPress(placed.use, placed.collection, actions)
      : planCall(placed.use, placed, commands, defaults);
  if ("refusal" in plan) return plan;
  const isPrivate = defaults.visibility === "private";
  const { manner, openly } = plan;
  return {
    ...plan,
    manner: isPrivate && !plan.keepsManner ? privateManner(manner, placed.use) : manner,
    ...(openly && (isPrivate || placed.by === "name") ? { openly: () => openly(NOTHING) } : {}),
  };
}

/** Plans a post in a channel or forum, or in a thread of one, whose collection answers posts there. */
function planPost(
  post: Post,
  { collection, by }: PlacedUse,
  listener: Abilities["listener"],
): Plan | Refusal {
  const { answerIn } = collection.community;
  const isHeard = [post.channelId, post.parentId].some((id) => id && answerIn.includes(id));
  if (!isHeard || by !== "place" || !listener?.accepts(post)) return NOT_HEARD;
  return {
    name: listener.name,
    kind: "post",
    manner: "open",
    run: (parts) => inLibrary(parts, (context) => listener.run(post, context)),
  };
}

const NOT_HEARD: Refusal = { refusal: message(""), reason: "no collection" };

/** Returns the manner in which only the caller sees a reply: a press changes no message that everyone sees. */
function privateManner(manner: Manner, use: Use): Manner {
  const isSeen = "customId" in use && use.message.isPrivate === false;
  return manner === "open" || (manner === "change" && isSeen) ? "private" : manner;
}

const NOTHING = message("");

function planCall(
  call: Call,
  { by, collection }: PlacedUse,
  commands: Abilities["commands"],
  defaults: Defaults,
): Plan | Refusal {
  const command = findCommand(commands, call.name);
  const words = wordsFor(call.locale);
  const { unknownCommand, notHere, nameCollection } = words.refusals;
  if (!command) return { refusal: message(unknownCommand), reason: "unknown command" };
  const { name } = command.definition;
  const isHome = command.scope === "home";
  if (isHome && !call.rights.operator) return { ...noRights(collection, words), name };
  if (by === "assumption" && (!isHome || takesCollection(command)))
    return { refusal: message(isHome ? nameCollection : notHere), reason: "no collection", name };
  return {
    name,
    kind: isHome ? kindOfWork(collection, call) : "question",
    counts: command.counts,
    manner: command.isPrivate(call, defaults) ? "private" : "open",
    ...(command.openly ? { openly: (shown) => command.openly?.(shown, call) ?? shown } : {}),
    run: (parts) => runCall(command, call, parts),
  };
}

/** Those who manage a server can be anyone, so that their commands are limited; buttons do no more than commands began. */
const kindOfWork = ({ managed }: ServedCollection, { rights }: Call): Plan["kind"] =>
  managed && !rights.everyCollection ? "managing" : "operating";

async function runCall(command: Command, call: Call, parts: PlanParts): Promise<Reply> {
  if (command.scope === "home")
    return unlessEmpty(parts.collection, () => command.run(call, operatorContext(parts)));
  if ("opensLibrary" in command) return command.run(call, parts.surroundings);
  return inLibrary(parts, async (context) => {
    requireDocuments(parts, context);
    return command.run(call, context);
  });
}

/** Refuses what only operators may, and names those who may. */
const noRights = ({ managed }: ServedCollection, { refusals }: Words): Refusal => ({
  refusal: message(managed ? refusals.managersOnly : refusals.operatorOnly),
  reason: "rights",
});

const takesCollection = ({ definition }: Command): boolean =>
  isTyped(definition) &&
  definition.options?.some(({ name }) => name === COLLECTION_OPTION) === true;

/** Plans a press; a component that is forged, cut short or old does nothing. */
function planPress(
  press: Press,
  collection: ServedCollection,
  actions: Abilities["actions"],
): Plan | Refusal {
  const reference = decode(press.customId);
  const action = actions.find(({ name }) => name === reference?.action);
  const words = wordsFor(press.locale);
  const { stale } = words.refusals;
  if (!reference || !action?.accepts(reference, press))
    return { refusal: message(stale), reason: "unknown component" };
  const { name } = action;
  const isForDesk = "isForDesk" in action && action.isForDesk;
  const removes = "removes" in action && action.removes;
  if (isForDesk && !isDesk(collection, press))
    return { refusal: message(stale), reason: "rights", name };
  if ("scope" in action && !press.rights.operator) return { ...noRights(collection, words), name };
  const manner = action.manner(reference);
  const isQuestion = action.counts === "question" || manner === "open";
  return {
    name,
    kind: "scope" in action ? "operating" : isQuestion ? "question" : "look",
    counts: action.counts,
    manner,
    keepsManner: isForDesk || removes,
    ...("openly" in action ? { openly: (shown) => action.openly?.(shown, press) ?? shown } : {}),
    async run(parts) {
      if ("scope" in action) return action.run(reference, press, operatorContext(parts));
      if ("opensLibrary" in action) return action.run(reference, press, parts.surroundings);
      return inLibrary(parts, (context) => action.run(reference, press, context));
    },
  };
}

/** Returns the reply to a use that failed: only texts meant for users are shown. */
export function failureReply(error: unknown, { counts }: Plan, words: Words): Reply {
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

function textOf(error: unknown, words: Words): string {
  const { refusals } = words;
  if (error instanceof UnfitQuestion) return unfitText(error, refusals);
  if (error instanceof UnverifiedQuotation) return refusals.unproved;
  if (error instanceof NoDocuments) return refusals.noDocuments;
  if (error instanceof NotReady) return refusals.notReady;
  if (error instanceof DatabaseFault) return refusals.unreachable;
  return error instanceof UserError ? escape(changeFaultText(error, words)) : refusals.apology;
}
