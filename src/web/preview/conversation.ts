/** @module The conversation on the page: a transport that renders the bot's replies. */

import type { Log } from "../../base/log.ts";
import type { Collections, ServedCollection } from "../../collection/collections.ts";
import type { Library } from "../../collection/library.ts";
import type { FeedbackKeeper } from "../../feedback/feedback.ts";
import type { FeedbackReport } from "../../feedback/report.ts";
import type { Abilities } from "../../interactions/action.ts";
import { type Bot, createBot } from "../../interactions/bot.ts";
import { localMessageId } from "../../interactions/caller.ts";
import { textOption } from "../../interactions/command.ts";
import type { Use } from "../../interactions/action.ts";
import type { Transport } from "../../interactions/transport.ts";
import { unescape } from "../../reply/escape.ts";
import type { Message } from "../../reply/message.ts";
import { slashName } from "../../reply/words/words.ts";
import { linksIn, shownIn } from "./links.ts";
import type { Kept } from "./requests.ts";
import { renderMessage } from "./view/message.tsx";
import type { Surroundings } from "./place.ts";
import { pageWordsFor } from "./words/words.ts";

export interface PreviewOptions extends Abilities {
  readonly collections: Pick<Collections, "list">;
  readonly feedback: FeedbackKeeper;
  /** Returns the report on votes, uses and questions of a collection. */
  readonly report: (library: Library) => Promise<FeedbackReport>;
  /** The address under which others reach the pages of passages; undefined if it is not known. */
  readonly publicUrl?: string | undefined;
  readonly log: Log;
}

/** A collection on the page. */
export interface PlaceOptions extends Omit<PreviewOptions, "collections"> {
  readonly collection: ServedCollection;
  readonly around: Surroundings;
}

/** A message to show; it replaces a message of the same ID. */
export interface Shown {
  readonly id: string;
  readonly html: string;
}

export type Show = (shown: Shown) => Promise<void>;

/** Creates the bot that answers for a collection, and for no other. It logs uses at `debug` only, as the log shares the terminal with the prompt. */
export const botFor = ({ collection, ...options }: PlaceOptions): Bot =>
  createBot({
    ...options,
    collections: { for: async () => collection, list: async () => [collection] },
    log: options.log.child({}, { level: options.log.isLevelEnabled("debug") ? "debug" : "warn" }),
    timing: { update: 0, retries: [] },
  });

/**
 * Answers a use; messages go to `show`, in order.
 * @param under the message that holds the component, where it is a press.
 * @throws if a message could not be drawn.
 */
export async function converse(
  use: Use,
  bot: Bot,
  library: Library,
  show: Show,
  under?: Kept,
): Promise<void> {
  const first: Kept = { ...newMessage(), ...invocationOf(use) };
  let target = first;
  let failure: unknown;
  const put = async (message: Message, kept: Kept): Promise<void> => {
    const { id, at, isPrivate } = kept;
    const invocation = withQuestion(kept, use, message);
    try {
      const shownAt = await shownIn(message, library);
      const posted = { id, at, isPrivate, invocation, message, shownAt };
      const links = await linksIn(message, library);
      await show({ id, html: renderMessage(posted, links, pageWordsFor(use.locale)) });
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  const transport: Transport = {
    async acknowledge(manner) {
      target = manner === "change" && under ? under : { ...first, isPrivate: manner === "private" };
    },
    refuse: (refusal) => put(refusal, first),
    edit: (shown) => put(shown, target),
    beside: (shown) => put(shown, newMessage()),
    post: (shown) => put(shown, { ...newMessage(), isPrivate: false }),
  };
  await bot.handle(use, transport);
  // The bot logs a message that can't be shown; the page must be informed too.
  if (failure !== undefined) throw failure;
}

/** Names the command of a call; one in a message's menu has a name with a capital, and no slash. */
function invocationOf(use: Use): Pick<Kept, "invocation"> {
  if ("customId" in use) return {};
  return { invocation: /^[A-Z]/.test(use.name) ? use.name : slashName(use.name, use.locale) };
}

/** In characters; `Kept` limits the whole. */
const MOST_TYPED = 80;

/** Adds the question to the name of its command where the reply does not repeat it. */
function withQuestion({ invocation }: Kept, use: Use, { content }: Message): string | undefined {
  if (invocation === undefined || "customId" in use) return invocation;
  const question = textOption(use, "question");
  if (question === "" || unescape(content).includes(question)) return invocation;
  const isLong = question.length > MOST_TYPED;
  return `${invocation} ${isLong ? `${question.slice(0, MOST_TYPED).toWellFormed()}…` : question}`;
}

/** Returns a new private message without content. */
const newMessage = (): Kept => ({
  id: localMessageId(),
  at: new Date().toISOString(),
  isPrivate: true,
  content: "",
});
