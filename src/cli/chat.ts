/** @module The prompt: the commands at a terminal, with the same replies as in Discord. */

import { createInterface, type Interface } from "node:readline";
import { createLog } from "../base/log.ts";
import { singleCollection } from "../collection/collections.ts";
import type { Library } from "../collection/library.ts";
import type { Abilities } from "../interactions/action.ts";
import { type Bot, createBot } from "../interactions/bot.ts";
import type { Transport } from "../interactions/transport.ts";
import { escape } from "../reply/escape.ts";
import { exampleLines } from "../reply/help.ts";
import { type Message, message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { drawFor } from "./draw.ts";
import { keepHistory, MOST_LINES, readHistory, completeLine, faultOf, parseLine } from "./line.ts";
import type { Io, Output } from "./io.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";

/** Opens the prompt on a library that was built. */
export async function openChat(folders: Folders, abilities: Abilities, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const library = await libraryFor(config);
  try {
    const { historyFile } = config;
    await chat(library, { ...abilities, historyFile, input: io.stdin, output: io.stdout });
  } finally {
    await library.close();
  }
}

const PROMPT = "footnote> ";

export interface ChatOptions extends Abilities {
  /** The file that keeps lines typed at a terminal; without it none are kept. */
  readonly historyFile?: string | undefined;
  readonly input: Io["stdin"];
  readonly output: Output;
}

/** Answers lines of the input until it ends: a command, or a bare line as a question. The caller is the operator. */
export async function chat(library: Library, options: ChatOptions): Promise<void> {
  const { output, commands, actions } = options;
  const draw = drawFor(output);
  const show = async (reply: Message): Promise<void> =>
    void output.write(`${draw(reply)}\n`);
  const bot = createBot({
    commands,
    actions,
    collections: singleCollection(library),
    log: createLog("error"),
    timing: { update: UPDATE_EVERY_MS, retries: [] },
  });
  const transport: Transport = {
    acknowledge: async () => {},
    refuse: show,
    edit: show,
    beside: show,
    post: show,
  };
  const answer = async (line: string): Promise<void> => {
    const call = parseLine(line, commands);
    const fault = faultOf(call, commands);
    if (fault === undefined) await bot.handle(call, transport);
    else await show(message(escape(fault)));
  };
  // Examples are shown before lines are read; input that arrives meanwhile waits.
  if (isTerminal(options)) await welcome(library, show);
  const { lines, prompt } = openLines(options, bot);
  prompt();
  for await (const line of lines) {
    if (isEnd(line)) break;
    if (line.trim() !== "") await answer(line.trim());
    prompt();
  }
  lines.close();
  options.input.pause();
}

const isTerminal = ({ input, output }: ChatOptions): boolean =>
  input.isTTY === true && output.isTTY === true;

/** Shows example questions. */
async function welcome(library: Library, show: (reply: Message) => Promise<void>): Promise<void> {
  const lines = exampleLines(await library.examples(), wordsFor("en"));
  if (lines.length > 0) await show(message(lines.join("\n")));
}

function openLines(
  options: ChatOptions,
  bot: Bot,
): { readonly lines: Interface; readonly prompt: () => void } {
  const { input, output, historyFile, commands } = options;
  const terminal = isTerminal(options);
  const settings = { input, output, terminal, prompt: PROMPT };
  const completer = (line: string, completed: Completed): void =>
    void completeLine(line, commands, (call, typed) => bot.complete(call, typed)).then((found) =>
      completed(null, [found, line]),
    );
  const lines = createInterface(
    terminal ? { ...settings, ...historyOptions(historyFile), completer } : settings,
  );
  let isClosed = false;
  lines.on("close", () => (isClosed = true));
  lines.on("SIGINT", () => lines.close());
  if (terminal) lines.on("history", (history: string[]) => keepHistory(historyFile, history));
  // The input may close while an answer is pending; some versions of Node throw on a prompt then.
  return { lines, prompt: () => (terminal && !isClosed ? lines.prompt() : undefined) };
}

const historyOptions = (file: string | undefined) => ({
  history: readHistory(file),
  historySize: MOST_LINES,
  removeHistoryDuplicates: true,
});

type Completed = (error: null, result: [string[], string]) => void;

const isEnd = (line: string): boolean => ["/quit", "/exit"].includes(line.trim());

/** The shortest time between two lines of progress, in milliseconds. */
const UPDATE_EVERY_MS = 3_000;

const INVITATION = [
  "To bring Footnote into Discord, make an application at https://discord.com/developers/applications,",
  "put its token into .env as DISCORD_TOKEN (see .env.example), and run npm start again.",
].join("\n");

export interface LocalOptions extends ChatOptions {
  readonly library: Library;
  /** The folder of the documents, for display. */
  readonly seedsDir: string;
  /** The address of the local page, if it is served. */
  readonly address: string | undefined;
  /** Resolves at a signal to stop. */
  readonly stopped: Promise<unknown>;
}

/** Serves the prompt until its input ends or a signal stops it; with the page and without any input, only a signal. */
export async function serveLocally(options: LocalOptions): Promise<void> {
  const { library, seedsDir, address, stopped, input, output } = options;
  const { documents, passages } = library.counts();
  const from = library.servesSamples() ? `the samples; your own go into ${seedsDir}` : seedsDir;
  output.write(
    `${INVITATION}\n\nReady: ${wordsFor("en").documents.counts(documents, passages)} from ${from}.\n` +
      `${address === undefined ? "" : `In your browser: ${address}\n`}Here: type a question, or /help.\n\n`,
  );
  let hasInput = false;
  input.once("data", () => (hasInput = true));
  const isLeft = await Promise.race([
    stopped.then(() => false),
    chat(library, options).then(() => true),
  ]);
  if (isLeft && !hasInput && address !== undefined && !input.isTTY) await stopped;
}
