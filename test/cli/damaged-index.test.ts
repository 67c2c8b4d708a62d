/** @module A damaged index, by the program as people run it: who heals it, and who refuses. */

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readCurrent } from "../../src/storage/files/layout.ts";
import { fakeDiscord } from "../support/bot.ts";
import { damage } from "../support/damage.ts";
import { HARBOUR, TOWER } from "../support/library.ts";
import { freePort, get } from "../support/loopback.ts";
import { exitOf, hear, spawnBot } from "../support/running-bot.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, runEntry } from "../support/terminal.ts";

const ASK = {
  type: "command",
  name: "ask",
  options: { question: "When does the harbour open?" },
} as const;

/** Folders with an index of two generations; the active one is `generation`. */
async function built() {
  const env = {
    SEEDS_DIR: await folderWith({ "a.md": HARBOUR }),
    INDEX_DIR: await temporaryFolder(),
  };
  await footnote(["index"], { env });
  await writeFiles(env.SEEDS_DIR, { "t.md": TOWER });
  await footnote(["index"], { env });
  const generation = (await readCurrent(env.INDEX_DIR)) ?? "";
  const fileOf = (name: string): string => join(env.INDEX_DIR, "generations", generation, name);
  return { env, generation, fileOf };
}

it(
  "the terminal refuses it and says what to do, verify reports it, index repairs it",
  { timeout: 240_000 },
  async () => {
    const { env, fileOf } = await built();
    await damage(fileOf("passages.hnsw"), "changed in one bit");
    const refusal = expect.stringMatching(/passages\.hnsw.*Run: npm run footnote -- index/);
    for (const verb of [
      ["ask", "When does the harbour open?"],
      ["source", "abcdefghijkl"],
    ])
      expect(await footnote(verb, { env })).toMatchObject({ code: 1, stdout: "", stderr: refusal });
    const verified = await footnote(["verify"], { env });
    expect(verified).toMatchObject({ code: 1, stdout: expect.stringContaining("passages.hnsw") });
    expect((await footnote(["index"], { env })).code).toBe(0);
    expect((await footnote(["verify"], { env })).code).toBe(0);
    await rm(join(env.INDEX_DIR, "generations"), { recursive: true });
    const nothing = { ...env, SEEDS_DIR: await temporaryFolder() };
    const start = await runEntry("bin/start.cjs", [], { env: nothing });
    expect(start).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Put documents into it"),
    });
  },
);

it(
  "the bot serves the generation before, says so, and heals, at the start and while it runs",
  { timeout: 240_000 },
  async () => {
    const { env, generation, fileOf } = await built();
    await damage(fileOf("terms.bin"), "removed");
    const fake = await fakeDiscord();
    const port = await freePort();
    const child = spawnBot(fake, { ...env, HEALTH_PORT: `${port}` });
    const [log, exit] = [hear(child.stderr), exitOf(child)];
    const readyz = async (): Promise<string> =>
      (await get(port, "/readyz").catch(() => ({ body: "" }))).body;
    const told: string[] = [];
    const watch = async (): Promise<string> => {
      told.push(await readyz());
      return log();
    };
    await expect.poll(watch, { timeout: 90_000, interval: 20 }).toContain("sound again");
    expect(told).toContainEqual(
      expect.stringMatching(/^{"ready":true,.*"stale":true,"reason":".*terms\.bin/),
    );
    expect(log()).toMatch(/"level":50.*terms\.bin.*the active index is damaged/);
    expect((await fake.interact(ASK).message(10_000)).embeds?.[0]?.description).toContain("at six");
    await damage(fileOf("tokens.i8"), "changed in one bit");
    expect((await fake.interact(ASK).message(10_000)).embeds?.[0]?.description).toContain("at six");
    const healed = () => log().match(/"generation":"(\w+)".*sound again/g)?.length;
    await expect.poll(healed, { timeout: 90_000 }).toBe(2);
    await expect.poll(readyz).toBe('{"ready":true,"missing":[]}\n');
    expect(await readCurrent(env.INDEX_DIR)).toBe(generation);
    expect((await footnote(["verify"], { env })).code).toBe(0);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
  },
);
