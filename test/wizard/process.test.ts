/** @module `npm run setup` as a process on a terminal of its own. */

import { spawn, spawnSync } from "node:child_process";
import { cp, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { parse } from "dotenv";
import { describe, expect, it, onTestFinished } from "vitest";
import { PROJECT } from "../../src/base/project.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { fakeDiscord } from "../support/bot.ts";
import { HARBOUR } from "../support/library.ts";
import { exitOf, hear } from "../support/running-bot.ts";
import { folderWith } from "../support/temporary.ts";
import { runEntry, tinySettings } from "../support/terminal.ts";

/** Connects a new terminal with the streams of this process, and runs a command at it. */
const AT_A_TERMINAL =
  "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
if (!hasPython) console.warn("No Python 3 with pty: npm run setup is not tried at a terminal.");

const CLUB = { id: "1100000000000000031", name: "Chess club" };

/** A checkout with the compiled program and a document, and a `.env` of its own. */
async function checkout(): Promise<string> {
  const folder = await folderWith({
    ".env.example": "# The token\nDISCORD_TOKEN=\n",
    "own/harbour.md": `${HARBOUR}\n## When does the harbour open?\n\nThe harbour opens at six.\n`,
  });
  const load = createRequire(join(PROJECT, "bin/any.cjs"));
  const { compiledFolder } = load("./dist.cjs") as { readonly compiledFolder: () => string };
  for (const path of ["bin", "package.json", relative(PROJECT, compiledFolder())])
    await cp(join(PROJECT, path), join(folder, path), { recursive: true });
  await symlink(join(PROJECT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Starts the set-up of a checkout at a terminal. */
function start(folder: string, { api }: FakeDiscord) {
  const command = [process.execPath, join(folder, "bin/setup.cjs")];
  const env = {
    PATH: process.env.PATH ?? "",
    TERM: "xterm",
    ...tinySettings(),
    SEEDS_DIR: join(folder, "own"),
    DISCORD_API: api,
  };
  const child = spawn("python3", ["-c", AT_A_TERMINAL, ...command], { env });
  onTestFinished(() => void child.kill("SIGKILL"));
  const screen = hear(child.stdout);
  const shows = (text: string) => expect.poll(screen, { timeout: 30_000 }).toContain(text);
  const type = (keys: string): void => void child.stdin.write(keys);
  return { screen, shows, type, exit: exitOf(child) };
}

describe.runIf(hasPython)("npm run setup at a terminal", { timeout: 90_000 }, () => {
  it("stops at Ctrl-C with what was saved, goes on in the next run, and never shows the token", async () => {
    const [fake, folder] = [await fakeDiscord(), await checkout()];
    const stopped = start(folder, fake);
    await stopped.shows("stays hidden");
    stopped.type(`${fake.token}\r`);
    await stopped.shows("Waiting");
    stopped.type("\u0003");
    expect(await stopped.exit).toBe(1);
    expect(stopped.screen()).toContain("Stopped. Saved in .env: DISCORD_TOKEN.");
    fake.join(CLUB);
    const again = start(folder, fake);
    expect(await again.exit).toBe(0);
    expect(again.screen()).toMatch(/Nothing to do.*Chess club.*harbour.*at six.*npm start/s);
    expect(stopped.screen() + again.screen()).not.toContain(fake.token);
    expect(parse(await readFile(join(folder, ".env")))).toMatchObject({
      DISCORD_TOKEN: fake.token,
      HOME_GUILD_ID: CLUB.id,
    });
  });
});

describe("npm run setup", { timeout: 30_000 }, () => {
  it("refuses arguments without repeating them: one may be the token", async () => {
    const run = await runEntry("bin/setup.cjs", ["MTEw.not-a.token"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("reset it");
    expect(run.stderr).not.toContain("MTEw");
  });
});
