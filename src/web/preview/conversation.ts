/** @module The conversation on the page: a transport that renders the bot's replies. */

import type { Log } from "../../base/log.ts";
import type { Library } from "../../collection/library.ts";
import type { Feedback } from "../../feedback/feedback.ts";
import type { FeedbackReport } from "../../feedback/report.ts";
import type { Abilities, Press } from "../../interactions/action.ts";
import { type Bot, createBot } from "../../interactions/bot.ts";
import type { Call } from "../../interactions/command.ts";
import type { Use } from "../../interactions/dispatch.ts";
import type { Transport } from "../../interactions/transport.ts";
import type { Message } from "../../reply/message.ts";
import { placesIn } from "./places.ts";
import type { Kept } from "./requests.ts";
import { renderMessage } from "./view/message.tsx";

export interface RoomOptions extends Abilities {
  readonly library: Library;
  readonly feedback: Feedback;
  /** Returns the report on votes, uses and questions. */
  readonly report: () => Promise<FeedbackReport>;
  readonly log: Log;
}

/** A message to show, in place of the one of the same ID where there is one. */
export interface Shown {
  readonly id: string;
  readonly html: string;
}

export type Show = (shown: Shown) => Promise<void>;

/** Creates the bot that answers the page. It logs uses at `debug`: at a terminal the prompt is beside the log. */
export const botFor = ({ library, ...options }: RoomOptions): Bot =>
  createBot({
    ...options,
    libraryFor: () => library,
    log: options.log.child({}, { level: options.log.isLevelEnabled("debug") ? "debug" : "warn" }),
    timing: { update: 0, retries: [] },
  });

/** Answers a call; messages go to `show`, in order. @throws if a message could not be rendered. */
export const converse = (call: Call, bot: Bot, options: RoomOptions, show: Show): Promise<void> =>
  handle(call, bot, options, show, { invocation: invocationOf(call) });

/** A command in a message's menu has a name with a capital, and no slash. */
const invocationOf = ({ name }: Call): string => (/^[A-Z]/.test(name) ? name : `/${name}`);

/** Answers a press of a component of the message `under`. */
export const press = (
  made: Press,
  under: Kept,
  bot: Bot,
  options: RoomOptions,
  show: Show,
): Promise<void> => handle(made, bot, options, show, { under });

interface Place {
  readonly invocation?: string;
  readonly under?: Kept;
}

/** The bot logs a message that can't be shown; the page has to know it too. */
async function handle(
  use: Use,
  bot: Bot,
  { library }: RoomOptions,
  show: Show,
  { invocation, under }: Place,
): Promise<void> {
  let failure: unknown;
  const put = async (message: Message, { id, at, isPrivate, invocation: used }: Kept) => {
    const posted = {
      id,
      at,
      isPrivate,
      message,
      ...(used === undefined ? {} : { invocation: used }),
    };
    await show({ id, html: renderMessage(posted, await placesIn(message, library)) });
  };
  const noting = (shown: Promise<void>): Promise<void> =>
    shown.catch((error: unknown) => {
      failure = error;
      throw error;
    });
  const first = { ...nextPlace(), ...(invocation === undefined ? {} : { invocation }) };
  let place: Kept = first;
  const transport: Transport = {
    async acknowledge(manner) {
      place = manner === "change" && under ? under : { ...first, isPrivate: manner === "private" };
    },
    refuse: (refusal) => put(refusal, first),
    edit: (shown) => noting(put(shown, place)),
    beside: (shown) => noting(put(shown, nextPlace())),
  };
  await bot.handle(use, transport);
  if (failure !== undefined) throw failure;
}

let counted = 0;

/** Returns the place of a new private message. IDs are digits, and later ones greater, as Discord's. */
function nextPlace(): Kept {
  counted = (counted + 1) % 4_096;
  const id = String(Date.now() * 4_096 + counted);
  return { id, at: new Date().toISOString(), isPrivate: true, content: "" };
}
