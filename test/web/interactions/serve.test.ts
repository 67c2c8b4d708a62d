/** @module The bot over HTTP, end to end: acknowledged in the response, answered over REST. */

import { describe, expect, it } from "vitest";
import { ASK, PRIVATE } from "../../support/bot.ts";
import { servedBot } from "../../support/served-bot.ts";
import { get } from "../../support/loopback.ts";

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
