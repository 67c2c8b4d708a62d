/** @module The real discord.js client connected to the fake, for the fake's own tests. */
import { Client, Events } from "discord.js";
import type { ChatInputCommandInteraction, ClientOptions, Interaction } from "discord.js";
import { expect, onTestFinished } from "vitest";
import { startFakeDiscord } from "./server.ts";
import type { FakeDiscord, FakeDiscordOptions } from "./server.ts";

export type Pair = {
  readonly fake: FakeDiscord;
  readonly client: Client;
  /** Errors of the handler, most often a response that the fake refused. */
  readonly errors: readonly unknown[];
};

export type Handler = (interaction: Interaction) => Promise<unknown>;

/** Starts a fake that ends with the test. */
export async function fakeForTest(options?: FakeDiscordOptions): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options);
  onTestFinished(() => fake.stop());
  return fake;
}

/** Creates a client that is not logged in and ends with the test. */
export function clientFor(fake: FakeDiscord, options: Partial<ClientOptions> = {}): Client {
  const rest = { api: fake.api };
  const client = new Client({ intents: [], allowedMentions: { parse: [] }, rest, ...options });
  client.on(Events.Error, () => undefined);
  onTestFinished(() => client.destroy());
  return client;
}

/** Connects a client that passes every interaction to `handler`. */
export async function connected(handler: Handler, options?: FakeDiscordOptions): Promise<Pair> {
  const fake = await fakeForTest(options);
  const client = clientFor(fake);
  const errors: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    void handler(interaction).catch((error: unknown) => errors.push(error));
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.token);
  await ready;
  return { fake, client, errors };
}

/** Connects a client that answers slash commands and ignores other interactions. */
export function answering(
  reply: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
  options?: FakeDiscordOptions,
): Promise<Pair> {
  const handler: Handler = async (interaction) => {
    if (interaction.isChatInputCommand()) await reply(interaction);
  };
  return connected(handler, options);
}

/** Polls a condition that has no event; patiently, since machines may be busy. */
export const eventually = <T>(probe: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(probe, { timeout: 4000, interval: 5 });
