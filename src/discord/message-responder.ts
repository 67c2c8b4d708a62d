/** @module The reply to a message: a message in its channel that pings no one, the one who asked neither. */

import { type APIAllowedMentions, Routes } from "discord-api-types/v10";
import type { REST } from "discord.js";
import type { Effect } from "../../commands/dispatch.ts";
import { type Message, message } from "../reply/message.ts";
import type { Mention } from "./mention.ts";
import { isRefusedBody } from "./faults.ts";
import { retrying } from "./retrying.ts";
import type { Responder, ResponderOptions } from "./responder.ts";

/**
 * The reply to a mention. A refusal says nothing: it could be seen by all, and who mentions the bot without end would have
 * it write without end.
 */
export function messageResponder(
  rest: REST,
  { channelId, messageId }: Mention,
  { log, timing, words }: Omit<ResponderOptions, "plan">,
): Responder {
  let hasEnded = false;
  const end = async (effect: Effect): Promise<void> => {
    if (hasEnded || effect.kind === "nothing") return;
    hasEnded = true;
    const error = await retrying(
      () => post(rest, channelId, messageId, effect.message),
      timing.retries,
    );
    if (error === undefined) return;
    log.warn({ err: error }, "an answer could not be shown");
    if (!isRefusedBody(error)) return;
    const notTaken = message(words.refusals.notTaken);
    await retrying(() => post(rest, channelId, messageId, notTaken, "b"), timing.retries);
  };
  return {
    refuse: async () => {},
    acknowledge: async () => {
      // That the bot is writing is a courtesy: an answer does not fail for want of it.
      await rest.post(Routes.channelTyping(channelId)).catch((error: unknown) => {
        log.debug({ err: error }, "typing could not be shown");
      });
    },
    update: async () => {},
    end,
    giveUp: () => end({ kind: "reply", message: message(words.refusals.stopped) }),
  };
}

/** For some minutes Discord shows a message of the same nonce once: one whose receipt was lost may be sent again. */
const nonceFor = (messageId: string, part: string) => ({
  nonce: `${messageId}${part}`,
  enforce_nonce: true,
});

/** `replied_user` is Discord's own default to ping whoever is replied to. */
const QUIET: APIAllowedMentions = { parse: [], replied_user: false };

async function post(
  rest: REST,
  channelId: string,
  messageId: string,
  { content, embeds, components, files }: Message,
  part = "a",
): Promise<void> {
  const reference = { message_id: messageId, fail_if_not_exists: false };
  const body = { content, embeds, components, allowed_mentions: QUIET };
  await rest.post(Routes.channelMessages(channelId), {
    body: { ...body, message_reference: reference, ...nonceFor(messageId, part) },
    files: files.map(({ name, bytes, contentType }) => ({
      name,
      data: Buffer.from(bytes),
      contentType,
    })),
  });
}
