/** @module A reply as Discord's JSON. */

import type { APIAllowedMentions, APIEmbed } from "discord-api-types/v10";
import type { Row } from "./controls.ts";

/** A file attached to a message. */
export interface Attached {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A message that pings no one, or one member. */
export interface Message {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
  /** Sent beside the JSON, not in it. */
  readonly files: readonly Attached[];
  readonly allowed_mentions: APIAllowedMentions;
}

interface Extras extends Partial<Pick<Message, "components" | "files">> {
  /** The ID of the only member whom a mention in the text pings. */
  readonly pinged?: string | undefined;
}

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
  allowed_mentions: { parse: [], ...(pinged === undefined ? {} : { users: [pinged] }) },
});

/** Removes links, buttons and selects: everything but plain text. */
export const withoutExtras = ({ content, embeds, files, allowed_mentions }: Message): Message => ({
  ...message(
    content,
    embeds.map(({ url: _url, ...embed }) => embed),
    { files },
  ),
  allowed_mentions,
});
