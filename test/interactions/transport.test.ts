/** @module Every transport, by the contract. */

import { onTestFinished } from "vitest";
import { openMemoryTurns } from "../../src/storage/identify-turns.ts";
import type { Asked } from "../../src/discord/answering.ts";
import { keepConnected } from "../../src/discord/connection.ts";
import { createRest, type Rest } from "../../src/discord/rest.ts";
import { TIMING } from "../../src/discord/timing.ts";
import {
  interactionTransport,
  messageTransport,
  type Respond,
  respondOverRest,
} from "../../src/discord/transports.ts";
import { createLog } from "../../src/base/log.ts";
import type { TransportFault } from "../../src/interactions/transport.ts";
import { openMemoryClaims } from "../../src/storage/claims.ts";
import { takeDeliveries } from "../../src/web/interactions/deliveries.ts";
import { createEndpoint } from "../../src/web/interactions/endpoint.ts";
import { listen } from "../../src/web/server.ts";
import { type Fixture, type Seen, transportContract } from "../contract/transport.ts";
import { ASK, fakeDiscord, PRIVATE, settingsFor } from "../support/bot.ts";
import { APPLICATION_ID, CHANNEL_ID, snowflake } from "../fake-discord/ids.ts";
import { fieldsOf, flagsOf } from "../fake-discord/json.ts";
import type { InteractionHandle } from "../fake-discord/interactions.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { memoryTransport } from "../support/memory-transport.ts";

const log = createLog("silent");
const restOf = (fake: FakeDiscord): Rest => createRest(settingsFor(fake), TIMING, log);

const STATUS = { expired: 404, gone: 404, invalid: 400, passing: 503 } as const;
const CODES = { expired: 10_062, gone: 10_008, invalid: 50_035, passing: 0 } as const;

/** Fails requests for messages from now on. */
const failing =
  (fake: FakeDiscord) =>
  (fault: TransportFault | undefined): void => {
    const kind = fault ?? "passing";
    const [status, body] = [STATUS[kind], { code: CODES[kind] }];
    fake.fail({ path: /^\/webhooks|messages$/, status, body, times: 99 });
  };

const seenIn = ({
  content,
  flags,
}: {
  readonly content: unknown;
  readonly flags: unknown;
}): Seen => ({
  content: String(content),
  isPrivate: flagsOf(flags) === PRIVATE,
});

/** Connects to the gateway, and answers nothing. */
async function listening(fake: FakeDiscord, rest: Rest): Promise<void> {
  let onReady = (): void => {};
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  const { token } = fake;
  const limits = { shards: "auto", turns: openMemoryTurns(), observe() {} } as const;
  const quiet = { ...limits, timing: TIMING, log, onRefused: () => {}, intents: 0 };
  const onEvent = (name: string): void => (name === "READY" ? onReady() : undefined);
  const connection = keepConnected({ ...quiet, token, rest, onEvent });
  onTestFinished(() => connection.close());
  await ready;
}

/** The messages that readers see of an interaction. */
const seenOf = (fake: FakeDiscord, asked: InteractionHandle, first: readonly unknown[]): Seen[] =>
  [
    ...first
      .map(fieldsOf)
      .filter(({ type }) => type === 4)
      .map(({ data }) => fieldsOf(data)),
    ...asked.edits().slice(-1),
    ...asked.followUps(),
    ...fake.written(CHANNEL_ID),
  ].map(({ content, flags }) => seenIn({ content, flags }));

async function interactionFixture(): Promise<Fixture> {
  const fake = await fakeDiscord();
  const rest = restOf(fake);
  await listening(fake, rest);
  const asked = fake.interact(ASK);
  const { id, token } = asked;
  const where = { channel_id: CHANNEL_ID, channel: { type: 0 } };
  const address = { id, token, application_id: APPLICATION_ID, type: 2, locale: "en", ...where };
  const callbacks = () => fake.requests.map(({ body }) => body);
  return {
    transport: interactionTransport(rest, respondOverRest(rest, address), address),
    seen: () => seenOf(fake, asked, callbacks()),
    fail: failing(fake),
    hasPrivacy: true,
  };
}

/** The same with the response to Discord's request as the first answer. */
async function httpFixture(): Promise<Fixture> {
  const fake = await fakeDiscord();
  const rest = restOf(fake);
  let take: (asked: Asked) => void = () => {};
  const taken = new Promise<Asked>((resolve) => (take = resolve));
  const app = createEndpoint({
    publicKeys: [fake.endpoint.publicKey],
    token: fake.token,
    receive: takeDeliveries({
      answer: (asked) => new Promise(() => take(asked)),
      claims: openMemoryClaims(),
    }),
    missing: () => [],
    log,
    observe: () => {},
  });
  const options = { port: 0, tries: 1, what: "a test", remedy: "" };
  const server = await listen(async (request, env) => app.fetch(request, env), options);
  onTestFinished(() => server.close());
  fake.endpoint.use(`http://127.0.0.1:${server.port}/interactions`);
  const asked = fake.interact(ASK);
  const { address, respond } = await taken;
  const first: unknown[] = [];
  const responded: Respond = async (answer, files) => {
    await respond(answer, files);
    const callback = await asked.acknowledged();
    if (first.length === 0) first.push(callback);
  };
  return {
    transport: interactionTransport(rest, responded, address),
    seen: () => seenOf(fake, asked, first),
    fail: failing(fake),
    hasPrivacy: true,
  };
}

async function messageFixture(): Promise<Fixture> {
  const fake = await fakeDiscord();
  const message = { id: snowflake(), channelId: CHANNEL_ID };
  const answered = { message, channel: undefined, mustExist: false };
  return {
    transport: messageTransport(restOf(fake), answered, log),
    seen: () => fake.written(CHANNEL_ID).map(seenIn),
    fail: failing(fake),
    hasPrivacy: false,
  };
}

transportContract("an interaction", interactionFixture);
transportContract("an interaction over HTTP", httpFixture);
transportContract("a message", messageFixture);
transportContract("memory", async () => memoryTransport());
