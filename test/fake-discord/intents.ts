/** @module Gateway intents: the events that a session hears, and the content that it may see. */
import { APPLICATION_ID } from "./ids.ts";
import { fieldsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";

export const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;
/** Members, presences and message content. Only the last can be granted here. */
const PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT;

/** The flags of an application that may see message content: after Discord's review, and before it. */
export const CONTENT_FLAGS = { verified: 1 << 18, limited: 1 << 19 } as const;

/** Whether an application with these flags may identify with these intents. */
export function isGranted(intents: number, flags: number): boolean {
  const seesContent = (flags & (CONTENT_FLAGS.verified | CONTENT_FLAGS.limited)) !== 0;
  return (intents & PRIVILEGED & ~(seesContent ? MESSAGE_CONTENT : 0)) === 0;
}

/** Whether a session hears an event. Interactions need no intent. */
export function isHeard(intents: number, event: string, guildId: string | null): boolean {
  if (event.startsWith("MESSAGE_"))
    return (intents & (guildId === null ? DIRECT_MESSAGES : GUILD_MESSAGES)) !== 0;
  return !/^(?:GUILD|CHANNEL|THREAD)_/.test(event) || (intents & GUILDS) !== 0;
}

/**
 * Empties what members wrote in a message of a guild, and in the message that it replies to, unless the session may see
 * content, or the message is the bot's or mentions it.
 */
export function readable(message: Fields, intents: number): Fields {
  const { author, mentions, referenced_message: answered } = message;
  const names = [author, ...listOf(mentions)].map((user) => fieldsOf(user)["id"]);
  const isOpen = (intents & MESSAGE_CONTENT) !== 0 || names.includes(APPLICATION_ID);
  return {
    ...message,
    ...(isOpen ? {} : { content: "", embeds: [], attachments: [], components: [] }),
    ...(isFields(answered) ? { referenced_message: readable(answered, intents) } : {}),
  };
}
