/** @module Being in Discord: connect, register, answer, and leave in good order. */

import { setTimeout as sleep } from "node:timers/promises";
import { GatewayDispatchEvents, GatewayIntentBits } from "discord-api-types/v10";
import { z } from "zod";
import type { Caller } from "../interactions/command.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Feedback } from "../feedback/feedback.ts";
import type { Library } from "../collection/library.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { answering } from "./answering.ts";
import { keepConnected, type ShardState } from "./connection.ts";
import { registerCommands } from "./registering.ts";
import { inviteLink } from "./registration.ts";
import { createRest } from "./rest.ts";
import { Snowflake } from "./snowflake.ts";
import { type Timing, TIMING } from "../interactions/timing.ts";

export interface GatewayOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (caller: Caller) => Library;
  readonly log: Log;
  readonly timing?: Partial<Timing>;
  readonly observe?: Observe;
  readonly feedback?: Feedback;
}

export interface Gateway {
  /** Resolves after the first connection and the first attempt to register the commands. */
  readonly joined: Promise<void>;
  /** Resolves with the reason if Discord refuses the bot and waiting does not help. */
  readonly refused: Promise<string>;
  /** The state of each shard; empty before the first connection. */
  readonly shards: () => readonly ShardState[];
  /** Refuses what is new, gives what is under way some seconds to end, tells those who still wait, and disconnects. */
  leave(): Promise<void>;
}

const Ready = z.object({
  user: z.object({ id: Snowflake }),
  application: z.object({ id: Snowflake }),
});

/**
 * Joins Discord in the background, and stays until it leaves or is refused. Interactions need no intent. Mentions need
 * one, which is not privileged: Discord sends the text of a message that mentions the bot without the intent for content.
 */
export function joinDiscord(options: GatewayOptions): Gateway {
  const { settings, log } = options;
  const timing = { ...TIMING, ...options.timing };
  const rest = createRest(settings, timing, log);
  const answers = answering({ ...options, timing, rest });
  const leaving = new AbortController();
  let refuse: (why: string) => void = () => {};
  let joins: () => void = () => {};
  const refused = new Promise<string>((resolve) => (refuse = resolve));
  const joined = new Promise<void>((resolve) => (joins = resolve));
  const underWay = new Set<Promise<void>>();
  let botId: string | undefined;

  const follow = (answered: Promise<void>): void => {
    const work = answered.finally(() => underWay.delete(work));
    underWay.add(work);
  };
  const hear = (data: unknown): void => {
    if (settings.answerMentions && botId !== undefined) follow(answers.message(data, botId));
  };
  const join = async (data: unknown): Promise<void> => {
    const ready = Ready.safeParse(data).data;
    if (!ready || botId !== undefined) return;
    botId = ready.user.id;
    const { signal } = leaving;
    const registering = { settings, log, timing, rest, signal, onRefused: refuse };
    await registerCommands(ready.application.id, registering);
    log.info({ invite: inviteLink(ready.application.id) }, "joined Discord");
    joins();
  };
  const connection = keepConnected({
    token: settings.token,
    intents: settings.answerMentions ? GatewayIntentBits.GuildMessages : 0,
    rest,
    timing,
    log,
    onRefused: refuse,
    onEvent(name, data) {
      if (name === GatewayDispatchEvents.InteractionCreate) follow(answers.interaction(data));
      else if (name === GatewayDispatchEvents.MessageCreate) hear(data);
      else if (name === GatewayDispatchEvents.Ready) void join(data);
    },
  });
  return {
    joined,
    refused,
    shards: connection.shards,
    async leave() {
      answers.close();
      leaving.abort();
      await within(timing.drain, Promise.allSettled(underWay));
      await within(timing.farewell, Promise.all([answers.farewell(), connection.close()]));
    },
  };
}

/** Waits for work, at most so many milliseconds. */
const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, sleep(ms, undefined, { ref: false })]);
