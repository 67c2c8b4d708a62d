/** @module What the fake refuses, and the failures a test can order, as discord.js sees them. */
import { Events } from "discord.js";
import type { ChatInputCommandInteraction, InteractionEditReplyOptions } from "discord.js";
import { expect, test } from "vitest";
import { answering, clientFor, eventually, fakeForTest } from "./client.ts";

const ask = { type: "command", name: "ask" } as const;

async function deferAndEdit(interaction: ChatInputCommandInteraction): Promise<void> {
  await interaction.deferReply();
  await interaction.editReply("done");
}

const editing = (edit: InteractionEditReplyOptions) => (interaction: ChatInputCommandInteraction) =>
  interaction.deferReply().then(() => interaction.editReply(edit));

test("an embed that is too long is refused and noted", async () => {
  const { fake, errors } = await answering(
    editing({ embeds: [{ description: "x".repeat(4097) }] }),
  );
  const asked = fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ code: 50035, status: 400 }]);
  expect(String(errors[0])).toContain("embeds[0].description");
  expect(fake.faults).toHaveLength(1);
  expect(fake.faults[0]).toContain("embeds[0].description: must have 4096 or fewer characters");
  expect(asked.edits()).toEqual([]);
});

test("an empty message has a code of its own", async () => {
  const { fake, errors } = await answering(editing({ content: " " }));
  fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ code: 50006 }]);
});

test("a message that would ping is refused", async () => {
  const { fake } = await answering(
    editing({ content: "@everyone", allowedMentions: { parse: ["everyone"] } }),
  );
  fake.interact(ask);
  await eventually(() => fake.faults).toHaveLength(1);
  expect(fake.faults[0]).toContain("allowed_mentions.parse");
});

test("an answer of a kind that was not asked for is refused", async () => {
  const { fake } = await answering(deferAndEdit);
  const asked = fake.interact({ type: "component", customId: "x" });
  const path = `${fake.api}/v10/interactions/${asked.id}/${asked.token}/callback`;
  const headers = { "content-type": "application/json" };
  const post = (url: string, type: number): Promise<Response> =>
    fetch(url, { method: "POST", headers, body: JSON.stringify({ type }) });
  expect((await post(path, 9)).status).toBe(400);
  expect((await post(path, 6)).status).toBe(204);
  expect(fake.faults).toHaveLength(1);
  for (const other of [asked.token, asked.id]) {
    const unknown = await post(path.replace(other, "1"), 6);
    expect(await unknown.json()).toMatchObject({ code: 10062 });
  }
});

test("an edit before any answer finds no webhook", async () => {
  const { fake, errors } = await answering((interaction) => interaction.webhook.send("early"));
  fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ code: 10015, status: 404 }]);
  expect(fake.faults).toHaveLength(1);
});

test("a request to nowhere is noted", async () => {
  const { fake, errors } = await answering((interaction) =>
    interaction.client.fetchWebhook("1100000000000000003"),
  );
  fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ status: 404 }]);
  expect(fake.faults[0]).toContain("no such route");
});

test("a rate limit is waited for and the request repeated", async () => {
  const { fake } = await answering(deferAndEdit);
  fake.fail({ method: "POST", path: /callback$/, status: 429 });
  fake.fail({ method: "PATCH", path: /@original$/, status: 429, body: { retry_after: 0.01 } });
  expect((await fake.interact(ask).message()).content).toBe("done");
  const methods = fake.requests.map(({ method }) => method);
  expect(methods).toEqual(["GET", "POST", "POST", "PATCH", "PATCH"]);
  expect(fake.faults).toEqual([]);
});

test("a rate limit says in its headers how long to wait", async () => {
  const { fake } = await answering(deferAndEdit);
  fake.fail({ path: /gateway/, status: 429, body: { retry_after: 3 } });
  fake.fail({ path: /gateway/, status: 429, body: { retry_after: 4, global: true } });
  const url = `${fake.api}/v10/gateway`;
  const [own, global] = [(await fetch(url)).headers, (await fetch(url)).headers];
  expect([own.get("retry-after"), own.get("x-ratelimit-remaining")]).toEqual(["3", "0"]);
  expect([global.get("retry-after"), global.get("x-ratelimit-global")]).toEqual(["4", "true"]);
});

test("server errors are retried, and given up after the fourth", async () => {
  const { fake, errors } = await answering(deferAndEdit);
  fake.fail({ path: /callback$/, status: 500, times: 3 });
  await fake.interact(ask).message();
  fake.fail({ path: /callback$/, status: 500, times: 4 });
  fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ status: 500 }]);
});

test("an ordered refusal reaches the bot and leaves the interaction unanswered", async () => {
  const { fake, errors } = await answering(deferAndEdit);
  fake.fail({
    path: /callback$/,
    status: 404,
    body: { code: 10062, message: "Unknown interaction" },
  });
  const asked = fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ code: 10062 }]);
  await expect(asked.acknowledged(1)).rejects.toThrow("none within 1 ms");
  expect(fake.faults).toEqual([]);
});

test("a client that repeats a request after a slow response learns that it was handled", async () => {
  const fake = await fakeForTest();
  const client = clientFor(fake, { rest: { api: fake.api, timeout: 500 } });
  const errors: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    void interaction.deferReply().catch((error: unknown) => errors.push(error));
  });
  await client.login(fake.token);
  fake.fail({ path: /callback$/, delayMs: 60_000 });
  expect(await fake.interact(ask).acknowledged()).toMatchObject({ type: 5 });
  await eventually(() => errors).toMatchObject([{ code: 40060 }]);
});

test("after stop nothing listens, and waiting calls are rejected", async () => {
  const { fake } = await answering(() => Promise.resolve());
  fake.fail({ path: /gateway/, delayMs: 60_000 });
  const slow = expect(fetch(`${fake.api}/v10/gateway`)).rejects.toThrow("fetch failed");
  await eventually(() => fake.requests).toHaveLength(2);
  const waiting = expect(fake.interact(ask).message(60_000)).rejects.toThrow("was stopped");
  await fake.stop();
  await Promise.all([waiting, slow]);
  expect(fake.gateway.open).toBe(0);
  await expect(fetch(fake.api)).rejects.toThrow("fetch failed");
  expect(fake.faults).toEqual([]);
});
