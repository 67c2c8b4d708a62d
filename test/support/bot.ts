/** @module Our bot in a fake Discord, with a small library of its own. */

import { onTestFinished } from "vitest";
import {
  type Audience,
  type CommunitySettings,
  EVERYONE,
  NO_COMMUNITY,
} from "../../src/base/config/collections.ts";
import type { DiscordSettings, Limits } from "../../src/base/config/config.ts";
import { type FeedbackKeeper, NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import { type Gateway, type GatewayOptions, joinDiscord } from "../../src/discord/gateway.ts";
import { openOutbox } from "../../src/discord/outbox.ts";
import type { Timing } from "../../src/discord/timing.ts";
import type { Abilities } from "../../src/interactions/action.ts";
import { createAdmission } from "../../src/interactions/admission.ts";
import { type BotTiming, createBot } from "../../src/interactions/bot.ts";
import { ABILITIES } from "../../commands/index.ts";
import { type Collections, singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { createLog, type Log } from "../../src/base/log.ts";
import type { Observe } from "../../src/base/observation.ts";
import { type Downloads, openDownloads } from "../../src/intake/download.ts";
import type { Intake } from "../../src/intake/intake.ts";
import type { Rate } from "../../src/base/config/rate.ts";
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  startFakeDiscord,
} from "../fake-discord/server.ts";
import { buildAt, HARBOUR, intakeAt, openAt, ORCHARD, type Place, placeWith } from "./library.ts";

export const HOME = "1100000000000000009";
export const OPERATOR = "1200000000000000001";

/** Discord's flag of a reply that one member alone sees. */
export const PRIVATE = 64;
/** A question that the small library answers. */
export const ASK = {
  type: "command",
  name: "ask",
  options: { question: "When does the harbour open in the morning?" },
} as const;

/** More than any test does. */
const OFTEN: Rate = { times: 99_999, seconds: 1 };
export const UNLIMITED: Limits = {
  perUser: OFTEN,
  perChannel: OFTEN,
  overall: OFTEN,
  atOnce: 9_999,
};

const KEEPS_NOTHING: FeedbackKeeper = { for: () => NO_FEEDBACK };

/** Waits that a test can wait for. */
export const QUICK = { resume: 20, identify: 10, backOff: { shortest: 50, longest: 200 } };

/** Settings that reach the fake and nothing else. */
export const settingsFor = (
  fake: FakeDiscord,
  change: Partial<DiscordSettings> = {},
): DiscordSettings => ({
  token: fake.token,
  applicationId: undefined,
  homeGuildId: HOME,
  operatorGuildIds: "homeGuildId" in change ? [change.homeGuildId ?? []].flat() : [HOME],
  hasCollections: false,
  hasSelfService: false,
  operatorIds: [OPERATOR],
  allowedGuildIds: [],
  api: fake.api,
  transport: "gateway",
  interactions: undefined,
  shards: "auto",
  limits: UNLIMITED,
  answerMentions: false,
  answerIn: [],
  readsServers: false,
  answers: "public",
  ...change,
});

/** A fake Discord that ends with the test. */
export async function fakeDiscord(options?: FakeDiscordOptions): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options);
  onTestFinished(() => fake.stop());
  return fake;
}

/** A bot without a library that is about to join; it leaves when the test ends. */
export function joining(
  fake: FakeDiscord,
  {
    settings,
    timing,
    log = createLog("silent"),
    turns,
    onGuild,
  }: Pick<BotOptions, "settings" | "timing" | "log" | "turns" | "onGuild"> = {},
): Gateway {
  const collections = {
    for: () => Promise.reject(new Error("not asked")),
    list: async () => [],
  };
  return joinFake(fake, collections, { settings, timing, log, turns, onGuild });
}

type FakeOptions = Pick<BotOptions, "abilities" | "observe" | "feedback" | "turns" | "onGuild"> & {
  readonly settings: BotOptions["settings"];
  readonly timing: BotOptions["timing"];
  readonly log: Log;
};

/** A bot that joins the fake; it leaves when the test ends. */
function joinFake(
  fake: FakeDiscord,
  collections: Pick<Collections, "for" | "list" | "own">,
  options: FakeOptions,
): Gateway {
  const { turns, onGuild } = options;
  const gateway = joinDiscord({ ...partsFor(fake, collections, options), turns, onGuild });
  onTestFinished(() => gateway.leave());
  return gateway;
}

/** The parts of a bot for the fake. */
export function partsFor(
  fake: FakeDiscord,
  collections: Pick<Collections, "for" | "list" | "own">,
  {
    settings: change,
    timing: shorter,
    log,
    observe = () => {},
    feedback = KEEPS_NOTHING,
    abilities,
  }: FakeOptions,
) {
  const settings = settingsFor(fake, change);
  const timing = { ...QUICK, ...shorter };
  const bot = createBot({
    ...ABILITIES,
    ...abilities,
    collections,
    outbox: openOutbox(settings, log),
    admission: createAdmission(settings.limits),
    answersMentions: settings.answerMentions,
    feedback,
    observe,
    log,
    timing,
  });
  return {
    settings,
    bot,
    commands: abilities?.commands ?? ABILITIES.commands,
    log,
    observe,
    timing,
  };
}

export interface Bot {
  readonly fake: FakeDiscord;
  readonly gateway: Gateway;
  readonly library: Library;
  readonly place: Place;
  readonly intake: Intake;
}

export interface BotOptions extends Pick<GatewayOptions, "turns" | "onGuild"> {
  readonly settings?: Partial<DiscordSettings>;
  readonly fake?: FakeDiscord;
  readonly wrap?: (library: Library) => Library;
  readonly timing?: Partial<Timing & BotTiming>;
  /** Each line of the log. */
  readonly log?: Log;
  readonly observe?: Observe;
  readonly feedback?: FeedbackKeeper;
  /** The documents, instead of the two small ones. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where documents and index are, instead of a new place with these files. */
  readonly place?: Place;
  /** Fetches what operators add, instead of files from the fake. */
  readonly downloads?: Downloads;
  /** Whether operators can change the documents in Discord, as they can by default. */
  readonly isWritable?: boolean;
  /** The allowed servers by default, or everyone. */
  readonly audience?: Audience;
  /** Replaces some of the bot's own. */
  readonly abilities?: Partial<Abilities>;
  readonly community?: Partial<CommunitySettings>;
}

/** The bot, joined and registered, with two documents. */
export async function joinedBot(options: BotOptions = {}): Promise<Bot> {
  const { collections, parts, ...bot } = await readyBot(options);
  const gateway = joinFake(bot.fake, collections, parts);
  await gateway.joined;
  return { ...bot, gateway };
}

/** The parts of a bot with two documents, which nothing reaches yet. */
export async function readyBot({
  settings,
  fake: given,
  wrap = (library) => library,
  timing,
  log = createLog("silent"),
  observe = () => {},
  feedback = KEEPS_NOTHING,
  files = { "harbour.md": HARBOUR, "orchard.md": ORCHARD },
  place: own,
  downloads,
  isWritable = true,
  audience,
  abilities = {},
  community,
}: BotOptions) {
  const fake = given ?? (await fakeDiscord());
  const place = own ?? (await placeWith(files));
  await buildAt(place);
  const library = wrap(await openAt(place));
  const intake = intakeAt(place, downloads ?? openDownloads({ api: fake.api }));
  const parts = { settings, timing, log, observe, feedback, abilities };
  const servers = settings?.allowedGuildIds ?? [];
  const collections = singleCollection(library, {
    audience: audience ?? { ...EVERYONE, isEveryone: servers.length === 0, servers },
    community: { ...NO_COMMUNITY, ...community },
    ...(isWritable ? { intake } : {}),
  });
  return { fake, library, place, intake, collections, parts };
}
