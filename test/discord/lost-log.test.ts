/** @module A log that nobody reads, or that has no room: the bot answers, counts what is lost, and leaves in order. */

import { closeSync, openSync } from "node:fs";
import { expect, it, onTestFinished, vi } from "vitest";
import { ASK, fakeDiscord } from "../support/bot.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { fullPipe, readNow } from "../support/full-pipe.ts";
import { freePort, get } from "../support/loopback.ts";
import { builtFolders, exitOf, reaching, spawnProgramInto } from "../support/running-bot.ts";

vi.setConfig({ testTimeout: 90_000 });

const QUESTIONS = 40;
const AT_ONCE = 10;

/** The bot, ready, with this as its standard error. */
async function botWithLog(stderr: number) {
  const fake = await fakeDiscord();
  const port = await freePort();
  const rates = Object.fromEntries(
    ["RATE_PER_USER", "RATE_PER_CHANNEL", "RATE_OVERALL"].map((name) => [name, "9999/1"]),
  );
  const env = {
    ...(await builtFolders()),
    HEALTH_PORT: `${port}`,
    ...reaching(fake),
    ...rates,
  };
  const child = spawnProgramInto(env, { stderr });
  const status = () => get(port, "/readyz").then(({ status: code }) => code, String);
  await expect.poll(status, { timeout: 60_000, interval: 100 }).toBe(200);
  return { fake, port, child, exit: exitOf(child) };
}

async function askMany(fake: FakeDiscord): Promise<void> {
  for (let asked = 0; asked < QUESTIONS; asked += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, () => fake.interact(ASK).message(20_000));
    for (const { embeds } of await Promise.all(batch)) expect(embeds).not.toEqual([]);
  }
}

async function droppedLines(port: number): Promise<number> {
  const { body } = await get(port, "/metrics");
  return Number(/^footnote_log_lines_dropped_total (\d+)$/m.exec(body)?.[1]);
}

it("with a reader that stalls, and then reads on", async () => {
  const { reader, writer } = await fullPipe();
  const { fake, port, child, exit } = await botWithLog(writer);
  await askMany(fake);
  const dropped = await droppedLines(port);
  expect(dropped).toBeGreaterThanOrEqual(QUESTIONS);
  expect(readNow(reader)).toMatch(/^\.+$/);
  await fake.interact({ type: "command", name: "help" }).message(20_000);
  let log = "";
  await expect.poll(() => (log += readNow(reader)), { timeout: 4_000 }).toContain('"help"');
  const [notice = "", answered = ""] = log.split("\n");
  expect(JSON.parse(notice)).toMatchObject({ level: 40, missing: dropped });
  expect(JSON.parse(answered)).toMatchObject({ command: "help", msg: "answered" });
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
  expect(readNow(reader)).toContain('"msg":"stopping"');
});

it("with a reader that goes away", async () => {
  const { reader, writer } = await fullPipe();
  const { fake, port, child, exit } = await botWithLog(writer);
  closeSync(reader);
  await askMany(fake);
  expect(await droppedLines(port)).toBeGreaterThanOrEqual(QUESTIONS);
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
});

it("on a full disk", async () => {
  const disk = openSync("/dev/full", "w");
  onTestFinished(() => closeSync(disk));
  const { fake, port, child, exit } = await botWithLog(disk);
  await askMany(fake);
  expect(await droppedLines(port)).toBeGreaterThanOrEqual(QUESTIONS);
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
});
