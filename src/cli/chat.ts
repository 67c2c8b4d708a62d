/** @module `chat`: the commands at a prompt, drawn from the same replies as in Discord. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { createInterface, type Interface } from "node:readline";
import { findCommand } from "../../commands/index.ts";
import { type Call, type Context, isTyped } from "../../commands/command.ts";
import { planCall } from "../../commands/dispatch.ts";
import { NO_FEEDBACK } from "../feedback/none.ts";
import type { Library } from "../library/library.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { completions } from "./completion.ts";
import { draw, takesColour } from "./draw.ts";
import { keepHistory, MOST_LINES, readHistory } from "./history.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";

/** Opens the library that was built, and the prompt on it. */
export async function openChat(folders: Folders): Promise<void> {
  const config = configFor(folders);
  const library = await libraryFor(config);
  try {
    await chat(library, config);
  } finally {
    await library.close();
  }
}

const PROMPT = "footnote> ";

export interface ChatOptions {
  /** Where what is typed at a terminal is remembered; nowhere, if there is none. */
  readonly historyFile?: string | undefined;
  readonly input?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output?: NodeJS.WriteStream;
}

/**
 * Answers lines of the input until it ends: a command, or a bare line as a question. Whoever sits at the terminal is
 * the operator.
 */
export async function chat(library: Library, options: ChatOptions = {}): Promise<void> {
  const { output = process.stdout } = options;
  const show = (reply: Message): void => void output.write(`${draw(reply, takesColour(output))}\n`);
  const context: Context = {
    libraryFor: () => library,
    update: show,
    feedback: NO_FEEDBACK,
  };
  const { lines, prompt } = openLines(options, output, context);
  prompt();
  for await (const line of lines) {
    if (isEnd(line)) break;
    const update = atMostEvery(UPDATE_EVERY_MS, show);
    if (line.trim() !== "") show(await answer(line.trim(), { ...context, update }));
    prompt();
  }
  lines.close();
  (options.input ?? process.stdin).pause();
}

function openLines(
  { input = process.stdin, historyFile }: ChatOptions,
  output: NodeJS.WriteStream,
  context: Context,
): { readonly lines: Interface; readonly prompt: () => void } {
  const terminal = input.isTTY === true && output.isTTY;
  const settings = { input, output, terminal, prompt: PROMPT };
  const lines = createInterface(
    terminal
      ? { ...settings, ...remembering(historyFile), completer: completer(context) }
      : settings,
  );
  lines.on("SIGINT", () => lines.close());
  if (terminal) lines.on("history", (history: string[]) => keepHistory(historyFile, history));
  return { lines, prompt: () => (terminal ? lines.prompt() : undefined) };
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
  const plan = planCall(call);
  if (!findCommand(call.name))
    return message(escape(`There is no command /${call.name}. Try /help.`));
  if ("refusal" in plan) return plan.refusal;
  const effect = await plan.run(context);
  return effect.kind === "nothing" ? message("") : effect.message;
}

/** `/source ID`, `/rebuild full`, `/help`; what is no command is a question. */
export function parseLine(line: string): Call {
  const [, typed, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [undefined, "ask", line];
  const name = typed ?? "ask";
  return {
    name,
    options: optionsOf(name, rest.trim()),
    userId: "terminal",
    guildId: null,
    channelId: null,
    rights: { operator: true },
    locale: "en-GB",
  };
}

/** The first option of a command takes the rest of the line; one that is a switch is on if it is named. */
function optionsOf(name: string, rest: string): Call["options"] {
  const definition = findCommand(name)?.definition;
  const option = definition && isTyped(definition) ? definition.options?.[0] : undefined;
  if (!option || rest === "") return {};
  return {
    [option.name]:
      option.type === ApplicationCommandOptionType.Boolean ? rest === option.name : rest,
  };
}

/** Long commands tell how far they are more often than one cares to read. */
const UPDATE_EVERY_MS = 3_000;

function atMostEvery(everyMs: number, show: (reply: Message) => void): (reply: Message) => void {
  let next = performance.now() + everyMs;
  return (reply) => {
    if (performance.now() < next) return;
    next = performance.now() + everyMs;
    show(reply);
  };
}
