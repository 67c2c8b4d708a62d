/** @module Events from Discord, each given to the bot once; no error escapes. */

import { rememberLatest } from "../base/latest.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import { type AnsweringOptions, createAnswering, withoutErrors } from "./answering.ts";
import { type Channels, openChannels } from "./channels.ts";
import { addressOf } from "./interaction.ts";
import { type GuildMessage, readMessage } from "./message.ts";
import { isMention, mentionOf } from "./mention.ts";
import type { Channel } from "./packets.ts";
import { answersPosts, openPosts } from "./post.ts";
import type { Timing } from "./timing.ts";
import { messageTransport, respondOverRest } from "./transports.ts";

export interface EventOptions extends AnsweringOptions {
  readonly timing: Timing;
  /** Whether Discord sends the text of messages that do not mention the bot. */
  readonly readsPosts: () => boolean;
}

export interface EventHandlers {
  /** Answers an interaction, given as Discord sends it. Never rejects. */
  interaction(packet: unknown): Promise<void>;
  /** Answers a message that mentions the bot, or a post; ignores all others. Never rejects. */
  message(packet: unknown, botId: string): Promise<void>;
  /** Takes a new or changed thread. */
  thread(packet: unknown): void;
  /** Takes the deletion of a message, several messages or a thread. */
  deletion(packet: unknown): void;
}

export function createEventHandlers(options: EventOptions): EventHandlers {
  const { settings, rest, observe } = options;
  const isNew = recentIds();
  const answer = createAnswering(options);
  const channels = openChannels(rest);
  const posts = openPosts({ ...options, channels });
  const mention = async (message: GuildMessage, botId: string): Promise<void> => {
    if (!settings.answerMentions || !isNew(message.id)) return;
    const own = { ...options, log: options.log.child({ guild: message.guildId }) };
    await withoutErrors("message", own, async () =>
      answerMention(message, await channelOf(message, channels, settings), botId, own),
    );
  };
  const hear = async (message: GuildMessage): Promise<void> => {
    if (!answersPosts(settings) || !options.readsPosts()) return;
    await withoutErrors("message", options, () => posts.hear(message));
  };
  return {
    async interaction(packet) {
      const address = addressOf(packet);
      if (!address) {
        observe({ kind: "refusal", reason: "unanswerable" });
        options.log.debug("an interaction without an ID or a token");
      } else if (isNew(address.id)) {
        await answer({ packet, address, respond: respondOverRest(rest, address) });
      }
    },
    async message(packet, botId) {
      const message = readMessage(packet);
      if (!message) return;
      await (isMention(message, botId) ? mention(message, botId) : hear(message));
    },
    thread: channels.remember,
    deletion: posts.drop,
  };
}

/** Finds the channel of a message. @throws where it is not known and another collection might answer. */
const channelOf = (
  { channelId }: GuildMessage,
  channels: Channels,
  { hasCollections }: DiscordSettings,
): Promise<Channel | undefined> =>
  channels.find(channelId).catch((error: unknown) => {
    if (hasCollections) throw error;
    return undefined;
  });

async function answerMention(
  message: GuildMessage,
  channel: Channel | undefined,
  botId: string,
  { bot, settings, rest, log }: EventOptions,
): Promise<void> {
  const answered = { message, channel, mustExist: false };
  const transport = messageTransport(rest, answered, log);
  await bot.handle(mentionOf(message, { botId, settings, channel }), transport, log);
}

const REMEMBERED = 2_000;

/** Returns a test that is true the first time it gets an ID, as Discord may deliver an event twice; the oldest are forgotten. */
export function recentIds(): (id: string) => boolean {
  const seen = rememberLatest(REMEMBERED);
  return (id) => seen.add(id);
}
