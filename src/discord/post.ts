/** @module Posts: messages that address nobody, in the channels and forums of `answerIn`, answered at most once or in silence. */

import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { rememberLatest } from "../base/latest.ts";
import type { Log } from "../base/log.ts";
import type { Post } from "../interactions/action.ts";
import type { Bot } from "../interactions/bot.ts";
import type { Transport } from "../interactions/transport.ts";
import type { Message } from "../reply/message.ts";
import type { Channels } from "./channels.ts";
import { authorOf, type GuildMessage } from "./message.ts";
import { type Channel, parentOf, Snowflake } from "./packets.ts";
import { openRefusals } from "./refusals.ts";
import { faultOf, isForbidden, type Rest } from "./rest.ts";
import type { Timing } from "./timing.ts";
import { messageTransport } from "./transports.ts";

export interface PostOptions {
  readonly bot: Pick<Bot, "handle">;
  readonly settings: DiscordSettings;
  readonly rest: Rest;
  readonly channels: Channels;
  readonly timing: Timing;
  readonly log: Log;
}

export interface Posts {
  /** Answers a message that does not mention the bot, if it is a post. */
  readonly hear: (message: GuildMessage) => Promise<void>;
  /** Stops the replies to deleted posts: takes the deletion of messages, or of a thread, as Discord sends it. */
  readonly drop: (packet: unknown) => void;
}

const REMEMBERED = 2_000;
/** Posts under way: in a flood, the others are passed over. */
const MOST_UNDER_WAY = 200;

/** Hears posts. Each is answered once, as it was first written. */
export function openPosts({ bot, settings, rest, channels, timing, log }: PostOptions): Posts {
  const latest = rememberLatest(REMEMBERED);
  /** The IDs of messages that are not answered and not deleted yet. */
  const underWay = new Set<string>();
  const refusals = openRefusals(timing, log);

  const find = (channelId: string): Promise<Channel | undefined> =>
    channels.find(channelId).catch((error: unknown) => {
      log.debug({ err: error }, "a post is passed over, as its channel is not known");
      return undefined;
    });
  const answer = async (message: GuildMessage): Promise<void> => {
    const channel = await find(message.channelId);
    if (!channel) return;
    // The permissions in a forum are those of its threads.
    const place = parentOf(channel) ?? message.channelId;
    if (refusals.has(place)) return;
    const answered = { message, channel, mustExist: true };
    const transport = quietTransport(messageTransport(rest, answered, log), {
      isDeleted: () => !underWay.has(message.id),
      onForbidden: () => refusals.add(place),
      log,
    });
    await bot.handle(postOf(message, channel, settings), transport, log);
  };
  return {
    async hear(message) {
      if (!mayBePost(message, settings) || underWay.size >= MOST_UNDER_WAY) return;
      if (!latest.add(message.id)) return;
      underWay.add(message.id);
      await answer(message).finally(() => underWay.delete(message.id));
    },
    drop(packet) {
      const { id = [], ids = [] } = Deleted.safeParse(packet).data ?? {};
      for (const one of [id, ids].flat()) underWay.delete(one);
    },
  };
}

/** A deleted message, several of them, or a deleted thread, which has the ID of its first message. */
const Deleted = z.object({
  id: Snowflake.optional(),
  ids: z.array(Snowflake).max(1_000).optional(),
});

/** The first message of a thread in a forum has the ID of the thread. */
const opensThread = ({ id, channelId }: GuildMessage): boolean => id === channelId;

/** A mention at the beginning, by which a message addresses one member. */
const ADDRESS = /^\s*<@!?\d+>/;

/** Whether posts are answered in any channel or forum. */
export const answersPosts = ({
  answerIn,
  readsServers,
}: Pick<DiscordSettings, "answerIn" | "readsServers">): boolean =>
  readsServers || answerIn.length > 0;

/** Whether a message may be a post, before its channel is known. */
function mayBePost(message: GuildMessage, settings: DiscordSettings): boolean {
  const { isReply, content, channelId } = message;
  if (isReply || ADDRESS.test(content)) return false;
  const { answerIn, readsServers } = settings;
  const isHere = readsServers || answerIn.includes(channelId);
  return opensThread(message) || (isHere && content.trim() !== "");
}

/** Reads a post. Whether one in a forum is meant, the bot decides. */
function postOf(message: GuildMessage, channel: Channel, settings: DiscordSettings): Post {
  const author = authorOf(message, channel, settings);
  const title = opensThread(message) ? channel.name || undefined : undefined;
  return { ...author, messageId: message.id, title, text: message.content };
}

interface Circumstances {
  readonly isDeleted: () => boolean;
  /** Is called where the bot may not write in the channel. */
  readonly onForbidden: () => void;
  readonly log: Log;
}

/** Shows nothing until there is a reply, and nothing at all where the post can no longer be answered. */
function quietTransport(transport: Transport, circumstances: Circumstances): Transport {
  const { isDeleted, onForbidden, log } = circumstances;
  const write = async (shown: Message): Promise<void> => {
    if (isDeleted()) return;
    try {
      await transport.edit(shown);
    } catch (error) {
      if (faultOf(error) !== "gone") throw error;
      if (isForbidden(error)) onForbidden();
      else log.debug({ err: error }, "a post can no longer be answered");
    }
  };
  const inThread: Transport["inThread"] = async (...reply) => {
    if (!isDeleted()) await transport.inThread?.(...reply);
  };
  return {
    ...transport,
    acknowledge: async () => {},
    edit: write,
    beside: write,
    post: write,
    ...(transport.inThread ? { inThread } : {}),
  };
}
