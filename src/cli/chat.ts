/** @module `chat`: the commands at a prompt, drawn from the same replies as in Discord. */

import { createInterface, type Interface } from "node:readline";
import type { Context } from "../interactions/command.ts";
import { planCall } from "../interactions/dispatch.ts";
import { NO_FEEDBACK } from "../feedback/none.ts";
import type { Library } from "../collection/library.ts";
import { createLog, logFailure } from "../base/log.ts";
import { createPacer } from "../base/throttle.ts";
import { escape } from "../reply/escape.ts";
import { exampleLines } from "../reply/examples.ts";
import { type Message, message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { completions } from "./completion.ts";
import { draw, takesColour } from "./draw.ts";
import { keepHistory, MOST_LINES, readHistory } from "./history.ts";
import { faultOf, parseLine } from "./line.ts";
import type { Io, Output } from "./io.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";

/** Opens the library that was built, and the prompt on it. */
export async function openChat(folders: Folders, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const library = await libraryFor(config);
  try {
    const { historyFile } = config;
    await chat(library, { historyFile, input: io.stdin, output: io.stdout });
  } finally {
    await library.close();
  }
}

const PROMPT = "footnote> ";

export interface ChatOptions {
  /** Where what is typed at a terminal is remembered; nowhere, if there is none. */
  readonly historyFile?: string | undefined;
  readonly input: Io["stdin"];
  readonly output: Output;
}

/**
 * Answers lines of the input until it ends: a command, or a bare line as a question. Whoever sits at the terminal is
 * the operator.
 */
export async function chat(library: Library, options: ChatOptions): Promise<void> {
  const { output } = options;
  const show = (reply: Message): void => void output.write(`${draw(reply, takesColour(output))}\n`);
  const context: Context = {
    libraryFor: () => library,
    update: show,
    feedback: NO_FEEDBACK,
  };
  // Before lines are read: what is typed meanwhile waits in the input.
  if (isTerminal(options)) await welcome(library, show);
  const { lines, prompt } = openLines(options, context);
  prompt();
  for await (const line of lines) {
    if (isEnd(line)) break;
    const isDue = createPacer(UPDATE_EVERY_MS, UPDATE_EVERY_MS);
    const update = (reply: Message): void => {
      if (isDue()) show(reply);
    };
    if (line.trim() !== "") show(await answer(line.trim(), { ...context, update }));
    prompt();
  }
  lines.close();
  options.input.pause();
}

const isTerminal = ({ input, output }: ChatOptions): boolean =>
  input.isTTY === true && output.isTTY === true;

/** Shows questions to begin with. */
async function welcome(library: Library, show: (reply: Message) => void): Promise<void> {
  const lines = exampleLines(await library.examples(), wordsFor("en"));
  if (lines.length > 0) show(message(lines.join("\n")));
}

function openLines(
  options: ChatOptions,
  context: Context,
): { readonly lines: Interface; readonly prompt: () => void } {
  const { input, output, historyFile } = options;
  const terminal = isTerminal(options);
  const settings = { input, output, terminal, prompt: PROMPT };
  const lines = createInterface(
    terminal
      ? { ...settings, ...remembering(historyFile), completer: completer(context) }
      : settings,
  );
  let isClosed = false;
  lines.on("close", () => (isClosed = true));
  lines.on("SIGINT", () => lines.close());
  if (terminal) lines.on("history", (history: string[]) => keepHistory(historyFile, history));
  // It may be closed while an answer is under way; to prompt then is an error of some versions of Node.
  return { lines, prompt: () => (terminal && !isClosed ? lines.prompt() : undefined) };
}

const remembering = (file: string | undefined) => ({
  history: readHistory(file),
  historySize: MOST_LINES,
  removeHistoryDuplicates: true,
});

type Completed = (error: null, result: [string[], string]) => void;

const completer = (context: Context) => (line: string, completed: Completed) => {
  const found = completions(line, parseLine(line), context).catch((): string[] => []);
  void found.then((lines) => completed(null, [lines, line]));
};

const isEnd = (line: string): boolean => ["/quit", "/exit"].includes(line.trim());

async function answer(line: string, context: Context): Promise<Message> {
  const call = parseLine(line);
  const fault = faultOf(call);
  if (fault !== undefined) return message(escape(fault));
  const plan = planCall(call);
  if ("refusal" in plan) return plan.refusal;
  const effect = await plan.run(context, (error) =>
    logFailure(createLog("error"), plan.name, error),
  );
  return effect.kind === "nothing" ? message("") : effect.message;
}

/** Long commands tell how far they are more often than one cares to read. */
const UPDATE_EVERY_MS = 3_000;
