/** @module `chat`: the commands at a prompt, drawn from the same replies as in Discord. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { createInterface, type Interface } from "node:readline";
import { COMMANDS, findCommand } from "../../commands/index.ts";
import { type Call, isTyped } from "../../commands/command.ts";
import { planCall } from "../../commands/dispatch.ts";
import { NO_FEEDBACK } from "../feedback/none.ts";
import type { Library } from "../library/library.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { draw, takesColour } from "./draw.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";

/** Opens the library that was built, and the prompt on it. */
export async function openChat(folders: Folders): Promise<void> {
  const library = await libraryFor(configFor(folders));
  try {
    await chat(library);
  } finally {
    await library.close();
  }
}

const PROMPT = "footnote> ";

/**
 * Answers lines of standard input until it ends: a command, or a bare line as a question. Whoever sits at the terminal is
 * the operator.
 */
export async function chat(library: Library): Promise<void> {
  const { stdin: input, stdout: output } = process;
  const isTerminal = input.isTTY && output.isTTY;
  const lines = createInterface({ input, output, terminal: isTerminal, prompt: PROMPT, completer });
  lines.on("SIGINT", () => lines.close());
  const show = (reply: Message): void => void output.write(`${draw(reply, takesColour(output))}\n`);
  const prompt = (): void => (isTerminal ? lines.prompt() : undefined);
  prompt();
  for await (const line of lines) {
    if (isEnd(line)) break;
    if (line.trim() !== "") show(await answer(line.trim(), library, show));
    prompt();
  }
  end(lines);
}

const isEnd = (line: string): boolean => ["/quit", "/exit"].includes(line.trim());

function end(lines: Interface): void {
  lines.close();
  process.stdin.pause();
}

/** Completes the names of commands. */
function completer(line: string): [string[], string] {
  const names = COMMANDS.filter(({ definition }) => isTyped(definition)).map(
    ({ definition }) => `/${definition.name}`,
  );
  return [names.filter((name) => name.startsWith(line)), line];
}

async function answer(
  line: string,
  library: Library,
  show: (reply: Message) => void,
): Promise<Message> {
  const call = parseLine(line);
  const plan = planCall(call);
  if (!findCommand(call.name))
    return message(escape(`There is no command /${call.name}. Try /help.`));
  if ("refusal" in plan) return plan.refusal;
  const effect = await plan.run({
    libraryFor: () => library,
    update: atMostEvery(UPDATE_EVERY_MS, show),
    feedback: NO_FEEDBACK,
  });
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
