/** @module The gateway's failures as discord.js takes them: drops, lost sessions, final closes. */
import { Events, GatewayIntentBits } from "discord.js";
import { expect, test } from "vitest";
import { answering, clientFor, eventually, fakeForTest } from "./client.ts";

const ask = { type: "command", name: "ask" } as const;
const reply = (interaction: { reply: (text: string) => Promise<unknown> }): Promise<unknown> =>
  interaction.reply("here");

test("a dropped socket resumes, and gets what it missed", async () => {
  const { fake } = await answering(reply);
  await fake.interact(ask).message();
  fake.gateway.dropSockets();
  const missed = fake.interact(ask);
  expect((await missed.message()).content).toBe("here");
  expect(fake.gateway.identifies).toHaveLength(1);
  expect(fake.gateway.resumes).toMatchObject([{ seq: 2 }]);
  expect(fake.gateway.connections).toBe(2);
});

test("a client told to reconnect resumes", async () => {
  const { fake, client } = await answering(reply);
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  fake.gateway.reconnect();
  await resumed;
  expect((await fake.interact(ask).message()).content).toBe("here");
  expect(fake.gateway.identifies).toHaveLength(1);
});

test("an invalid session that can be resumed is, on the same socket", async () => {
  const { fake, client } = await answering(reply);
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  fake.gateway.invalidSession(true);
  await resumed;
  expect(fake.gateway.connections).toBe(1);
});

test("an invalid session is replaced by a new one", { timeout: 20_000 }, async () => {
  const { fake, client } = await answering(reply);
  const ready = new Promise((resolve) => client.once(Events.ShardReady, resolve));
  fake.gateway.invalidSession(false);
  await ready;
  expect(fake.gateway.identifies).toHaveLength(2);
  expect(fake.gateway.resumes).toEqual([]);
  expect((await fake.interact(ask).message()).content).toBe("here");
});

test("a final close is final", async () => {
  const { fake, client } = await answering(reply);
  const left = new Promise((resolve) => client.once(Events.ShardDisconnect, resolve));
  fake.gateway.close(4004, "Authentication failed.");
  expect(await left).toMatchObject({ code: 4004 });
  await eventually(() => fake.gateway.open).toBe(0);
  expect(() => fake.interact(ask)).toThrow("No session");
});

test("after any other close the session goes on", async () => {
  const { fake, client } = await answering(reply);
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  fake.gateway.close(4000);
  await resumed;
  expect(fake.gateway.identifies).toHaveLength(1);
});

test("a client that says goodbye gives up its session", async () => {
  const { fake, client } = await answering(reply);
  await client.destroy();
  await eventually(() => fake.gateway.open).toBe(0);
  expect(() => fake.interact(ask)).toThrow("No session");
});

test("a client whose heartbeats go unanswered comes back", async () => {
  const { fake, client } = await answering(reply, { heartbeatInterval: 50 });
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  fake.gateway.ignoreHeartbeats(true);
  await eventually(() => fake.gateway.connections).toBe(2);
  fake.gateway.ignoreHeartbeats(false);
  await resumed;
});

test("a privileged intent is not granted", async () => {
  const fake = await fakeForTest();
  const client = clientFor(fake, { intents: [GatewayIntentBits.MessageContent] });
  await expect(client.login(fake.token)).rejects.toThrow("disallowed intents");
});

test("guilds are listed, and a client without their intent does not wait for them", async () => {
  const { client } = await answering(reply, { guilds: ["1100000000000000003"] });
  expect([...client.guilds.cache.keys()]).toEqual(["1100000000000000003"]);
});

test("a refused gateway keeps the client knocking until it opens", async () => {
  const fake = await fakeForTest();
  fake.refuseGateway(true);
  const client = clientFor(fake);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  const login = client.login(fake.token);
  await new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
  fake.refuseGateway(false);
  await Promise.all([login, ready]);
  expect(fake.gateway.connections).toBe(1);
});

test("a guild's events go to its shard only", async () => {
  const fake = await fakeForTest();
  const client = clientFor(fake, { shards: [0, 1], shardCount: 2 });
  const heard: unknown[] = [];
  client.on(Events.Raw, ({ t }: { t: unknown }, shard: number) => {
    if (t === "INTERACTION_CREATE") heard.push(shard);
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply("here");
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await Promise.all([client.login(fake.token), ready]);
  const guildId = String((1n << 60n) | (1n << 22n));
  await fake.interact({ ...ask, guildId }).message();
  await fake.interact({ ...ask, guildId: null }).message();
  expect(heard).toEqual([1, 0]);
  expect(fake.gateway.open).toBe(2);
});
