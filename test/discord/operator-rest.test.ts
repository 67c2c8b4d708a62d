/** @module Failed requests as an operator reads them, and which of them are repeated. */

import { describe, expect, it } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { listServers, readApplication, readOwner } from "../../src/discord/application.ts";
import { createOperatorRest } from "../../src/discord/operator-rest.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { fakeDiscord } from "../support/bot.ts";

const backOff = { shortest: 10, longest: 20 };

/** A client of a fake, and the reasons of its waits. */
function client({ api, token }: Pick<FakeDiscord, "api" | "token">) {
  const waits: string[] = [];
  const onWait = (why: string): void => void waits.push(why);
  return { rest: createOperatorRest({ api, token }, { onWait, backOff }), waits };
}

const failureOf = async (work: Promise<unknown>): Promise<UserError> => {
  const error = await work.then(() => undefined).catch((reason: unknown) => reason);
  if (error instanceof UserError) return error;
  throw error;
};

describe("a request of an operator", () => {
  it("is repeated while Discord is out of order, and fails after a while", async () => {
    const fake = await fakeDiscord({ guilds: ["1100000000000000009"] });
    const { rest, waits } = client(fake);
    fake.fail({ path: /guilds/, status: 503, times: 2 });
    expect(await listServers(rest)).toEqual([{ id: "1100000000000000009", name: "A guild" }]);
    expect(waits).toEqual([expect.stringContaining("out of order"), expect.anything()]);
    fake.fail({ path: /guilds/, status: 502, times: 5 });
    const failed = await failureOf(listServers(rest));
    expect(failed).toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("discordstatus"),
    });
  });

  it("waits for a rate limit, and says so if it is long", async () => {
    const fake = await fakeDiscord();
    const { rest, waits } = client(fake);
    fake.fail({ path: /guilds/, status: 429, body: { retry_after: 1.1 } });
    expect(await listServers(rest)).toEqual([]);
    expect(waits).toEqual(["Discord limits how often it is asked"]);
  });

  it("is not repeated with a token that is refused, which is in no message", async () => {
    const fake = await fakeDiscord();
    const { rest, waits } = client({ api: fake.api, token: "MTEw.Wrong.token" });
    const failed = await failureOf(readApplication(rest));
    expect(failed).toMatchObject({ exitCode: 1, message: expect.stringContaining("(401)") });
    expect(failed.message).not.toContain("MTEw");
    expect([fake.requests.length, waits]).toEqual([1, []]);
  });

  it("tells a missing name from a missing connection and a missing right", async () => {
    const fake = await fakeDiscord();
    const { token, api } = fake;
    const nowhere = client({ api: "https://discord.invalid/api", token });
    expect((await failureOf(listServers(nowhere.rest))).message).toMatch(/no DNS .*token/);
    fake.fail({ path: /guilds/, status: 403 });
    const right = await failureOf(readOwner(client(fake).rest, "1100000000000000009"));
    expect(right.message).toMatch(/Missing Access.*HOME_GUILD_ID/);
    await fake.stop();
    const closed = await failureOf(listServers(client({ api, token }).rest));
    expect(closed.message).toMatch(/ECONNREFUSED.*firewall/);
  });

  it("that ends in an answer of another kind says so", async () => {
    const fake = await fakeDiscord();
    fake.fail({ path: /guilds/, status: 200, body: ["a proxy's page"] });
    expect((await failureOf(listServers(client(fake).rest))).message).toContain("proxy");
  });
});

describe("the application", () => {
  const member = (id: string, role: string, membership_state = 2) => ({
    membership_state,
    role,
    permissions: ["*"],
    team_id: "1100000000000000020",
    user: { id, username: `user-${id.slice(-2)}`, global_name: null },
  });

  it("has its owner as operator, and the bot's name", async () => {
    const fake = await fakeDiscord();
    const found = await readApplication(client(fake).rest);
    expect(found).toEqual({
      id: fake.applicationId,
      name: "Footnote",
      bot: "footnote",
      operators: [{ id: "1100000000000000002", name: "Member" }],
      endpoint: undefined,
      publicKey: fake.endpoint.publicKey,
      obstacles: [],
    });
    expect(fake.faults).toEqual([]);
  });

  it("of a team has those who could reset the token, not readers and not the invited", async () => {
    const team = {
      owner_user_id: "1100000000000000021",
      members: [
        member("1100000000000000021", ""),
        member("1100000000000000022", "admin"),
        member("1100000000000000023", "developer"),
        member("1100000000000000024", "read_only"),
        member("1100000000000000025", "admin", 1),
      ],
    };
    const owner = { id: "1100000000000000020", username: "team1100000000000000020" };
    const fake = await fakeDiscord({ application: { team, owner } });
    const { operators } = await readApplication(client(fake).rest);
    expect(operators.map(({ name }) => name)).toEqual(["user-21", "user-22", "user-23"]);
  });

  it("says what keeps the bot from its work, and has names without controls", async () => {
    const fake = await fakeDiscord({
      application: {
        name: "Foot\u001b[2J\u202enote",
        bot_require_code_grant: true,
        interactions_endpoint_url: "https://example.org/",
      },
    });
    const { name, obstacles } = await readApplication(client(fake).rest);
    expect(name).toBe("Foot [2J note");
    expect(obstacles).toEqual([
      expect.stringContaining("Code Grant"),
      expect.stringContaining("Endpoint"),
    ]);
  });
});
