/** @module The first screen at a terminal, and the help of its prompt. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { label } from "../reply/citation.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { many } from "../reply/words/counted.ts";
import { type Command, type Definition, isTyped } from "../interactions/command.ts";
import { optionsOf, takesFile } from "../interactions/options.ts";

export interface Served {
  readonly documents: number;
  /** Whether they are the samples. */
  readonly areSamples: boolean;
  /** A question that finds something. */
  readonly example: string | undefined;
  /** Of the local page. */
  readonly address: string | undefined;
}

/** Renders what is served, how to ask, and how to stop. */
export function renderWelcome({ documents, areSamples, example, address }: Served): Message {
  const kind = areSamples ? "sample document" : "document";
  const lines = [
    `Footnote is ready: ${many(documents, kind, `${kind}s`)}. It quotes them; it writes nothing itself.`,
    example === undefined ? "  Ask here." : `  Ask here, for example:  ${escape(label(example))}`,
    ...(address === undefined ? [] : [`  Or in a browser:        ${escape(address)}`]),
    `  ${together("/help  commands")}    ${together("/quit or Ctrl+C  stop")}`,
    `  ${areSamples ? "Your own documents, and Discord" : "Discord"}: see README.md`,
  ];
  return message(lines.join("\n"));
}

/** Keeps a text on one row. */
const together = (text: string): string => text.replaceAll(" ", "\u00A0");

/** Renders the help of the prompt: each command as it is typed there. */
export function renderPromptHelp(commands: readonly Command[]): string {
  const typed = commands
    .map(({ definition }) => definition)
    .filter(isTyped)
    .filter((definition) => !takesFile(definition));
  return [
    "Type a question, or one of these:",
    ...typed.map((definition) => `- ${usageOf(definition)}: ${escape(definition.description)}`),
    "- **/quit**: Stop (or Ctrl+C on an empty line)",
    "A number presses a button of the last reply. Tab completes commands, the arrow keys recall earlier lines.",
  ].join("\n");
}

/** Formats `/source id`, `/rebuild [full] [back]`: the first option takes the rest of the line. */
function usageOf(definition: Extract<Definition, { description: string }>): string {
  const options = optionsOf(definition);
  const isFlags = options[0]?.type === ApplicationCommandOptionType.Boolean;
  const shown = isFlags
    ? options.map(({ name }) => `[${name}]`)
    : options.slice(0, 1).map(({ name }) => name);
  return [`**/${definition.name}**`, ...shown.map(escape)].join(" ");
}
