/** @module The bot over HTTP, end to end: acknowledged in the response, answered over REST. */

import { describe, expect, it } from "vitest";
import type { Observation } from "../../../src/base/observation.ts";
import { openMemoryClaims } from "../../../src/storage/claims.ts";
import { ASK, PRIVATE } from "../../support/bot.ts";
import { gatedAnswers } from "../../support/gate.ts";
import { keptLog } from "../../support/kept-log.ts";
import { get } from "../../support/loopback.ts";
import { servedBot } from "../../support/served-bot.ts";

/** The machine may be busy. */
const PATIENT = { timeout: 20_000 };

describe("an interaction over HTTP", () => {
  it("is acknowledged in the response, and answered over REST", async () => {
    const { fake } = await servedBot();
    const asked = fake.interact(ASK);
    const [response] = await asked.delivered();
    expect(response).toMatchObject({ status: 200, body: { type: 5 } });
    expect((await asked.message()).embeds).toHaveLength(1);
    expect(fake.requests.map(({ path }) => path).filter((path) => /callback/.test(path))).toEqual(
      [],
    );
    expect(fake.faults).toEqual([]);
  });

  it("is answered although Discord had not read the acknowledgement at first", async () => {
    const { fake } = await servedBot({ timing: { retries: [1] } });
    fake.fail({ method: "PATCH", path: /original/, status: 404, body: { code: 10_015 } });
    expect((await fake.interact(ASK).message()).embeds).toHaveLength(1);
  });

  it("gets suggestions and private refusals in the response", async () => {
    const { fake } = await servedBot();
    const typed = { ...ASK, type: "autocomplete", options: { question: "harb" } } as const;
    expect(await fake.interact(typed).choices()).toEqual(expect.any(Array));
    const [refused] = await fake.interact({ type: "command", name: "unknown" }).delivered();
    expect(refused).toMatchObject({ status: 200, body: { type: 4, data: { flags: PRIVATE } } });
    expect(fake.faults).toEqual([]);
  });

  it("comes once the endpoint passed Discord's checks", async () => {
    const { fake, url } = await servedBot({ isEndpoint: false });
    expect(await fake.endpoint.check(url)).toBeUndefined();
    expect(await fake.endpoint.check(`${url}/other`)).toContain("404");
  });
});

describe("two replicas with the same claims", () => {
  const replicas = async () => {
    const claims = openMemoryClaims();
    const first = await servedBot({ claims });
    const { fake, place } = first;
    const { log, text } = keptLog();
    const seen: Observation[] = [];
    const observe = (one: Observation): void => void seen.push(one);
    const second = await servedBot({ claims, fake, place, log, observe, isEndpoint: false });
    return { fake, first, second, text, seen };
  };

  it("acknowledge a second delivery alike, and answer once", async () => {
    const { fake, second, text, seen } = await replicas();
    const asked = fake.interact(ASK);
    await asked.message();
    fake.endpoint.use(second.url);
    asked.again();
    const [first, again] = await asked.delivered(2);
    expect([again?.status, again?.body]).toEqual([first?.status, first?.body]);
    await expect.poll(text).toContain("answered elsewhere");
    expect(asked.edits()).toHaveLength(1);
    expect(seen.filter(({ kind }) => kind === "question")).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it("answer what either takes", async () => {
    const { fake, first, second } = await replicas();
    for (const { url } of [first, second, first]) {
      fake.endpoint.use(url);
      expect((await fake.interact(ASK).message()).embeds).toHaveLength(1);
    }
  });
});

describe("a replica that stops", () => {
  it("is not ready at once, takes interactions until the grace is over, and answers those under way", async () => {
    const gate = gatedAnswers();
    const { fake, server, url } = await servedBot({ timing: { grace: 300 }, wrap: gate.wrap });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    const left = server.leave();
    expect(server.missing()).toEqual(["interactions: stopping"]);
    expect((await get(server.port, "/readyz")).status).toBe(503);
    const late = fake.interact(ASK);
    expect((await late.acknowledged()).type).toBe(5);
    const statusNow = () =>
      fetch(url).then(
        ({ status }) => status,
        () => 503,
      );
    await expect.poll(statusNow, PATIENT).toBe(503);
    gate.open();
    expect((await asked.message()).embeds).toHaveLength(1);
    expect((await late.message()).embeds).toHaveLength(1);
    await left;
    expect(fake.faults).toEqual([]);
  });

  it("tells those whose answers do not end in time", async () => {
    const gate = gatedAnswers();
    const { fake, server } = await servedBot({ timing: { drain: 50 }, wrap: gate.wrap });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    await server.leave();
    expect((await asked.message()).content).toMatch(/shut down before this was done/);
    gate.open();
  });
});

it("the server says whether the bot is ready, and no more", async () => {
  const ready = await servedBot();
  expect(await get(ready.server.port, "/readyz")).toMatchObject({
    status: 200,
    body: `{"ready":true}`,
  });
  const missing = ["index: not loaded yet"];
  const starting = await servedBot({ missing });
  expect(await get(starting.server.port, "/readyz")).toMatchObject({
    status: 503,
    body: `{"ready":false}`,
  });
});
