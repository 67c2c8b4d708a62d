/** @module A reply as Discord's JSON. */

import type { APIAllowedMentions, APIEmbed } from "discord-api-types/v10";
import type { Row } from "./controls.ts";

/** A file attached to a message. */
export interface Attached {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** The only member or the only role whom a mention in the text pings, by their ID. */
export type Pinged = { readonly user: string } | { readonly role: string };

/** A message that pings no one, one member, or one role. */
export interface Message {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
  /** Sent beside the JSON, not in it. */
  readonly files: readonly Attached[];
  readonly allowed_mentions: APIAllowedMentions;
}

interface Extras extends Partial<Pick<Message, "components" | "files">> {
  readonly pinged?: Pinged | undefined;
}

/** The colour of embeds without an outcome. */
export const NEUTRAL = 0x3b5b8c;

/** Returns a message of text and embeds, mentions off. The text is Markdown: text from outside must be escaped. */
export const message = (
  content: string,
  embeds: readonly APIEmbed[] = [],
  { components = [], files = [], pinged }: Extras = {},
): Message => ({
  content,
  embeds,
  components,
  files,
  allowed_mentions: { parse: [], ...(pinged === undefined ? {} : allowed(pinged)) },
});

const allowed = (pinged: Pinged): Pick<APIAllowedMentions, "users" | "roles"> =>
  "user" in pinged ? { users: [pinged.user] } : { roles: [pinged.role] };

/** Removes links, buttons and selects: everything but plain text. */
export const withoutExtras = ({ content, embeds, files, allowed_mentions }: Message): Message => ({
  ...message(
    content,
    embeds.map(({ url: _url, ...embed }) => embed),
    { files },
  ),
  allowed_mentions,
});
