/** @module Replies over REST: to an interaction through its webhook, to a message in its channel. */

import type { RawFile } from "@discordjs/rest";
import { InteractionResponseType, MessageFlags, Routes } from "discord-api-types/v10";
import type { Log } from "../base/log.ts";
import type { Manner } from "../interactions/action.ts";
import type { Transport } from "../interactions/transport.ts";
import type { Message } from "../reply/message.ts";
import type { Address } from "./interaction.ts";
import type { Mention } from "./mention.ts";
import { faultOf, isAcknowledged, type Rest } from "./rest.ts";

interface Body {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: RawFile[];
}

/** Converts a message. Every part is present, so that an edit replaces the whole message, its files included. */
const bodyOf = (
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

/** Discord's "interaction response"; `data` depends on the type. */
interface FirstAnswer {
  readonly type: InteractionResponseType;
  readonly data?: object;
}

/** Sends the first answer to an interaction. There must be exactly one. */
export type Respond = (answer: FirstAnswer, files?: Body["files"]) => Promise<void>;

/** Sends first answers by requests of their own; the gateway accepts none. */
export const respondOverRest =
  (rest: Rest, { id, token }: Pick<Address, "id" | "token">): Respond =>
  async (body, files = []) => {
    await rest.post(Routes.interactionCallback(id, token), { auth: false, body, files });
  };

/** Sends a first answer that only the member sees. */
export async function respondPrivately(respond: Respond, shown: Message): Promise<void> {
  const { body: data, files } = bodyOf(shown, PRIVATE);
  await respond({ type: InteractionResponseType.ChannelMessageWithSource, data }, files);
}

const PRIVATE = { flags: MessageFlags.Ephemeral };

/** Replies through the interaction's webhook, whose token replaces the bot's. Only `elsewhere` uses the bot's token. */
export function interactionTransport(
  rest: Rest,
  respond: Respond,
  { application_id: applicationId, token }: Address,
  channelId: string | null,
): Transport {
  return {
    async acknowledge(manner) {
      await respond(acknowledgement(manner)).catch((error: unknown) => {
        if (!isAcknowledged(error)) throw error;
      });
    },
    refuse: (refusal) => respondPrivately(respond, refusal),
    async edit(shown) {
      const original = Routes.webhookMessage(applicationId, token, "@original");
      await rest.patch(original, { auth: false, ...bodyOf(shown) });
    },
    async beside(shown) {
      await rest.post(Routes.webhook(applicationId, token), {
        auth: false,
        ...bodyOf(shown, PRIVATE),
      });
    },
    async post(shown) {
      await rest.post(Routes.webhook(applicationId, token), { auth: false, ...bodyOf(shown) });
    },
    async elsewhere({ content, allowed_mentions }) {
      if (channelId === null) return;
      await rest.post(Routes.channelMessages(channelId), { body: { content, allowed_mentions } });
    },
    faultOf,
  };
}

function acknowledgement(manner: Manner): FirstAnswer {
  if (manner === "change") return { type: InteractionResponseType.DeferredMessageUpdate };
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return manner === "private" ? { type, data: PRIVATE } : { type };
}

/** Refuses in silence: everyone would see a refusal, and one member could make the bot write without end. */
export function messageTransport(
  rest: Rest,
  { channelId, messageId }: Mention,
  log: Log,
): Transport {
  const written: Message[] = [];
  const write = async (shown: Message): Promise<void> => {
    if (!written.includes(shown)) written.push(shown);
    const nonce = `${messageId}${"abcdefgh".charAt(written.indexOf(shown))}`;
    await rest.post(Routes.channelMessages(channelId), bodyOf(shown, { ...reply, nonce }));
  };
  const reply = {
    message_reference: { message_id: messageId, fail_if_not_exists: false },
    // By default Discord pings the author of the message.
    allowed_mentions: { parse: [], replied_user: false },
    // For some minutes Discord accepts a nonce once, so a message whose receipt was lost can be sent again.
    enforce_nonce: true,
  };
  return {
    isOpen: true,
    async acknowledge() {
      // The typing indicator is a courtesy: an answer does not depend on it.
      await rest.post(Routes.channelTyping(channelId)).catch((error: unknown) => {
        log.debug({ err: error }, "typing could not be shown");
      });
    },
    refuse: async () => {},
    edit: write,
    beside: write,
    post: write,
    faultOf,
  };
}
