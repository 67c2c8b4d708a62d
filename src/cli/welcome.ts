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
}

interface Welcome {
  /** Undefined while nothing can be searched. */
  readonly served: Served | undefined;
  /** Of the collection; undefined if it is the only one. */
  readonly name: string | undefined;
  /** The names of the other collections. */
  readonly others: readonly string[];
  /** Of the local page. */
  readonly address: string | undefined;
  /** Whether someone can type. */
  readonly hasPrompt: boolean;
}

const NOTHING: Served = { documents: 0, areSamples: false, example: undefined };

/** Renders what is served, how to ask, and how to stop. */
export function renderWelcome({ served, name, others, address, hasPrompt }: Welcome): Message {
  const { areSamples, example } = served ?? NOTHING;
  const lines = [
    served ? readyLine(served, name) : unreadyLine(name),
    ...(hasPrompt ? [askLine(example)] : []),
    ...(address === undefined
      ? []
      : [`  ${hasPrompt ? "Or in a browser: " : "Ask in a browser:"}       ${escape(address)}`]),
    ...(others.length === 0 ? [] : [`  Other collections:      ${listed(others)}`]),
    ...(hasPrompt
      ? [`  ${together("/help  commands")}    ${together("/quit or Ctrl+C  stop")}`]
      : []),
    `  ${areSamples ? "Your own documents, and Discord" : "Discord"}: see README.md`,
  ];
  return message(lines.join("\n"));
}

const askLine = (example: string | undefined): string =>
  example === undefined ? "  Ask here." : `  Ask here, for example:  ${escape(label(example))}`;

function readyLine({ documents, areSamples }: Served, name: string | undefined): string {
  const kind = areSamples ? "sample document" : "document";
  const count = many(documents, kind, `${kind}s`);
  const place = name === undefined ? "" : ` in the collection ${name}`;
  return `Footnote is ready: ${count}${place}. It quotes them; it writes nothing itself.`;
}

const unreadyLine = (name = "The index"): string =>
  `${name} is not ready: the log says why. Questions are refused until it is.`;

const MOST_LISTED = 10;

/** Lists names, and how to choose one. */
function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  const some = [...names.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])];
  return `${some.join(", ")} (${together("--collection NAME")})`;
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
