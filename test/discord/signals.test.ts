/** @module Signals to the process: at rest, in an answer, in a rebuild, while it waits for Discord. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeDiscord, HOME, OPERATOR } from "../support/bot.ts";
import { HARBOUR } from "../support/library.ts";
import { freePort, get } from "../support/loopback.ts";
import { builtFolders, exitOf, hear, spawnProgram, startBot } from "../support/running-bot.ts";
import { writeFiles } from "../support/temporary.ts";

const ASK = {
  type: "command",
  name: "ask",
  options: { question: "When does the harbour open?" },
} as const;
const REBUILD = {
  type: "command",
  name: "rebuild",
  options: { full: true },
  guildId: HOME,
  userId: OPERATOR,
} as const;

describe("a signal", { timeout: 120_000 }, () => {
  it("SIGTERM in the middle of an answer lets it end, and ends it with 0", async () => {
    const fake = await fakeDiscord();
    const bot = await startBot(fake, await builtFolders());
    fake.fail({ method: "PATCH", path: /original/, status: 429, body: { retry_after: 1 } });
    const asked = fake.interact(ASK);
    await asked.acknowledged(20_000);
    bot.stop("SIGTERM");
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("stopping");
    expect((await asked.message(20_000)).embeds).not.toEqual([]);
    expect(await bot.exit).toBe(0);
    expect(fake.faults).toEqual([]);
  });

  it("SIGINT twice in the middle of an answer ends it at once with 1", async () => {
    const fake = await fakeDiscord();
    const bot = await startBot(fake, await builtFolders());
    fake.fail({ method: "PATCH", path: /original/, delayMs: 60_000, times: 9 });
    await fake.interact(ASK).acknowledged(20_000);
    bot.stop("SIGINT");
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("stopping");
    bot.stop("SIGINT");
    expect(await bot.exit).toBe(1);
  });

  it("SIGTERM in the middle of a rebuild tells the operator, leaves the index as it was, and ends it with 0", async () => {
    const fake = await fakeDiscord();
    const place = await builtFolders();
    const bot = await startBot(fake, { ...place, HOME_GUILD_ID: HOME, OPERATOR_IDS: OPERATOR });
    const before = await readFile(join(place.INDEX_DIR, "current"), "utf8");
    // What was being written may lie beside them until the next build removes it.
    const finished = async (): Promise<string[]> =>
      (await readdir(join(place.INDEX_DIR, "generations"))).filter((name) => !name.startsWith("."));
    const generations = await finished();
    const part = (_: unknown, at: number) => `## Part ${at}\n\n${HARBOUR.slice(25)} ${at}`;
    const long = Array.from({ length: 3_000 }, part).join("\n\n");
    await writeFiles(place.SEEDS_DIR, { "b.md": long, "c.md": long });
    const asked = fake.interact(REBUILD);
    await asked.acknowledged(20_000);
    bot.stop("SIGTERM");
    expect(await bot.exit).toBe(0);
    expect(asked.edits().at(-1)?.content).toMatch(/shut down before this was done/);
    expect(await readFile(join(place.INDEX_DIR, "current"), "utf8")).toBe(before);
    expect(await finished()).toEqual(generations);
  });
});

describe("a start without Discord", { timeout: 60_000 }, () => {
  it("waits, is not ready meanwhile, and ends at once and with 0 on a signal", async () => {
    const port = await freePort();
    const child = spawnProgram({
      ...(await builtFolders()),
      DISCORD_API: `http://127.0.0.1:${await freePort()}/api`,
      DISCORD_TOKEN: "a.token.value",
      HEALTH_PORT: `${port}`,
    });
    const log = hear(child.stderr);
    await expect
      .poll(log, { timeout: 30_000, interval: 50 })
      .toMatch(/"why":"connect ECONNREFUSED.*trying again/);
    expect(await get(port, "/readyz")).toMatchObject({
      status: 503,
      body: '{"ready":false,"missing":["discord: not joined yet"]}\n',
    });
    child.kill("SIGTERM");
    expect(await exitOf(child)).toBe(0);
    expect(log()).not.toContain("a.token.value");
  });
});
