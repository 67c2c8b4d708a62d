/** @module The fake Discord against the real discord.js: logging in, answering, registering. */
import { MessageFlags, REST, Routes } from "discord.js";
import type { Interaction } from "discord.js";
import { expect, test } from "vitest";
import { clientFor, connected, fakeForTest } from "./client.ts";

const deferAndEdit = async (interaction: Interaction): Promise<void> => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply({ content: `${interaction.options.getString("question", true)}!` });
};

const ask = { type: "command", name: "ask", options: { question: "why" } } as const;
const GUILD = "1100000000000000003";
const QUESTION = { type: 3, name: "question", description: "What to look for", required: true };
const ASK = { name: "ask", description: "Ask", options: [QUESTION] };

test("a client logs in and is ready", async () => {
  const { fake, client } = await connected(deferAndEdit);
  expect(client.user?.id).toBe(fake.applicationId);
  expect(fake.gateway.identifies).toHaveLength(1);
  expect(fake.faults).toEqual([]);
});

test("any other token is refused", async () => {
  const fake = await fakeForTest();
  await expect(clientFor(fake).login("another.bot.token")).rejects.toThrow("invalid token");
  expect(fake.requests.map(({ authorization }) => authorization)).toEqual([
    "Bot another.bot.token",
  ]);
});

test("a login is refused when no session is left", async () => {
  const fake = await fakeForTest({ sessionsLeft: 0 });
  await expect(clientFor(fake).login(fake.token)).rejects.toThrow("Not enough sessions remaining");
});

test("a deferred answer is seen once it is edited", async () => {
  const { fake } = await connected(deferAndEdit);
  const asked = fake.interact(ask);
  expect(await asked.acknowledged()).toEqual({ type: 5, data: { flags: 64 } });
  expect(await asked.message()).toMatchObject({ content: "why!", flags: 64 });
  expect(asked.edits()).toHaveLength(1);
  const [, callback, edit] = fake.requests;
  expect(callback).toMatchObject({ method: "POST", authorization: null });
  expect(edit?.path).toBe(`/webhooks/${fake.applicationId}/${asked.token}/messages/@original`);
  expect(fake.faults).toEqual([]);
});

test("commands come back with Discord's defaults, and keep their ids", async () => {
  const fake = await fakeForTest();
  const rest = new REST({ api: fake.api }).setToken(fake.token);
  const path = Routes.applicationCommands(fake.applicationId);
  await rest.put(path, { body: [ASK] });
  const query = new URLSearchParams({ with_localizations: "true" });
  const [first] = fake.commands();
  expect(await rest.get(path, { query })).toEqual([first]);
  expect(first).toMatchObject({ type: 1, contexts: null, integration_types: [0], nsfw: false });
  expect(await rest.get(path)).not.toHaveProperty("0.name_localizations");
  await rest.put(path, { body: [{ ...ASK, description: "Changed" }] });
  expect(fake.commands()[0]).toMatchObject({ id: first?.id, description: "Changed" });
  expect(fake.commands()[0]?.version).not.toBe(first?.version);
});

test("a guild's commands are its own", async () => {
  const fake = await fakeForTest();
  const rest = new REST({ api: fake.api }).setToken(fake.token);
  const path = Routes.applicationGuildCommands(fake.applicationId, GUILD);
  await rest.put(path, { body: [ASK] });
  expect(fake.commands(GUILD)).toMatchObject([{ name: "ask", guild_id: GUILD }]);
  expect(fake.commands()).toEqual([]);
});

test("a bad definition is refused with Discord's error tree", async () => {
  const fake = await fakeForTest();
  const rest = new REST({ api: fake.api }).setToken(fake.token);
  const path = Routes.applicationGuildCommands(fake.applicationId, GUILD);
  const put = rest.put(path, { body: [{ ...ASK, description: "", contexts: [0] }] });
  await expect(put).rejects.toMatchObject({ code: 50035, status: 400 });
  await expect(put).rejects.toThrow("0.description");
  expect(fake.faults).toHaveLength(2);
  expect(fake.commands(GUILD)).toEqual([]);
});
