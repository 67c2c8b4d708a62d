/** @module The bot in Discord: made of the parts of a process, and served by the gateway or over HTTP. */

import type { Config, DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import type { OnGuild } from "../discord/presence.ts";
import type { ReportedFeedback } from "../feedback/report.ts";
import type { Abilities } from "../interactions/action.ts";
import { createAdmission } from "../interactions/admission.ts";
import { type Bot, createBot } from "../interactions/bot.ts";
import { keepDigests } from "../interactions/digests.ts";
import type { Outbox } from "../interactions/outbox.ts";
import type { Operations } from "../web/health/operations.ts";
import { guildsOf } from "./guilds.ts";
import type { Served } from "./serving.ts";
import { openSharedState, type SharedState } from "./shared-state.ts";

/** The parts of a process that the bot uses. */
export interface BotParts extends Abilities, Served, ReportedFeedback {
  readonly operations: Operations;
  readonly log: Log;
  /** Resolves with the name of a signal to stop. */
  readonly stopped: Promise<string>;
}

/** Serves in Discord until a signal, or until Discord refuses the bot; returns the exit code. */
export async function serveInDiscord(
  settings: DiscordSettings,
  config: Config,
  parts: BotParts,
): Promise<number> {
  const { collections, prepare, weekly, operations, log } = parts;
  // The packages of Discord are loaded only with a token.
  const { openOutbox } = await import("../discord/outbox.ts");
  const [first] = await collections.list();
  if (first) void prepare(first.id);
  const outbox = openOutbox(settings, log);
  const { observe } = operations;
  const shared = await openSharedState(config, { secret: settings.token, observe, log });
  const bot = botOf(settings, config, { ...parts, shared, outbox });
  const languageOf = (id: string) => config.collections.find((one) => one.id === id)?.language;
  const digests = keepDigests({ collections, weekly, outbox, log, languageOf });
  return serveBot(settings, config, { ...parts, shared, bot }).finally(digests.close);
}

interface Shared extends BotParts {
  readonly shared: SharedState;
}

const botOf = (
  { limits, answers, answerMentions: answersMentions }: DiscordSettings,
  { publicUrl }: Config,
  {
    shared: { pending, openRate },
    operations: { observe },
    ...parts
  }: Shared & {
    readonly outbox: Outbox;
  },
): Bot =>
  createBot({
    ...parts,
    pending,
    openRate,
    admission: createAdmission(limits, openRate),
    answers,
    answersMentions,
    publicUrl,
    observe,
  });

async function serveBot(
  settings: DiscordSettings,
  config: Config,
  {
    shared: { claims, turns },
    operations,
    bot,
    commands,
    log,
    stopped,
  }: Shared & {
    readonly bot: Bot;
  },
): Promise<number> {
  const { observe, missing } = operations;
  const service = { settings, bot, commands, log, observe, stopped };
  const { interactions } = settings;
  if (interactions) {
    const { serveInteractions } = await import("../web/interactions/serve.ts");
    const onListen = operations.listens;
    return serveInteractions({ ...service, interactions, claims, missing, onListen });
  }
  const { serveDiscord } = await import("../discord/gateway.ts");
  const onGuild = await presenceFor(config);
  return serveDiscord({ ...service, turns, onGuild, onJoin: operations.joined });
}

/** Returns a function that notes whether the bot is in a server; undefined where servers have no collections of their own. */
async function presenceFor(config: Config): Promise<OnGuild | undefined> {
  const guilds = await guildsOf(config);
  return guilds && (({ guildId, isPresent }) => guilds[isPresent ? "enter" : "leave"](guildId));
}
