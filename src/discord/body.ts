/** @module A message as a request's body. */

import type { RawFile } from "@discordjs/rest";
import type { Message } from "../reply/message.ts";

export interface Body {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: RawFile[];
}

/** Converts a message. Every part is present, so that an edit replaces the whole message, its files included. */
export const bodyOf = (
  { content, embeds, components, files, allowed_mentions }: Message,
  more: Readonly<Record<string, unknown>> = {},
): Body => ({
  body: {
    content,
    embeds,
    components,
    attachments: files.map(({ name: filename }, id) => ({ id, filename })),
    allowed_mentions,
    ...more,
  },
  files: files.map(({ name, bytes: data, contentType }) => ({ name, data, contentType })),
});
