/** @module The address of the endpoint, set by the set-up once it reaches this bot, and what the doctor says of it. */

import { describe, expect, it } from "vitest";
import { openEnvFile } from "../../src/base/config/env-file.ts";
import { readApplication } from "../../src/discord/application.ts";
import { checkEndpoint } from "../../src/discord/endpoint-checks.ts";
import { createOperatorRest } from "../../src/discord/operator-rest.ts";
import { setEndpoint } from "../../src/wizard/endpoint.ts";
import { createSigner } from "../fake-discord/endpoint.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { ASK, fakeDiscord, settingsFor } from "../support/bot.ts";
import { faultOf } from "../support/fault.ts";
import { freePort } from "../support/loopback.ts";
import { servedBot } from "../support/served-bot.ts";
import { temporaryFolder } from "../support/temporary.ts";

type Settings = Readonly<Record<string, string>>;

/** Runs the step with settings of the environment; returns what it says. */
async function setUp(fake: FakeDiscord, settings: Settings): Promise<string[]> {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const own = {
    DISCORD_API: fake.api,
    TRANSPORT: "http",
    INTERACTIONS_PORT: "5601",
    DISCORD_PUBLIC_KEY: fake.endpoint.publicKey,
    ...settings,
  };
  const { token } = fake;
  const rest = createOperatorRest({ api: fake.api, token }, { onWait: say });
  const prompter = {
    isInteractive: false,
    say,
    note: say,
    secret: async () => "",
    confirm: async () => true,
    choose: async () => [],
  };
  const connected = { token, rest, application: await readApplication(rest, "http") };
  await setEndpoint({ prompter, envFile: openEnvFile(await temporaryFolder(), own) }, connected);
  return said;
}

const patches = (fake: FakeDiscord): readonly unknown[] =>
  fake.requests.filter(({ method }) => method === "PATCH").map(({ body }) => body);

describe("the set-up", () => {
  it("sets the address that reaches this bot, once, and then interactions come there", async () => {
    const { fake, url } = await servedBot({ isEndpoint: false });
    const first = await setUp(fake, { INTERACTIONS_URL: url });
    expect(first.at(-1)).toBe(`Discord sends interactions to ${url} now.`);
    expect((await setUp(fake, { INTERACTIONS_URL: url })).at(-1)).toBe(`${url}: nothing to do.`);
    expect(patches(fake)).toEqual([{ interactions_endpoint_url: url }]);
    expect((await fake.interact(ASK).acknowledged()).type).toBe(5);
    expect(fake.faults).toEqual([]);
  });

  it("does nothing where interactions come by the gateway", async () => {
    const fake = await fakeDiscord();
    expect(await setUp(fake, { TRANSPORT: "gateway" })).toEqual([]);
  });

  it.each<[string, RegExp, (url: string) => Promise<Settings> | Settings]>([
    ["no address", /found none.*INTERACTIONS_URL|INTERACTIONS_URL.*found none/, () => ({})],
    [
      "nothing there",
      /to reach this bot; found .*Start npm run serve/,
      async () => ({ INTERACTIONS_URL: `http://127.0.0.1:${await freePort()}/interactions` }),
    ],
    [
      "another path",
      /to reach this bot; found 404/,
      (url) => ({ INTERACTIONS_URL: `${url}/other` }),
    ],
    [
      "another server",
      /to reach this bot; found something else answers there/,
      (url) => ({ INTERACTIONS_URL: url.replace("/interactions", "/readyz") }),
    ],
    [
      "a key that does not fit",
      /DISCORD_PUBLIC_KEY to be the key of this application; found another/,
      (url) => ({ INTERACTIONS_URL: url, DISCORD_PUBLIC_KEY: createSigner().publicKey }),
    ],
  ])("changes nothing where there is %s", async (_, expected, settings) => {
    const { fake, url } = await servedBot({ isEndpoint: false });
    const chosen = await settings(url);
    expect(await faultOf(() => setUp(fake, chosen))).toMatch(expected);
    expect(patches(fake)).toEqual([]);
  });

  it("changes nothing where a bot with another token answers, or one that is not ready", async () => {
    const { fake, url } = await servedBot({
      isEndpoint: false,
      settings: { token: "MTEw.Fake.x" },
    });
    const wrong = await faultOf(() => setUp(fake, { INTERACTIONS_URL: url }));
    expect(wrong).toContain("found a bot with another token answers there");
    const starting = await servedBot({ isEndpoint: false, missing: ["index: not loaded yet"] });
    const early = await faultOf(() => setUp(starting.fake, { INTERACTIONS_URL: starting.url }));
    expect(early).toContain("found the bot there is not ready yet");
    expect([...patches(fake), ...patches(starting.fake)]).toEqual([]);
  });

  it("says what to check where Discord does not accept the address", async () => {
    const { fake, url } = await servedBot({ isEndpoint: false });
    fake.fail({ method: "PATCH", path: /@me/, status: 400, body: { code: 50_035 } });
    const fault = await faultOf(() => setUp(fake, { INTERACTIONS_URL: url }));
    expect(fault).toMatch(/Discord to accept .*X-Signature-Ed25519/);
  });
});

describe("the doctor", () => {
  const http = (fake: FakeDiscord, url?: string, publicKey = fake.endpoint.publicKey) =>
    settingsFor(fake, {
      transport: "http",
      interactions: { port: 1, host: "127.0.0.1", publicKeys: [publicKey], url },
    });
  const applicationOf = (fake: FakeDiscord, url?: string) => ({
    verify_key: fake.endpoint.publicKey,
    interactions_endpoint_url: url,
  });
  const states = (findings: Awaited<ReturnType<typeof checkEndpoint>>): string[] =>
    findings.map(({ state, found, remedy = "" }) => `${state} ${found} ${remedy}`);

  it("finds that interactions come to this bot, or why not", async () => {
    const { fake, url } = await servedBot();
    expect(states(await checkEndpoint(applicationOf(fake, url), http(fake, url)))).toEqual([
      expect.stringMatching(/^ok .*reaches this bot/),
    ]);
    const other = `${url}/other`;
    expect(states(await checkEndpoint(applicationOf(fake, other), http(fake)))).toEqual([
      expect.stringMatching(/^warning .*does not reach this bot now: 404/),
    ]);
    expect(states(await checkEndpoint(applicationOf(fake, other), http(fake, url)))).toEqual([
      expect.stringMatching(/^fault .*but INTERACTIONS_URL is/),
    ]);
    expect(states(await checkEndpoint(applicationOf(fake), http(fake, url)))).toEqual([
      expect.stringMatching(/^fault .*no interactions endpoint URL.*npm run setup/),
    ]);
    const key = createSigner().publicKey;
    expect(states(await checkEndpoint(applicationOf(fake, url), http(fake, url, key)))).toEqual([
      expect.stringMatching(/^fault DISCORD_PUBLIC_KEY is not the key/),
    ]);
  });

  it("finds two ways: an endpoint where the settings say gateway", async () => {
    const fake = await fakeDiscord();
    const application = applicationOf(fake, "https://bot.example.org/interactions");
    expect(states(await checkEndpoint(application, settingsFor(fake)))).toEqual([
      expect.stringMatching(/^fault .*commands there and not to this bot.*TRANSPORT=http/),
    ]);
    expect(await checkEndpoint(applicationOf(fake), settingsFor(fake))).toEqual([]);
  });
});
