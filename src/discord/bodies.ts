/** @module Messages as bodies of requests, and threads that are opened for one. */

import type { RawFile } from "@discordjs/rest";
import { RESTJSONErrorCodes, Routes, ThreadAutoArchiveDuration } from "discord-api-types/v10";
import type { Message } from "../reply/message.ts";
import { isCode, type Rest } from "./rest.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface Body {
  readonly body: Fields;
  readonly files: RawFile[];
}

/** Converts a message. Every part is present, so that an edit replaces the whole message, its files included. */
export const bodyOf = (
  { content, embeds, components, files, allowed_mentions }: Message,
  more: Fields = {},
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

/**
 * Returns the fields by which Discord accepts a message once, for some minutes, so that one whose receipt was lost can be
 * sent again.
 * @param id of the message that is answered.
 * @param count of the replies to it before.
 */
export const onceOf = (id: string, count: number): Fields => ({
  nonce: `${id}${"abcdefgh".charAt(count)}`,
  enforce_nonce: true,
});

/** A message, by its ID and its channel. */
export interface Place {
  readonly id: string;
  readonly channelId: string;
}

/** Opens a thread on a message, and posts another in it. @throws the error of either request. */
export async function postInThread(
  rest: Rest,
  { id, channelId }: Place,
  name: string,
  shown: Message,
): Promise<void> {
  const body = { name, auto_archive_duration: ThreadAutoArchiveDuration.OneDay };
  await rest.post(Routes.threads(channelId, id), { body }).catch((error: unknown) => {
    // Somebody was faster, or the answer to an earlier attempt was lost.
    if (!isCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) throw error;
  });
  // A thread has the ID of the message that it was opened on.
  await rest.post(Routes.channelMessages(id), bodyOf(shown, onceOf(id, 0)));
}
