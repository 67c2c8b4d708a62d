/** @module What a command is: a plain call in, Discord's message JSON out, whichever way it came. */

import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Feedback } from "../feedback/feedback.ts";
import type { Library } from "../collection/library.ts";
import type { Message } from "../reply/message.ts";

/** Who uses the bot, and where. */
export interface Caller {
  readonly userId: string;
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly rights: { readonly operator: boolean };
  readonly locale: string;
}

/** One use of a command, from Discord, the terminal or elsewhere. */
export interface Call extends Caller {
  readonly name: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** What a command or an action may use. */
export interface Context {
  /** The collection that this caller is served from. */
  libraryFor(caller: Caller): Library;
  /** Shows how far a long command is; may be called as often as one likes. */
  readonly update: (message: Message) => void;
  readonly feedback: Feedback;
}

/** As Discord registers it: typed after a slash, or picked from a message's menu. */
export type Definition =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody;

export interface Command {
  readonly definition: Definition;
  /** `home`: in the operator's own guild only. */
  readonly scope: "everywhere" | "home";
  /** Whether only the caller sees the reply. */
  isPrivate(call: Call): boolean;
  /** A refusal that is given at once and privately, before anything is done. */
  refuse?(call: Call): Message | undefined;
  run(call: Call, context: Context): Promise<Message>;
  /**
   * What may be said before all in the channel of a private reply that could not be shown, as it took longer than
   * Discord lets it be changed. For commands that may take so long.
   */
  openly?(reply: Message, call: Call): Message;
  /** Suggestions for the option that is being typed. */
  complete?(
    typed: string,
    call: Call,
    context: Context,
  ): Promise<APIApplicationCommandOptionChoice<string>[]>;
}

/** Whether it is typed after a slash. */
export const isTyped = (
  definition: Definition,
): definition is RESTPostAPIChatInputApplicationCommandsJSONBody =>
  (definition.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;

/** An option of a call that is text; empty if it is missing. */
export function textOption({ options }: Call, name: string): string {
  const value = options[name];
  return typeof value === "string" ? value : "";
}

/** A guild's command is shown in guilds only; `0` of either list means a guild. */
export const IN_GUILDS = { contexts: [0], integration_types: [0] };
