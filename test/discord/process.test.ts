import { describe, expect, it } from "vitest";
import { fakeDiscord } from "../support/bot.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { freePort, get } from "../support/loopback.ts";
import { builtFolders, spawnBot, startBot } from "../support/running-bot.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { footnote, runEntry } from "../support/terminal.ts";

const HOME = "1100000000000000009";
const ASK = {
  type: "command",
  name: "ask",
  options: { question: "When does the harbour open?" },
} as const;

const folders = async () => ({
  SEEDS_DIR: await folderWith({ "a.md": HARBOUR }),
  INDEX_DIR: await temporaryFolder(),
});

describe("npm start with a token", { timeout: 90_000 }, () => {
  it("builds, joins, registers, answers, notices a new generation, and stops on SIGTERM with 0", async () => {
    const fake = await fakeDiscord();
    const place = await folders();
    const bot = await startBot(fake, place);
    expect(fake.commands().map(({ name }) => name)).toContain("ask");
    expect((await fake.interact(ASK).message(10_000)).embeds?.[0]?.description).toContain("at six");
    const other = await folderWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await footnote(["index", "--seeds", other, "--index", place.INDEX_DIR]);
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("switched to a new index");
    bot.stop("SIGTERM");
    expect(await bot.exit).toBe(0);
    for (const absent of [fake.token, "harbour open", "local page"])
      expect(bot.log()).not.toContain(absent);
    expect(fake.faults).toEqual([]);
  });

  it("tells how it stands over HTTP, and its log what came of each question, not what was asked", async () => {
    const fake = await fakeDiscord();
    const port = await freePort();
    const bot = await startBot(fake, {
      ...(await builtFolders()),
      HEALTH_PORT: `${port}`,
      LOG_LEVEL: "trace",
    });
    await expect
      .poll(async () => (await get(port, "/readyz")).body, { timeout: 10_000 })
      .toBe('{"ready":true,"missing":[]}\n');
    const asked = fake.interact({ ...ASK, userId: "1200000000000000777" });
    await asked.message(10_000);
    fake.fail({ method: "PATCH", path: /original/, status: 401, body: { code: 50027 } });
    const failed = fake.interact(ASK);
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("401: Unauthorized");
    const { body } = await get(port, "/metrics");
    expect(body).toMatch(/^footnote_questions_total\{result="(?:found|unsure)"\} 2$/m);
    expect(body).toMatch(/^footnote_stage_seconds_count\{stage="embed"\} 2$/m);
    expect(body).toMatch(/^footnote_passages 2$/m);
    const lines = bot
      .log()
      .split("\n")
      .filter((line) => line.includes(asked.id));
    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        interaction: asked.id,
        command: "ask",
        outcome: expect.stringMatching(/found|unsure/),
        msg: "answered",
      }),
    );
    for (const secret of [fake.token, asked.token, failed.token, "harbour", "1200000000000000777"])
      expect(bot.log() + body).not.toContain(secret);
    bot.stop("SIGTERM");
    expect(await bot.exit).toBe(0);
  });

  it("lives and is not ready while it builds; a port that is taken is told", async () => {
    const port = await freePort();
    const fake = await fakeDiscord();
    fake.refuseGateway(true);
    const place = await folders();
    const child = spawnBot(fake, { ...place, HEALTH_PORT: `${port}` });
    const ready = () => get(port, "/readyz").catch(() => ({ status: 0, body: "" }));
    await expect
      .poll(async () => (await ready()).body, { timeout: 30_000, interval: 20 })
      .toContain("discord: not joined yet");
    expect((await ready()).status).toBe(503);
    expect((await get(port, "/livez")).status).toBe(200);
    const env = { ...place, DISCORD_API: fake.api, DISCORD_TOKEN: fake.token };
    const second = await runEntry("bin/start.cjs", [], { env: { ...env, HEALTH_PORT: `${port}` } });
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining("found it taken") });
    child.kill("SIGKILL");
  });

  it("goes on whatever the gateway sends, counts what escaped, and ends with 2 when Discord refuses the token for good", async () => {
    const fake = await fakeDiscord();
    const port = await freePort();
    const bot = await startBot(fake, { ...(await builtFolders()), HEALTH_PORT: `${port}` });
    // The library's own packets: it throws on some, and no handler of ours is there to catch it.
    for (const op of [0, 1, 7, 9, 10, 11, 99])
      for (const data of [null, {}, "x"]) fake.gateway.send(op, data);
    for (const data of [null, {}, "x"] as unknown[])
      fake.gateway.dispatch("READY", data as Record<string, unknown>);
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("an error escaped; the bot goes on");
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("no connection to Discord");
    const status = async () => (await get(port, "/readyz")).status;
    await expect.poll(status, { timeout: 30_000, interval: 100 }).toBe(200);
    expect((await fake.interact(ASK).message(10_000)).embeds).not.toEqual([]);
    expect((await get(port, "/metrics")).body).toMatch(
      /^footnote_faults_total\{where="background"\} [1-9]/m,
    );
    fake.gateway.close(4004);
    expect(await bot.exit).toBe(2);
    expect(bot.log()).toContain("4004");
  });

  it("ends with 2 on a wrong token, without showing it", async () => {
    const fake = await fakeDiscord();
    const env = {
      ...(await builtFolders()),
      DISCORD_API: fake.api,
      DISCORD_TOKEN: "wrong.token.value",
    };
    const run = await runEntry("bin/start.cjs", [], { env });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("check DISCORD_TOKEN");
    expect(run.stderr).not.toContain("wrong.token.value");
  });
});

describe("npm run deploy", { timeout: 60_000 }, () => {
  it("shows the difference, registers it, and finds none after", async () => {
    const fake = await fakeDiscord();
    const env = { DISCORD_API: fake.api, DISCORD_TOKEN: fake.token, HOME_GUILD_ID: HOME };
    const dry = await runEntry("bin/deploy.cjs", ["--dry-run"], { env });
    expect(dry).toMatchObject({ code: 0, stderr: "" });
    expect(dry.stdout).toMatch(
      /Everywhere: added \/ask, \/source, \/documents, \/help, "Find sources"/,
    );
    expect(dry.stdout).toContain(`client_id=${fake.applicationId}`);
    expect(dry.stdout).toContain('"name": "ask"');
    expect(fake.commands()).toEqual([]);
    expect((await runEntry("bin/deploy.cjs", [], { env })).code).toBe(0);
    expect(fake.commands(HOME).map(({ name }) => name)).toContain("rebuild");
    const same = (await runEntry("bin/deploy.cjs", ["--dry-run"], { env })).stdout;
    expect(same).toMatch(/^Everywhere: up to date\.\nServer \d+: up to date\.\nInvite: \S+\n$/);
    const all = await runEntry("bin/deploy.cjs", ["--dry-run", "--json"], { env });
    expect(all.stdout).toContain('"name": "ask"');
  });

  it("fails with 2 without a token, and with 1 on one that is refused", async () => {
    const fake = await fakeDiscord();
    const none = await runEntry("bin/deploy.cjs", []);
    expect(none).toMatchObject({ code: 2 });
    expect(none.stderr).toContain("DISCORD_TOKEN");
    const wrong = await runEntry("bin/deploy.cjs", [], {
      env: { DISCORD_API: fake.api, DISCORD_TOKEN: "wrong" },
    });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain("a refused token (401)");
  });
});
