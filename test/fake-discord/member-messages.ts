/** @module Messages as members, other bots and webhooks write them. */
import { referenceTo } from "./changes.ts";
import type { Channel } from "./channels.ts";
import { snowflake, USER_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import type { SentMessage } from "./messages.ts";
import type { AttachedFile } from "./payloads.ts";
import { userOf } from "./people.ts";

type Written = {
  readonly content?: string;
  readonly userId?: string;
  /** The roles of the author. */
  readonly roles?: readonly string[];
  /** Whether another bot wrote it. */
  readonly bot?: boolean;
  /** Whether a webhook wrote it. */
  readonly webhook?: boolean;
  readonly attachments?: readonly AttachedFile[];
  readonly embeds?: SentMessage["embeds"];
  /** Users that it mentions beside those in its content. */
  readonly mentions?: readonly string[];
};

export type Said = Written & {
  readonly channelId?: string;
  /** The message that it answers, whose author it mentions unless `isQuiet`. */
  readonly replyTo?: string;
  readonly isQuiet?: boolean;
};

export type Posted = Written & {
  readonly forumId: string;
  readonly title: string;
  readonly tags?: readonly string[];
  /** Sends the message before the thread: Discord promises no order. */
  readonly isMessageFirst?: boolean;
};

/** Makes a file available, and returns the attachment. */
export type Attach = (file: AttachedFile) => Fields;

const REPLY = 19;

type Around = {
  readonly channel: Channel;
  readonly attach: Attach;
  /** The message that it answers. */
  readonly answered?: SentMessage | undefined;
  /** The ID, which a forum's post gives its first message. */
  readonly id?: string;
};

/** Returns a message of a member, another bot or a webhook. */
export function memberMessage(
  written: Written & Pick<Said, "isQuiet">,
  { channel, attach, answered, id = snowflake() }: Around,
): SentMessage {
  const { content = "", userId = USER_ID, roles = [], embeds = [], webhook = false } = written;
  const isBot = webhook || written.bot === true;
  const pings = answered !== undefined && written.isQuiet !== true;
  const named = [...(written.mentions ?? []), ...(pings ? [String(answered.author["id"])] : [])];
  return {
    id,
    channelId: channel.id,
    guildId: channel.guildId,
    type: answered === undefined ? 0 : REPLY,
    author: { ...userOf(userId), ...(isBot ? { bot: true } : {}) },
    ...(webhook ? { webhookId: userId } : {}),
    ...(answered === undefined ? {} : { reference: referenceTo(answered) }),
    roles,
    content,
    mentions: mentionsIn(content, named),
    roleMentions: idsIn(content, /<@&(\d+)>/g),
    attachments: (written.attachments ?? []).map((file) => attach(lasting(file))),
    embeds,
    components: [],
    files: [],
    flags: 0,
    writtenAt: new Date().toISOString(),
    editedAt: null,
  };
}

/** Returns the users that a text mentions, and others, each once. */
export const mentionsIn = (content: string, others: readonly string[]): readonly string[] => [
  ...new Set([...idsIn(content, /<@!?(\d+)>/g), ...others]),
];

const idsIn = (content: string, pattern: RegExp): readonly string[] =>
  [...content.matchAll(pattern)].map(([, id = ""]) => id);

/** Returns the file of a message, which is not ephemeral as that of a command is. */
const lasting = (file: AttachedFile): AttachedFile => ({
  ...file,
  forged: { ephemeral: undefined, ...file.forged },
});
