/** @module A fake Discord on the loopback interface: REST and gateway, with Discord's limits. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { APIApplicationCommand } from "discord-api-types/v10";
import { createChannels } from "./channels.ts";
import type { ChannelOptions } from "./channels.ts";
import { createCommands } from "./commands.ts";
import { createCommunity } from "./community.ts";
import type { Community } from "./community.ts";
import { createEndpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { createFailures } from "./failures.ts";
import type { Failure } from "./failures.ts";
import { createFeed } from "./feed.ts";
import { createGateway } from "./gateway.ts";
import type { Gateway, GatewayControl } from "./gateway.ts";
import { guildCreate } from "./guilds.ts";
import type { Guild } from "./guilds.ts";
import { APPLICATION_ID, GUILD_ID, TOKEN } from "./ids.ts";
import { CONTENT_FLAGS } from "./intents.ts";
import { flagsOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { startInteraction } from "./interactions.ts";
import type { Forge, InteractionHandle } from "./interactions.ts";
import { serve } from "./listener.ts";
import type { Parts } from "./listener.ts";
import { createNews } from "./news.ts";
import { createCdn } from "./cdn.ts";
import type { AttachedFile, InteractionEvent } from "./payloads.ts";
import type { Records } from "./records.ts";
import type { Backend, RecordedRequest } from "./rest.ts";

export type FakeDiscordOptions = {
  readonly heartbeatInterval?: number;
  /** Guilds that the bot is in from the start. */
  readonly guilds?: readonly string[];
  /** Logins left before Discord refuses more; each IDENTIFY uses one up. */
  readonly sessionsLeft?: number;
  /** The recommended number of shards. */
  readonly shards?: number;
  /** Buckets of shards, and the least time between two logins of a bucket: none by default. */
  readonly maxConcurrency?: number;
  readonly identifyApartMs?: number;
  /** Fields of the application beside the usual ones, such as `team`. */
  readonly application?: Fields;
  /** Grants the intent for message content, before or after Discord's review of the application. */
  readonly messageContent?: keyof typeof CONTENT_FLAGS;
  /** The channels that exist, with their guilds. Without this, every ID is a text channel. */
  readonly channels?: readonly ChannelOptions[];
};

export type FakeDiscord = Community & {
  /** For `new Client({ rest: { api } })`, which appends `/v10`. */
  readonly api: string;
  /** The only bot token that is accepted. */
  readonly token: string;
  readonly applicationId: string;
  /** Every REST request, oldest first, including those that a test made fail. */
  readonly requests: readonly RecordedRequest[];
  /** Requests that Discord would refuse or no bot should send; assert that it is empty. */
  readonly faults: readonly string[];
  readonly gateway: GatewayControl;
  /** The application's keys, and the address to which interactions go instead of the gateway, if there is one. */
  readonly endpoint: Endpoint;
  readonly commands: (guildId?: string) => readonly APIApplicationCommand[];
  readonly interact: (event: InteractionEvent, forge?: Forge) => InteractionHandle;
  readonly fail: (failure: Failure) => void;
  /** Forgets requests, messages and events, for loads larger than memory; earlier handles become invalid. */
  readonly forget: () => void;
  readonly refuseGateway: (refused: boolean) => void;
  /** Accepts another token too, as Discord does not: for tests of its replacement. */
  readonly accept: (token: string) => void;
  /** Adds the bot to a guild, as somebody does with its invite link. */
  readonly join: (guild: Guild) => void;
  /** Removes the bot from a guild; or else the guild is in an outage, and the bot stays in it. */
  readonly leave: (guildId: string, isOutage?: boolean) => void;
  /** Closes every socket and ends every wait; a second call waits for the first. */
  readonly stop: () => Promise<void>;
};

/** Listens on a free port of the loopback interface; the caller must `stop()` it. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const server = createServer();
  const host = await listen(server);
  const { heartbeatInterval = 41_250, sessionsLeft = 1000 } = options;
  const { shards = 1, maxConcurrency = 16, identifyApartMs = 0 } = options;
  const application = applicationOf(options);
  const channels = createChannels(options.channels);
  const guilds = guildsOf(options);
  const gateway = createGateway({
    heartbeatInterval,
    guilds: () => guilds.map(({ id }) => id),
    guild: (id) => guildCreate(channels, guilds.find((guild) => guild.id === id) ?? { id }),
    flags: () => flagsOf(application["flags"]),
    url: `ws://${host}`,
    maxConcurrency,
    identifyApartMs,
  });
  gateway.control.requireShards(shards);
  const faults: string[] = [];
  const store = { messages: new Map(), channels };
  const feed = createFeed(gateway.publish, store);
  const news = createNews(faults);
  const note = (fault: string): void => void faults.push(fault);
  const records: Records = { ...store, byToken: new Map(), nonces: new Map(), feed, news, note };
  const backend: Backend = {
    commands: createCommands(),
    cdn: createCdn(),
    records,
    gatewayUrl: `ws://${host}`,
    guilds,
    tokens: [TOKEN],
    application,
    maxConcurrency,
    shards: () => gateway.control.shards,
    endpoint: createEndpoint(),
    sessionsLeft: () => Math.max(0, sessionsLeft - gateway.control.identifies.length),
    note,
  };
  const stopped = new AbortController();
  const parts: Parts = { backend, failures: createFailures(), requests: [], stopped };
  server.on("request", (request, response) => void serve(parts, request, response));
  server.on("upgrade", (request, socket, head) => gateway.upgrade(request, socket, head));
  let ending: Promise<void> | undefined;
  return {
    ...face(parts, gateway, faults),
    api: `http://${host}/api`,
    stop: () => (ending ??= stop(server, gateway, parts)),
  };
}

function applicationOf({ application = {}, messageContent }: FakeDiscordOptions): Fields {
  if (messageContent === undefined) return application;
  return { ...application, flags: flagsOf(application["flags"]) | CONTENT_FLAGS[messageContent] };
}

/** Returns the guilds of the options and of the channels. */
function guildsOf({ guilds = [], channels = [] }: FakeDiscordOptions): Guild[] {
  const homes = channels.map(({ guildId = GUILD_ID }) => guildId);
  return [...new Set([...guilds, ...homes])].map((id) => ({ id }));
}

function face(
  parts: Parts,
  gateway: Gateway,
  faults: readonly string[],
): Omit<FakeDiscord, "api" | "stop"> {
  const { backend, failures, requests } = parts;
  const { commands, records } = backend;
  const attach = (file: AttachedFile) => backend.cdn.attach(file, backend.gatewayUrl);
  const { endpoint } = backend;
  const around = {
    records,
    attach,
    endpoint,
    dispatch: gateway.dispatch,
    definition: commands.find,
  };
  return {
    ...createCommunity(records, attach),
    endpoint,
    token: TOKEN,
    applicationId: APPLICATION_ID,
    requests,
    faults,
    gateway: gateway.control,
    commands: (guildId) => commands.list(guildId),
    interact: (event, forge) => startInteraction(around, event, forge),
    fail: (failure) => failures.add(failure),
    forget: () => {
      requests.length = 0;
      records.byToken.clear();
      records.messages.clear();
      records.nonces.clear();
      gateway.forget();
    },
    refuseGateway: (refused) => gateway.refuse(refused),
    accept: (token) => void backend.tokens.push(token),
    leave: (id, isOutage = false) => {
      if (!isOutage)
        backend.guilds.splice(0, Infinity, ...backend.guilds.filter((one) => one.id !== id));
      records.feed.guild("GUILD_DELETE", id, { id, ...(isOutage ? { unavailable: true } : {}) });
    },
    join: (guild) => {
      backend.guilds.push(guild);
      records.feed.guild("GUILD_CREATE", guild.id, guildCreate(records.channels, guild));
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Expected a TCP port");
  return `127.0.0.1:${address.port}`;
}

async function stop(server: Server, gateway: Gateway, { stopped, backend }: Parts): Promise<void> {
  stopped.abort();
  backend.records.news.stop();
  await gateway.stop();
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
