/** @module Events from Discord, each given to the bot once; no error escapes. */

import { rememberLatest } from "../base/latest.ts";
import { InteractionResponseType, InteractionType } from "discord-api-types/v10";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import type { FaultPlace, Observe } from "../base/observation.ts";
import type { Bot } from "../interactions/bot.ts";
import type { Choice } from "../interactions/command.ts";
import type { Use } from "../interactions/action.ts";
import { message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { type Channels, openChannels } from "./channels.ts";
import { type Address, addressOf, readInteraction } from "./interaction.ts";
import { type GuildMessage, readMessage } from "./message.ts";
import { isMention, mentionOf } from "./mention.ts";
import type { Channel } from "./packets.ts";
import { openPosts } from "./post.ts";
import { faultOf, type Rest } from "./rest.ts";
import type { Timing } from "./timing.ts";
import {
  interactionTransport,
  messageTransport,
  type Respond,
  respondOverRest,
  respondPrivately,
} from "./transports.ts";

export interface EventOptions {
  readonly bot: Bot;
  readonly settings: DiscordSettings;
  readonly rest: Rest;
  readonly timing: Timing;
  readonly log: Log;
  readonly observe: Observe;
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
    if (settings.answerIn.length === 0 || !options.readsPosts()) return;
    await withoutErrors("message", options, () => posts.hear(message));
  };
  return {
    async interaction(packet) {
      const address = addressOf(packet);
      if (!address) {
        observe({ kind: "refusal", reason: "unanswerable" });
        options.log.debug("an interaction without an ID or a token");
      } else if (isNew(address.id)) {
        const log = options.log.child({ interaction: address.id });
        const respond = respondOverRest(rest, address);
        const own = { ...options, log };
        await withoutErrors("interaction", own, () => answer(packet, address, respond, own));
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

async function withoutErrors(
  where: FaultPlace,
  { log, observe }: Pick<EventOptions, "log" | "observe">,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (faultOf(error) === "expired")
      return log.warn({ err: error }, "Discord no longer waits for this answer");
    observe({ kind: "fault", where });
    log.error({ err: error, where }, "a request could not be answered");
  }
}

async function answer(
  packet: unknown,
  address: Address,
  respond: Respond,
  options: EventOptions,
): Promise<void> {
  const { bot, rest, settings, log } = options;
  const read = readInteraction(packet, settings);
  const handle = (use: Use): Promise<void> =>
    bot.handle(use, interactionTransport(rest, respond, address), log);
  switch (read?.kind) {
    case undefined:
      return refuseUnreadable(address, respond, options);
    case "ping":
      return respond({ type: InteractionResponseType.Pong });
    case "typing":
      return respondWithChoices(respond, await bot.complete(read.call, read.typed, log));
    case "call":
      return handle(read.call);
    case "press":
      return handle(read.press);
  }
}

async function refuseUnreadable(
  { type, locale }: Address,
  respond: Respond,
  { observe, log }: EventOptions,
): Promise<void> {
  observe({ kind: "refusal", reason: "unreadable" });
  if (type === InteractionType.ApplicationCommandAutocomplete)
    await respondWithChoices(respond, []);
  else await respondPrivately(respond, message(wordsFor(locale).refusals.unreadable));
  log.info({ type, outcome: "refused", reason: "unreadable" }, "refused");
}

/** Answers with suggestions, the only answer that Discord accepts while something is typed. */
const respondWithChoices = (respond: Respond, choices: readonly Choice[]): Promise<void> =>
  respond({
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  });

const REMEMBERED = 2_000;

/** Returns a test that is true the first time it gets an ID, as Discord may deliver an event twice; the oldest are forgotten. */
export function recentIds(): (id: string) => boolean {
  const seen = rememberLatest(REMEMBERED);
  return (id) => seen.add(id);
}
