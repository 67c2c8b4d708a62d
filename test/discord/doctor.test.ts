/** @module What the doctor finds out from Discord, with faults planted one by one. */

import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import {
  type Audience,
  type CommunitySettings,
  EVERYONE,
  NO_COMMUNITY,
} from "../../src/base/config/collections.ts";
import type { DiscordSettings } from "../../src/base/config/config.ts";
import { examineDiscord } from "../../src/discord/doctor.ts";
import { deploy } from "../../src/discord/deployment.ts";
import { networkFault } from "../../src/discord/rest.ts";
import type { FakeDiscord, FakeDiscordOptions } from "../fake-discord/server.ts";
import { faultOf } from "../support/fault.ts";
import { fakeDiscord, HOME, settingsFor } from "../support/bot.ts";

const { commands } = ABILITIES;
const PRIVATE = { allowedGuildIds: [HOME] };

/** A Discord in which all is as it should be. */
async function soundDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = await fakeDiscord({ guilds: [HOME], ...options });
  await deploy(settingsFor(fake), { commands, dryRun: false, json: false, print: () => {} });
  return fake;
}

const collectionWith = (community: Partial<CommunitySettings>) => ({
  audience: EVERYONE,
  community: { ...NO_COMMUNITY, ...community },
});

const examine = (fake: FakeDiscord, change: Partial<DiscordSettings> = {}) =>
  examineDiscord(settingsFor(fake, { ...PRIVATE, ...change }), commands);

/** Only what is not as it should be. */
const amiss = async (fake: FakeDiscord, change: Partial<DiscordSettings> = {}) =>
  (await examine(fake, change))
    .filter(({ state }) => state !== "ok")
    .map(({ check, state, found }) => `${state} ${check}: ${found}`);

const told = (fake: FakeDiscord, body: object, headers: Record<string, string> = {}): void => {
  const application = { id: fake.applicationId, name: "Footnote", ...body };
  fake.fail({ path: /^\/applications\/@me$/, status: 200, body: application, headers });
};

describe("the doctor in Discord", () => {
  it("finds nothing amiss where all is well, and changes nothing", async () => {
    const fake = await soundDiscord();
    const before = fake.requests.length;
    const findings = await examine(fake);
    expect(findings.map(({ check, state }) => `${state} ${check}`)).toEqual([
      "ok token",
      "ok clock",
      "ok application",
      "ok logins",
      "ok commands",
      "ok home commands",
      "ok home server",
    ]);
    expect(fake.requests.slice(before).every(({ method }) => method === "GET")).toBe(true);
    expect(fake.faults).toEqual([]);
    expect(JSON.stringify(findings)).not.toContain(fake.token);
  });

  it("tells a token that is refused from a Discord that can't be reached", async () => {
    const fake = await soundDiscord();
    const [refused, ...rest] = await examine(fake, { token: "MTEw.Fake.wrong" });
    expect(refused).toMatchObject({
      check: "token",
      state: "fault",
      found: expect.stringContaining("401"),
    });
    expect(rest.map(({ check }) => check)).toEqual(["clock"]);
    fake.fail({ path: /@me/, status: 503 });
    expect(await amiss(fake)).toEqual([
      expect.stringMatching(
        /^warning token: not checked: Discord could not answer \(Service Unavailable\)/,
      ),
    ]);
    await fake.stop();
    expect(await amiss(fake)).toEqual([
      expect.stringMatching(/^warning token: not checked: no connection/),
      "skipped clock: Discord sent no time",
    ]);
  });

  it.each([
    [-3_600_000, /^warning clock: 3600 s ahead of Discord's$/],
    [60_000, /^warning clock: (59|60) s behind Discord's$/],
  ])("holds the clock against Discord's, off by %i ms", async (off, expected) => {
    const fake = await soundDiscord();
    told(fake, { bot_public: false }, { date: new Date(Date.now() + off).toUTCString() });
    expect(await amiss(fake)).toEqual([expect.stringMatching(expected)]);
  });

  it("says what is wrong with the application", async () => {
    const fake = await soundDiscord();
    expect(await amiss(fake, { applicationId: "1100000000000000555" })).toEqual([
      expect.stringMatching(/^fault application: the token belongs to 1100000000000000001/),
    ]);
    told(fake, { interactions_endpoint_url: "https://example.org/", bot_require_code_grant: true });
    expect(await amiss(fake, { allowedGuildIds: [] })).toEqual([
      expect.stringMatching(/^warning application: .*code grant/),
      expect.stringMatching(/^warning application: anyone may add it/),
      expect.stringMatching(/^fault endpoint: .*not to this bot$/),
    ]);
  });

  it("says that the intent for message content is off where posts are to be read", async () => {
    const fake = await soundDiscord();
    const answerIn = ["1100000000000000888"];
    expect(await amiss(fake, { answerIn })).toEqual([
      expect.stringMatching(/^fault application: .*Message Content Intent is off$/),
    ]);
    for (const flag of [1 << 18, 1 << 19]) {
      told(fake, { flags: flag, bot_public: false });
      expect(await amiss(fake, { answerIn })).toEqual([]);
      told(fake, { flags: flag, bot_public: false });
      expect(await examine(fake, { answerIn })).toContainEqual(
        expect.objectContaining({ found: expect.stringContaining("has the Message Content") }),
      );
    }
  });

  it("says which channels the bot does not see", async () => {
    const [seen, hidden, gone] = [
      "1100000000000000881",
      "1100000000000000882",
      "1100000000000000883",
    ];
    const fake = await soundDiscord({ channels: [{ id: seen }, { id: hidden }] });
    fake.forbid(hidden, "view");
    const desk = { pingEverySeconds: 900, hasDigest: true };
    const collections = [
      { answerIn: [seen, hidden], threadsIn: [seen] },
      { answerIn: [gone], desk: { ...desk, channelId: seen } },
      { answerIn: [seen], desk: { ...desk, channelId: gone } },
    ].map(collectionWith);
    const found = await examineDiscord(settingsFor(fake, PRIVATE), commands, collections);
    expect(found.slice(-3).map(({ check, state, found: what }) => [check, state, what])).toEqual([
      ["answerIn", "fault", `the bot does not see ${hidden}, ${gone}`],
      ["threadsIn", "ok", "the bot sees 1 channel"],
      ["operatorsChannel", "fault", `the bot does not see ${gone}`],
    ]);
    expect(fake.faults).toEqual([]);
  });

  it("says which channels are of a kind that does not fit", async () => {
    const [text, forum, category] = [
      "1100000000000000881",
      "1100000000000000882",
      "1100000000000000883",
    ];
    const channels = [{ id: text }, { id: forum, type: 15 }, { id: category, type: 4 }];
    const fake = await soundDiscord({ channels });
    const desk = { channelId: forum, pingEverySeconds: 900, hasDigest: true };
    const community = { answerIn: [text, forum, category], threadsIn: [text, forum], desk };
    const found = await examineDiscord(settingsFor(fake, PRIVATE), commands, [
      collectionWith(community),
    ]);
    expect(found.slice(-3).map(({ check, state, found: what }) => [check, state, what])).toEqual([
      ["answerIn", "fault", `of a kind that does not fit: ${category}`],
      ["threadsIn", "fault", `of a kind that does not fit: ${forum}`],
      ["operatorsChannel", "fault", `of a kind that does not fit: ${forum}`],
    ]);
  });

  it("looks for the role that questions ping", async () => {
    const [desk, roleId, other] = [
      "1100000000000000881",
      "1200000000000000601",
      "1200000000000000602",
    ];
    const fake = await soundDiscord({ channels: [{ id: desk, guildId: HOME }] });
    const collection = collectionWith({
      desk: { channelId: desk, roleId, pingEverySeconds: 900, hasDigest: true },
    });
    const roleFinding = async (roles: readonly object[]) => {
      fake.fail({ path: /^\/guilds\/\d+$/, status: 200, body: { roles }, times: 2 });
      const found = await examineDiscord(settingsFor(fake, PRIVATE), commands, [collection]);
      const [last] = found.slice(-1);
      return `${last?.state} ${last?.check}: ${last?.found}`;
    };
    expect(await roleFinding([{ id: other, mentionable: true }])).toBe(
      `fault pingRole: not in the server of the operators' channel: ${roleId}`,
    );
    fake.forbid(desk, "view");
    expect(await roleFinding([])).toMatch(/^skipped pingRole/);
    fake.permit(desk, "view");
    expect(await roleFinding([{ id: roleId, mentionable: true }])).toBe(
      "ok pingRole: everyone may mention it",
    );
    expect(await roleFinding([{ id: roleId, mentionable: false }])).toMatch(
      /^ok pingRole: pinged only if the bot may mention all roles/,
    );
  });

  it("says how strangers are kept out where a file names the collections", async () => {
    const fake = await soundDiscord();
    const settings = settingsFor(fake, { hasCollections: true });
    const own = { ...EVERYONE, isEveryone: false, servers: [HOME] };
    const strangersIn = async (audience: Audience) =>
      (await examineDiscord(settings, commands, [{ audience, community: NO_COMMUNITY }])).find(
        ({ found }) => found.includes("anyone may add it"),
      );
    expect(await strangersIn(own)).toBeUndefined();
    expect((await strangersIn(EVERYONE))?.remedy).toMatch(/^Name servers, channels or roles/);
  });

  it("does not advise to keep servers out that manage documents themselves", async () => {
    const fake = await soundDiscord();
    const settings = settingsFor(fake, { allowedGuildIds: [], hasSelfService: true });
    const all = await examineDiscord(settings, commands, []);
    const { remedy } = all.find(({ found }) => found.includes("anyone may add it")) ?? {};
    expect(remedy).toBe(
      "Set ALLOWED_GUILD_IDS, if they are for your own servers only (docs/SELF-SERVICE.md).",
    );
  });

  it("says which commands differ, and that logins run out", async () => {
    const fake = await fakeDiscord({ guilds: [HOME], sessionsLeft: 3 });
    expect(await amiss(fake)).toEqual([
      "warning logins: 3 of 1000 left today",
      expect.stringMatching(/^warning commands: [1-9]\d* missing, 0 different, 0 obsolete$/),
      expect.stringMatching(/^warning home commands: [1-9]\d* missing/),
    ]);
  });

  it("says where Discord recommends more shards than the settings have", async () => {
    const fake = await soundDiscord();
    fake.gateway.requireShards(4);
    const shards = (count: number) => ({ shards: { first: 0, last: 0, count } });
    expect(await amiss(fake, shards(2))).toEqual([
      "warning logins: Discord recommends 4 shards, and SHARDS has 2",
    ]);
    expect(await amiss(fake, shards(4))).toEqual([]);
  });

  it("says that the bot is not at home, that nobody may rebuild, that there is no home", async () => {
    const fake = await soundDiscord();
    const elsewhere = {
      homeGuildId: "1100000000000000777",
      allowedGuildIds: ["1100000000000000777"],
    };
    expect(await amiss(fake, elsewhere)).toContainEqual(
      "fault home server: the bot is not in 1100000000000000777",
    );
    expect(await amiss(fake, { operatorIds: [] })).toEqual([
      "warning home server: the bot is in it, but nobody may rebuild",
    ]);
    expect(await amiss(fake, { homeGuildId: undefined })).toEqual([
      expect.stringMatching(/^skipped home server/),
    ]);
  });

  it("goes on with the others where one check fails", async () => {
    const fake = await soundDiscord();
    fake.fail({ path: /\/gateway\/bot/, status: 200, body: [] });
    expect(await amiss(fake)).toEqual([expect.stringMatching(/^warning logins: not checked/)]);
  });
});

describe("a registration by hand", () => {
  const faultOfDeploy = (fake: FakeDiscord, change: Partial<DiscordSettings>) =>
    faultOf(() =>
      deploy(settingsFor(fake, change), { commands, dryRun: false, json: false, print: () => {} }),
    );

  it("tells a lost network from a refused token and from missing rights", async () => {
    const fake = await soundDiscord();
    expect(await faultOfDeploy(fake, { token: "MTEw.Fake.wrong" })).toMatch(/401.*Reset Token/);
    fake.fail({ path: /commands/, status: 403 });
    expect(await faultOfDeploy(fake, {})).toMatch(/Check DISCORD_APPLICATION_ID and HOME_GUILD_ID/);
    await fake.stop();
    expect(await faultOfDeploy(fake, {})).toMatch(/no connection .*firewall/);
  });

  it("tells a name that can't be resolved from a refused connection", () => {
    const unresolved = Object.assign(new Error("getaddrinfo EAI_AGAIN discord.com"), {
      code: "EAI_AGAIN",
    });
    expect(networkFault(unresolved)?.found).toBe("no DNS (getaddrinfo EAI_AGAIN discord.com)");
    expect(networkFault(unresolved)?.remedy).toMatch(
      /DNS .*the token and the IDs were not checked/,
    );
    const answered = Object.assign(new Error("Missing Access"), { status: 403 });
    expect(networkFault(answered)).toBeUndefined();
  });
});
