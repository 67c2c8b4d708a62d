/** @module The gateway's client: connects, registers commands, passes events to the bot, drains it and disconnects. */

import { GatewayDispatchEvents, GatewayIntentBits } from "discord-api-types/v10";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { type Bot, within } from "../interactions/bot.ts";
import type { Command } from "../interactions/command.ts";
import { type IdentifyTurns, openMemoryTurns } from "../storage/identify-turns.ts";
import { keepConnected } from "./connection.ts";
import { createEventHandlers } from "./events.ts";
import type { ShardState } from "./kept-shard.ts";
import { Snowflake } from "./packets.ts";
import { type OnGuild, reportPresence } from "./presence.ts";
import { inviteLink, registerCommands } from "./registration.ts";
import { answersPosts } from "./post.ts";
import { createRest } from "./rest.ts";
import { serveUntil } from "./service.ts";
import { type Timing, TIMING } from "./timing.ts";

export interface GatewayOptions {
  readonly settings: DiscordSettings;
  readonly bot: Bot;
  /** The commands to register. */
  readonly commands: readonly Command[];
  readonly log: Log;
  readonly observe?: Observe;
  /** The moments at which shards may identify; those of this process alone by default. */
  readonly turns?: IdentifyTurns | undefined;
  /** Takes each server that the bot is in, was added to or was removed from. This needs the intent for guilds. */
  readonly onGuild?: OnGuild | undefined;
  readonly timing?: Partial<Timing>;
}

export interface Gateway {
  /** Resolves after the first connection and the first attempt to register the commands. */
  readonly joined: Promise<void>;
  /** Resolves with the reason if Discord refuses the bot and waiting does not help. */
  readonly refused: Promise<string>;
  /** Returns the state of each shard; empty before the first connection. */
  readonly shards: () => readonly ShardState[];
  /** Drains the bot and disconnects. */
  leave(): Promise<void>;
}

const Ready = z.object({
  user: z.object({ id: Snowflake }),
  application: z.object({ id: Snowflake }),
});

/**
 * Returns the intents of a bot. Interactions need none. Mentions need one, which is not privileged: Discord sends the text of
 * a message that mentions the bot without the intent for content. Posts need that one too, and the one for guilds, which
 * announces new threads.
 */
function intentsOf(settings: DiscordSettings, hearsGuilds: boolean) {
  const { GuildMessages, Guilds, MessageContent } = GatewayIntentBits;
  if (answersPosts(settings))
    return { intents: GuildMessages | Guilds, privileged: MessageContent };
  const intents = (settings.answerMentions ? GuildMessages : 0) | (hearsGuilds ? Guilds : 0);
  return { intents, privileged: 0 };
}

/** Whether this process has shard 0, and so registers the commands. */
const hasFirstShard = ({ shards }: DiscordSettings): boolean =>
  shards === "auto" || shards.first === 0;

const UNREAD =
  "Discord refuses the Message Content Intent (4014): the channels of answerIn are not read, all else is served. Switch it on in the developer portal (Bot > Message Content Intent), and start again; see docs/COMMUNITY.md";

const PASSED_OVER =
  "Discord sent an interaction by the gateway, and this process answers messages alone: set the address for interactions of npm run serve in the developer portal (docs/HTTP.md), or use npm start instead";

/** Joins Discord in the background, and stays until it leaves or is refused. */
export function joinDiscord(options: GatewayOptions): Gateway {
  const { settings, bot, commands, log, observe = () => {}, turns = openMemoryTurns() } = options;
  const timing = { ...TIMING, ...options.timing };
  const rest = createRest(settings, timing, log);
  let readsPosts = true;
  const handlers = createEventHandlers({
    bot,
    settings,
    rest,
    timing,
    log,
    observe,
    readsPosts: () => readsPosts,
  });
  const leaving = new AbortController();
  let refuse: (why: string) => void = () => {};
  let joins: () => void = () => {};
  const refused = new Promise<string>((resolve) => (refuse = resolve));
  const joined = new Promise<void>((resolve) => (joins = resolve));
  const { onGuild } = options;
  const { signal } = leaving;
  const noteGuild = onGuild && reportPresence({ onGuild, timing, log, signal });
  const answersHere = settings.transport === "gateway";
  let botId: string | undefined;
  let isWarned = false;

  const passOver = (): void => {
    if (!isWarned) log.warn(PASSED_OVER);
    isWarned = true;
  };

  const hear = (data: unknown): void => {
    if (botId !== undefined) void handlers.message(data, botId);
  };
  const join = async (data: unknown): Promise<void> => {
    const ready = Ready.safeParse(data).data;
    if (!ready || botId !== undefined) return;
    botId = ready.user.id;
    const registering = { commands, settings, log, timing, rest, signal, onRefused: refuse };
    if (hasFirstShard(settings)) await registerCommands(ready.application.id, registering);
    log.info({ invite: inviteLink(ready.application.id) }, "joined Discord");
    joins();
  };
  const connection = keepConnected({
    ...intentsOf(settings, options.onGuild !== undefined),
    token: settings.token,
    shards: settings.shards,
    rest,
    turns,
    timing,
    log,
    observe,
    onRefused: refuse,
    onUnprivileged() {
      readsPosts = false;
      log.warn(UNREAD);
    },
    onEvent(name, data) {
      switch (name) {
        case GatewayDispatchEvents.InteractionCreate:
          return answersHere ? void handlers.interaction(data) : passOver();
        case GatewayDispatchEvents.MessageCreate:
          return hear(data);
        case GatewayDispatchEvents.ThreadCreate:
        case GatewayDispatchEvents.ThreadUpdate:
          return handlers.thread(data);
        case GatewayDispatchEvents.MessageDelete:
        case GatewayDispatchEvents.MessageDeleteBulk:
        case GatewayDispatchEvents.ThreadDelete:
          return handlers.deletion(data);
        case GatewayDispatchEvents.GuildCreate:
        case GatewayDispatchEvents.GuildDelete:
          return noteGuild?.(name, data);
        case GatewayDispatchEvents.Ready:
          return void join(data);
      }
    },
  });
  return {
    joined,
    refused,
    shards: connection.shards,
    async leave() {
      leaving.abort();
      const drained = bot.drain(timing.drain);
      await within(timing.drain, drained);
      await within(timing.farewell, Promise.all([drained, connection.close()]));
    },
  };
}

export interface ServiceOptions extends GatewayOptions {
  /** Resolves with the name of a signal to stop. */
  readonly stopped: Promise<string>;
  readonly onJoin: (gateway: Gateway) => void;
}

/** Serves until it is stopped, or Discord refuses the bot for good; returns the exit code. */
export async function serveDiscord(options: ServiceOptions): Promise<0 | 2> {
  const gateway = joinDiscord(options);
  options.onJoin(gateway);
  return serveUntil(options.stopped, gateway, options.log);
}
