/** @module A reply as Discord's JSON. */

import type { APIAllowedMentions, APIEmbed } from "discord-api-types/v10";
import type { Row } from "./controls.ts";

/** A file that goes with a message, byte for byte. */
export interface Attached {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A message that pings no one. */
export interface Message {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
  /** No part of Discord's JSON: they are sent beside it. */
  readonly files: readonly Attached[];
  readonly allowed_mentions: APIAllowedMentions;
}

/** A message of text and embeds, mentions off. The text is Markdown: whatever comes from outside must be escaped. */
export const message = (
  content: string,
  embeds: readonly APIEmbed[] = [],
  { components = [], files = [] }: Partial<Pick<Message, "components" | "files">> = {},
): Message => ({ content, embeds, components, files, allowed_mentions: { parse: [] } });

/** Leaves out links, buttons and selects: everything that Discord does not take for plain text. */
export const withoutExtras = ({ content, embeds, files }: Message): Message =>
  message(
    content,
    embeds.map(({ url: _url, ...embed }) => embed),
    { files },
  );
