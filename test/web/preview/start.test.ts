/** @module `npm start` with and without the local page, as a process. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeDiscord } from "../../support/bot.ts";
import { fullPipe, readNow } from "../../support/full-pipe.ts";
import { freePort, get } from "../../support/loopback.ts";
import {
  builtFolders,
  exitOf,
  hear,
  spawnProgram,
  spawnProgramInto,
  startBot,
} from "../../support/running-bot.ts";
import { linesOf } from "../../support/preview.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const QUESTION = "When does the harbour open in the morning?";

const folders = async () => ({
  ...(await builtFolders()),
  FEEDBACK_DIR: await temporaryFolder(),
});

const OWN = { DISCORD_TOKEN: "", CHAT_HISTORY: "false" };

/** Until it tells where it is. */
async function start(env: Readonly<Record<string, string>>) {
  const child = spawnProgram({ ...OWN, ...env });
  const [told, log, exit] = [hear(child.stdout), hear(child.stderr), exitOf(child)];
  await expect.poll(told, { timeout: 60_000, interval: 50 }).toContain("in a browser");
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(told())?.[0] ?? "";
  return { child, told, log, exit, address };
}

const askAt = (address: string): Promise<Response> =>
  fetch(`${address}/ask`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ text: QUESTION }),
  });

describe("npm start without a token", { timeout: 90_000 }, () => {
  it("serves the page beside the prompt, keeps what was shown, and ends on SIGINT with 0", async () => {
    const port = await freePort();
    const place = await folders();
    const { child, told, exit, address } = await start({ ...place, ROOM_PORT: `${port}` });
    expect(address).toBe(`http://127.0.0.1:${port}`);
    expect((await get(port, "/")).body).toContain("Welcome to #ask-footnote");
    expect((await get(port, "/", { host: "evil.example" })).status).toBe(403);
    const [shown] = await linesOf(await askAt(address));
    expect(shown?.html).toContain("opens at six");
    child.stdin.write("When does the harbour open?\n");
    await expect.poll(told, { timeout: 10_000 }).toContain("opens at six");
    child.kill("SIGINT");
    expect(await exit).toBe(0);
    await expect(get(port, "/")).rejects.toThrow("ECONNREFUSED");
    const kept = await readFile(join(place.FEEDBACK_DIR, "feedback.jsonl"), "utf8");
    expect(kept).toContain('"kind":"shown"');
    expect(kept).not.toContain("harbour");
  });

  it("takes another port where its own is taken, says so, and stays where nobody is at the terminal or reads what it prints", async () => {
    const place = await folders();
    const first = await start({ ...place, ROOM_PORT: `${await freePort()}` });
    const { port } = new URL(first.address);
    const second = await start({ ...place, ROOM_PORT: port });
    second.child.stdin.end();
    expect(second.address).not.toBe(first.address);
    expect(second.log()).toContain(`port ${port} is taken; the local page is at ${second.address}`);
    expect((await askAt(second.address)).status).toBe(200);
    second.child.kill("SIGTERM");
    expect(await second.exit).toBe(0);
    first.child.stdout.destroy();
    first.child.stdin.write("/help\n");
    const [shown] = await linesOf(await askAt(first.address));
    expect(shown?.html).toContain("opens at six");
    first.child.kill("SIGTERM");
    expect(await first.exit).toBe(0);
  });

  it("serves the page and ends in order where the reader of what it prints stalls", async () => {
    const port = await freePort();
    const env = { ...OWN, ...(await folders()), ROOM_PORT: `${port}` };
    const { reader, writer } = await fullPipe();
    const child = spawnProgramInto(env, { stdout: writer });
    const exit = exitOf(child);
    const status = () => askAt(`http://127.0.0.1:${port}`).then(({ status: code }) => code, String);
    await expect.poll(status, { timeout: 60_000, interval: 100 }).toBe(200);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
    expect(readNow(reader)).toMatch(/^\.+$/);
  });
});

describe("npm start with a token", { timeout: 90_000 }, () => {
  it("serves the page where ROOM_PORT says so", async () => {
    const fake = await fakeDiscord();
    const place = await folders();
    const port = await freePort();
    const bot = await startBot(fake, { ...place, ROOM_PORT: `${port}` });
    expect(bot.log()).toContain("the local page is served");
    expect((await get(port, "/")).status).toBe(200);
    bot.stop("SIGTERM");
    expect(await bot.exit).toBe(0);
  });
});
