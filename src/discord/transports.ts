/** @module Replies over REST: to an interaction through its webhook, to a message in its channel. */

import {
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
} from "discord-api-types/v10";
import { z } from "zod";
import type { Log } from "../base/log.ts";
import type { Manner } from "../interactions/action.ts";
import type { Transport } from "../interactions/transport.ts";
import type { Message } from "../reply/message.ts";
import { type Body, bodyOf, onceOf, type Place, postInThread } from "./bodies.ts";
import type { Address } from "./interaction.ts";
import { type Channel, Snowflake, takesThreads } from "./packets.ts";
import { faultOf, isAcknowledged, isCode, type Rest } from "./rest.ts";

/** Discord's "interaction response"; `data` depends on the type. */
export interface FirstAnswer {
  readonly type: InteractionResponseType;
  readonly data?: object;
}

/** Sends the first answer to an interaction. There must be exactly one. */
export type Respond = (answer: FirstAnswer, files?: Body["files"]) => Promise<void>;

/** Sends first answers by requests of their own; the gateway accepts none. One that Discord has already is no error. */
export const respondOverRest =
  (rest: Rest, { id, token }: Pick<Address, "id" | "token">): Respond =>
  async (body, files = []) => {
    const callback = Routes.interactionCallback(id, token);
    await rest.post(callback, { auth: false, body, files }).catch((error: unknown) => {
      if (!isAcknowledged(error)) throw error;
    });
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
  { application_id: applicationId, token, channel_id: channelId, channel }: Address,
): Transport {
  const original = Routes.webhookMessage(applicationId, token, "@original");
  let acknowledged = -Infinity;
  const replace = (shown: Message): Promise<unknown> =>
    rest.patch(original, { auth: false, ...bodyOf(shown) });
  return {
    async acknowledge(manner) {
      await respond(acknowledgement(manner));
      acknowledged = performance.now();
    },
    refuse: (refusal) => respondPrivately(respond, refusal),
    async edit(shown) {
      await replace(shown);
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
    ...(channelId && channel && takesThreads(channel)
      ? {
          async inThread(shown, { name, notice }) {
            const { id } = Sent.parse(await replace(notice));
            await postInThread(rest, { id, channelId }, name, shown);
          },
        }
      : {}),
    async remove() {
      // After an announced change, this is the message under the component, whichever way the bot posted it.
      await rest.delete(original, { auth: false }).catch((error: unknown) => {
        if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
      });
    },
    async elsewhere({ content, allowed_mentions }) {
      if (!channelId) return;
      await rest.post(Routes.channelMessages(channelId), { body: { content, allowed_mentions } });
    },
    faultOf(error) {
      // Discord may still be reading an acknowledgement that is the response to its request.
      const isEarly = performance.now() - acknowledged < SETTLING_MS;
      const isUnknown = isCode(error, RESTJSONErrorCodes.UnknownWebhook);
      return isEarly && isUnknown ? undefined : faultOf(error);
    },
  };
}

/** From an acknowledgement until Discord surely knows of it, in milliseconds. */
const SETTLING_MS = 10_000;

function acknowledgement(manner: Manner): FirstAnswer {
  if (manner === "change") return { type: InteractionResponseType.DeferredMessageUpdate };
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return manner === "private" ? { type, data: PRIVATE } : { type };
}

const Sent = z.object({ id: Snowflake });

/** The message of a member that a reply answers. */
export interface Answered {
  readonly message: Place;
  /** Undefined where it is not known. */
  readonly channel: Channel | undefined;
  /** Whether the message is answered only while it exists. */
  readonly mustExist: boolean;
}

/** Refuses in silence: everyone would see a refusal, and one member could make the bot write without end. */
export function messageTransport(
  rest: Rest,
  { message, channel, mustExist }: Answered,
  log: Log,
): Transport {
  const { id, channelId } = message;
  const written: Message[] = [];
  const onceFor = (shown: Message) => {
    if (!written.includes(shown)) written.push(shown);
    return onceOf(id, written.indexOf(shown));
  };
  const write = async (shown: Message): Promise<void> => {
    const more = {
      ...onceFor(shown),
      message_reference: { message_id: id, fail_if_not_exists: mustExist },
      // By default Discord pings the author of the message.
      allowed_mentions: { ...shown.allowed_mentions, replied_user: false },
    };
    await rest.post(Routes.channelMessages(channelId), bodyOf(shown, more));
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
    ...(channel && takesThreads(channel)
      ? { inThread: (shown, { name }) => postInThread(rest, message, name, shown) }
      : {}),
    faultOf,
  };
}
