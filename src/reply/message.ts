/** @module A reply as Discord's JSON. */

import type { APIAllowedMentions, APIEmbed } from "discord-api-types/v10";

/** A message that pings no one. */
export interface Message {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly allowed_mentions: APIAllowedMentions;
}

/** A message of text and embeds, mentions off. The text is Markdown: whatever comes from outside must be escaped. */
export const message = (content: string, embeds: readonly APIEmbed[] = []): Message => ({
  content,
  embeds,
  allowed_mentions: { parse: [] },
});

/** The address if it can be a link: only http and https become one. */
export function linkOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return ["http:", "https:"].includes(protocol) && href.length <= 2_048 ? href : undefined;
}
