/** @module The conversation at a prompt: lines become calls and presses of the bot, and its replies are printed. */

import { createLog, type Log } from "../base/log.ts";
import type { ServedCollection } from "../collection/collections.ts";
import type { FeedbackKeeper } from "../feedback/feedback.ts";
import type { Abilities } from "../interactions/action.ts";
import { type Bot, createBot } from "../interactions/bot.ts";
import type { Intake } from "../intake/intake.ts";
import { localCaller, localMessageId } from "../interactions/caller.ts";
import { textOption } from "../interactions/command.ts";
import type { Use } from "../interactions/action.ts";
import type { Transport } from "../interactions/transport.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { questionOf } from "../reply/question-line.ts";
import { wordsFor } from "../reply/words/words.ts";
import { controlsOf, renderControls } from "./controls.ts";
import { drawFor } from "./draw.ts";
import type { Output } from "./io.ts";
import { faultOf, numberIn, parseLine } from "./line.ts";
import { renderPromptHelp } from "./welcome.ts";

export interface ConversationOptions extends Abilities {
  /** Keeps nothing by default. */
  readonly feedback?: FeedbackKeeper;
  /** Without it, the documents can't be changed. */
  readonly intake?: Intake | undefined;
  /** Errors on standard error by default. */
  readonly log?: Log;
  readonly output: Output;
  /** Whether the lines that are typed stay on the screen. */
  readonly echoes: boolean;
}

export interface Conversation {
  /** Answers a line: a command, the number of a control, or a question. */
  readonly answer: (line: string) => Promise<void>;
  readonly suggest: Bot["complete"];
}

/** A reply with controls. */
interface Posted {
  readonly id: string;
  readonly message: Message;
}

/** The shortest time between two lines of progress, in milliseconds. */
const UPDATE_EVERY_MS = 3_000;

export function createConversation(
  collection: ServedCollection,
  { feedback, log = createLog("error"), output, echoes, ...abilities }: ConversationOptions,
): Conversation {
  const bot = createBot({
    ...abilities,
    ...(feedback ? { feedback } : {}),
    collections: { for: async () => collection, list: async () => [collection] },
    log,
    timing: { update: UPDATE_EVERY_MS, retries: [] },
  });
  const draw = drawFor(output);
  let latest: Posted | undefined;

  const print = (...shown: readonly Message[]): void => {
    const drawn = shown.map(draw).filter((text) => text.trim() !== "");
    output.write(`${drawn.join("\n")}\n`);
  };
  const post = (reply: Message, id: string, question?: string): void => {
    const { components } = reply;
    print(forPrompt(reply, question), renderControls({ components }));
    if (controlsOf(reply).length > 0) latest = { id, message: reply };
  };
  const use = (used: Use, under?: Posted): Promise<void> => {
    const own = localMessageId();
    let target = own;
    let edited = "";
    const transport: Transport = {
      acknowledge: async (manner) => void (target = manner === "change" && under ? under.id : own),
      refuse: async (shown) => post(shown, own),
      async edit(shown) {
        // Discord shows an equal edit as nothing new; printed, it would be another line every few seconds.
        const text = JSON.stringify(shown);
        if (text === edited) return;
        edited = text;
        post(shown, target, echoes ? questionIn(used) : undefined);
      },
      beside: async (shown) => post(shown, localMessageId()),
      post: async (shown) => post(shown, localMessageId()),
    };
    return bot.handle(used, transport);
  };
  /** Replaces what is said for Discord, and omits a question that stays on the screen. */
  const forPrompt = (reply: Message, question: string | undefined): Message => {
    const { content } = reply;
    if (content.startsWith(wordsFor(LOCALE).help.commands))
      return { ...reply, content: renderPromptHelp(abilities.commands) };
    const [first = "", ...rest] = content.split("\n");
    const isEcho = question !== undefined && questionOf(first)?.question === question;
    return isEcho ? { ...reply, content: rest.join("\n") } : reply;
  };
  const press = async (number: number): Promise<void> => {
    const controls = latest ? controlsOf(latest.message) : [];
    const control = controls[number - 1];
    if (!latest || !control) return print(message(noControl(number, controls.length)));
    const { customId, values } = control;
    const under = { id: latest.id, content: latest.message.content };
    await use({ ...localCaller(LOCALE), customId, values, message: under }, latest);
  };
  return {
    suggest: (call, typed) => bot.complete(call, typed),
    async answer(line) {
      const number = numberIn(line);
      if (number !== undefined) return press(number);
      const call = parseLine(line, abilities.commands);
      const fault = faultOf(call, abilities.commands);
      if (fault === undefined) await use(call);
      else print(message(escape(fault)));
    },
  };
}

const LOCALE = "en-GB";

const noControl = (number: number, most: number): string =>
  most === 0
    ? "There is no button yet. Type a question, or /help."
    : `There is no button ${number}; the last reply with buttons has 1 to ${most}.`;

/** Returns the question of a call, undefined for any other use. */
function questionIn(use: Use): string | undefined {
  if ("customId" in use) return undefined;
  return textOption(use, "question") || undefined;
}
