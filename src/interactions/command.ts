/** @module The contract of a command: a call in, a reply as Discord's message JSON out, on every transport. */

import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { OpenRate } from "../base/bounded-rate.ts";
import type { CommunitySettings } from "../base/config/collections.ts";
import type { CommunityEvent, Observe, QuestionResult } from "../base/observation.ts";
import type { ServedCollection } from "../collection/collections.ts";
import type { Library } from "../collection/library.ts";
import type { Feedback } from "../feedback/feedback.ts";
import type { Message } from "../reply/message.ts";
import type { PendingWorks } from "../storage/pending.ts";
import type { Caller } from "./caller.ts";
import type { Outbox } from "./outbox.ts";

/** A file that a member attached to a command. */
export interface Attachment {
  readonly name: string;
  /** In bytes, as Discord says. */
  readonly size: number;
  readonly url: string;
}

/** A channel that a member chose; Discord names it as one of the server. */
export interface ChosenChannel {
  readonly channelId: string;
  /** As Discord numbers the types of channels. */
  readonly channelType: number;
  readonly name: string;
}

type OptionValue = string | number | boolean | Attachment | ChosenChannel;

/** One use of a command. */
export interface Call extends Caller {
  readonly name: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** The option that is being typed, while suggestions for it are wanted. */
  readonly focused?: string | undefined;
  /** The question before, to which this one may refer. */
  readonly before?: string | undefined;
}

/** The operator's choices for calls that do not choose. */
export interface Defaults {
  /** Whether everyone in the channel sees answers, or only the asker. */
  readonly answers: "public" | "private";
  /** Whether answers of the collection may be shown to everyone at all. */
  readonly visibility: "public" | "private";
  /** Whether messages that mention the bot, or reply to it, are answered. */
  readonly answersMentions: boolean;
}

/** The services that any command or action may use. */
export interface Surroundings extends Defaults {
  /** Whether the caller gives the server documents of its own. */
  readonly canManage: boolean;
  /** Shows the progress of a long command; may be called at any rate. */
  readonly update: (progress: Message) => void;
  /** Posts a message for everyone in the channel, beside the reply. @throws the error of its request. */
  readonly post: (shown: Message) => Promise<void>;
  /** Kept for this collection. */
  readonly feedback: Feedback;
  readonly observe: Observe;
  /** Opens counts that replicas share, once for each name. */
  readonly openRate: OpenRate;
  readonly community: CommunitySettings;
  /** Counts an event in the metrics and in the report of the collection. */
  readonly note: (event: CommunityEvent) => void;
  /** Undefined where there is no Discord. */
  readonly outbox: Outbox | undefined;
  /** Returns the address of the page of a passage; undefined where the collection has no pages. */
  readonly pageOf: (passageId: string) => string | undefined;
}

/** The services that members' commands and actions may use. */
export interface Context extends Surroundings {
  /** The collection that serves the caller. */
  readonly library: Library;
}

/** The services that operators' commands and actions may use: they work where no library can be opened, too. */
export interface OperatorContext extends Surroundings {
  /** The collection that is meant. */
  readonly collection: ServedCollection;
  /** Works that wait for a confirmation. */
  readonly pending: PendingWorks;
  /** Lists the collections that the caller operates. */
  readonly operated: () => Promise<readonly ServedCollection[]>;
}

/** The result of a use, for the log; those of questions and rebuilds are counted too. */
export type Outcome =
  | { readonly kind: "question"; readonly result: QuestionResult }
  | { readonly kind: "rebuild"; readonly result: "done" | "failed" }
  | { readonly kind: "other"; readonly result: string };

/** A reply; its outcome is `done` where none is given. */
export interface Reply {
  readonly message: Message;
  readonly outcome?: Outcome;
  /** Show it in a thread of its own, where that can be opened. */
  readonly thread?: Thread;
}

/** A new thread for a reply. */
export interface Thread {
  /** At most 100 characters. */
  readonly name: string;
  /** Shown in the place of the reply. */
  readonly notice: Message;
}

export type Choice = APIApplicationCommandOptionChoice<string>;

/** A command as Discord registers it: typed after a slash, or picked from a message's menu. */
export type Definition =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody;

interface CommandBase {
  readonly definition: Definition;
  /** The kind of outcome that is counted where `run` rejects. */
  readonly counts?: "question" | "rebuild";
  /** Whether only the caller sees the reply. */
  isPrivate(call: Call, defaults: Defaults): boolean;
  /** Returns the part of a private reply that may be posted in the channel once Discord no longer accepts edits. */
  openly?(reply: Message, call: Call): Message;
}

/** A command for members. */
export interface MemberCommand extends CommandBase {
  readonly scope: "everywhere";
  run(call: Call, context: Context): Promise<Reply>;
  /** Returns suggestions for the option that is being typed. */
  complete?(typed: string, call: Call, context: Context): Promise<readonly Choice[]>;
}

/** A command for members that opens no library: it works where there are no documents, too. */
export interface PlainCommand extends CommandBase {
  readonly scope: "everywhere";
  readonly opensLibrary: false;
  run(call: Call, context: Surroundings): Promise<Reply>;
}

/** A command in operators' guilds only, refused to everyone but operators. */
export interface OperatorCommand extends CommandBase {
  readonly scope: "home";
  /** Its definition for those who manage a server, where servers manage documents; absent where it is not for them. */
  readonly forManagers?: Definition;
  run(call: Call, context: OperatorContext): Promise<Reply>;
  complete?(typed: string, call: Call, context: OperatorContext): Promise<readonly Choice[]>;
}

export type Command = MemberCommand | PlainCommand | OperatorCommand;

/** The option of operators' commands that names one of several collections. */
export const COLLECTION_OPTION = "collection";

/** Returns the command of a name; undefined if there is none. */
export const findCommand = (commands: readonly Command[], name: string): Command | undefined =>
  commands.find(({ definition }) => definition.name === name);

/** Whether the command is typed after a slash. */
export const isTyped = (
  definition: Definition,
): definition is RESTPostAPIChatInputApplicationCommandsJSONBody =>
  (definition.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;

/** Omits the option that names one of several collections. */
export const withoutCollection = (definition: Definition): Definition =>
  isTyped(definition) && definition.options
    ? {
        ...definition,
        options: definition.options.filter(({ name }) => name !== COLLECTION_OPTION),
      }
    : definition;

/** The contexts of a command that is shown in guilds only; `0` of either list means a guild. */
export const IN_GUILDS = { contexts: [0], integration_types: [0] };

/** Discord shows a command only to members who may manage the server; each use is checked again. */
const MANAGERS_ONLY = String(PermissionFlagsBits.ManageGuild);

/** Returns the definition of an operators' command for those who manage a server. */
export const toManagers = (definition: Definition): Definition => ({
  ...withoutCollection(definition),
  ...IN_GUILDS,
  default_member_permissions: MANAGERS_ONLY,
});

/** Returns an option of a call that is text; empty if it is missing. */
export function textOption({ options }: Call, name: string): string {
  const value = options[name];
  return typeof value === "string" ? value : "";
}

/** Returns an option of a call that is a file; undefined if it is missing. */
export function attachmentOption({ options }: Call, name: string): Attachment | undefined {
  const value = options[name];
  return typeof value === "object" && "url" in value ? value : undefined;
}

/** Returns an option of a call that is a channel; undefined if it is missing. */
export function channelOption({ options }: Call, name: string): ChosenChannel | undefined {
  const value = options[name];
  return typeof value === "object" && "channelId" in value ? value : undefined;
}

/** The option of a message's command that holds the text of the message. */
export const MESSAGE_TEXT = "text";
