/** @module The set-up, step by step, against a fake Discord: what it asks, saves and leaves alone. */

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { parse } from "dotenv";
import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { openEnvFile } from "../../src/base/config/env-file.ts";
import { messageOf } from "../../src/base/errors.ts";
import { createOperatorRest } from "../../src/discord/operator-rest.ts";
import { Left, openPrompter } from "../../src/wizard/prompter.ts";
import { runWizard } from "../../src/wizard/wizard.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { fakeDiscord } from "../support/bot.ts";
import { folderWith } from "../support/temporary.ts";

const CLUB = { id: "1100000000000000031", name: "Chess club" };
const OTHER = { id: "1100000000000000032", name: "Strangers", ownerId: "1100000000000000099" };
const THIRD = { id: "1100000000000000033", name: "Choir" };
const OWNER = "1100000000000000002";
const CTRL_C = "\u0003";
const EXAMPLE = "# Mine\nDISCORD_TOKEN=\nHOME_GUILD_ID= # here\nLOG_LEVEL=warn\n";

interface Terminal {
  readonly stdin: PassThrough & { isTTY?: boolean };
  readonly stdout: PassThrough & { isTTY?: boolean };
  /** Everything that was shown so far. */
  readonly shown: () => string;
}

/** Streams that pass for a terminal, at which answers are typed when their question is shown. */
function terminal(answers: Readonly<Record<string, string | (() => string)>>): Terminal {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  let [shown, seen] = ["", 0];
  stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    for (const [question, answer] of Object.entries(answers)) {
      if (!shown.slice(seen).includes(question)) continue;
      seen = shown.length;
      setImmediate(() => stdin.write(typeof answer === "string" ? answer : answer()));
    }
  });
  const isTTY = true;
  return {
    stdin: Object.assign(stdin, { isTTY }),
    stdout: Object.assign(stdout, { isTTY }),
    shown: () => shown,
  };
}

/** Streams of a script that gives a text. */
function script(input: string): Terminal {
  const io = terminal({});
  io.stdin.end(input);
  return { ...io, stdin: Object.assign(io.stdin, { isTTY: false }) };
}

const checkout = (files: Readonly<Record<string, string>> = {}) =>
  folderWith({ ".env.example": EXAMPLE, ...files });

interface Run {
  readonly folder: string;
  readonly fake: FakeDiscord;
  readonly io: Terminal;
  readonly own?: Readonly<Record<string, string>>;
  readonly wantsNewToken?: boolean;
}

/** Runs the set-up to its end. Whatever it shows or saves, the token is not on the screen. */
async function run({ folder, fake, io, own = {}, wantsNewToken = false }: Run) {
  const ending = await runWizard({
    prompter: openPrompter(io),
    envFile: openEnvFile(folder, { DISCORD_API: fake.api, ...own }),
    connect: (settings) =>
      createOperatorRest(settings, {
        onWait: (why) => io.stdout.write(`${why}\n`),
        backOff: { shortest: 10, longest: 20 },
      }),
    commands: ABILITIES.commands,
    wantsNewToken,
    answerExample: async () => "The harbour opens at six.",
    pace: { look: 20, remind: 40 },
    stopped: new AbortController().signal,
  }).catch((error: unknown) => error);
  const text = await readFile(join(folder, ".env"), "utf8").catch(() => "");
  const failure = ending === undefined ? undefined : messageOf(ending);
  for (const secret of [fake.token, ...Object.values(own)])
    if (secret.includes(".")) expect(`${io.shown()}${failure}`).not.toContain(secret);
  expect(fake.faults).toEqual([]);
  return { ending, failure, text, settings: parse(text), shown: io.shown() };
}

const PASTE = "Paste the token";

describe("npm run setup at a terminal", () => {
  it("asks for the token alone, waits for the server, saves, registers and answers", async () => {
    const fake = await fakeDiscord();
    const folder = await checkout();
    const io = terminal({
      [PASTE]: `\n "Bot ${fake.token}" \r`,
      "Still waiting": () => {
        fake.join(CLUB);
        return "";
      },
    });
    const first = await run({ folder, fake, io });
    expect(first.ending).toBeUndefined();
    expect(first.text).toBe(
      `# Mine\nDISCORD_TOKEN=${fake.token}\nHOME_GUILD_ID=${CLUB.id} # here\nLOG_LEVEL=warn\n` +
        `OPERATOR_IDS=${OWNER}\nALLOWED_GUILD_IDS=${CLUB.id}\n`,
    );
    expect((await stat(join(folder, ".env"))).mode & 0o777).toBe(0o600);
    expect(fake.commands(CLUB.id).map(({ name }) => name)).toContain("rebuild");
    expect(fake.commands().length).toBeGreaterThan(3);
    expect(first.shown).toMatch(
      /client_id=1100000000000000001&scope=bot.*Chess club.*Member.*added \/ask.*at six.*npm start/s,
    );
  });

  it("finds nothing to do in a second run, and asks nothing", async () => {
    const fake = await fakeDiscord();
    const folder = await checkout();
    fake.join(CLUB);
    const first = await run({ folder, fake, io: terminal({ [PASTE]: `${fake.token}\r` }) });
    const before = fake.requests.length;
    const again = await run({ folder, fake, io: terminal({}) });
    expect([again.ending, again.text]).toEqual([undefined, first.text]);
    expect(again.shown.match(/nothing to do/gi)).toHaveLength(4);
    expect(fake.requests.slice(before).every(({ method }) => method === "GET")).toBe(true);
  });

  it("says what was pasted instead of a token, and what Discord refuses, and asks again", async () => {
    const fake = await fakeDiscord();
    fake.join(CLUB);
    const pasted = [
      "1100000000000000001",
      "abcdefghijklmnopqrstuvwxyz_-0123",
      "https://discord.com/api/webhooks/1/x",
      "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Fake.another",
      fake.token,
    ];
    const io = terminal({ [PASTE]: () => `${pasted.shift()}\r` });
    const { ending, shown } = await run({ folder: await checkout(), fake, io });
    expect(ending).toBeUndefined();
    expect(shown).toMatch(/an ID.*client secret.*an address.*\(401\).*accepts/s);
    expect(shown).not.toMatch(/abcdefgh|webhooks|another/);
  });

  it("is left with Ctrl-C at a question, and keeps what was saved", async () => {
    const fake = await fakeDiscord();
    fake.join(CLUB);
    fake.join(OTHER);
    const folder = await checkout();
    const nothing = await run({ folder, fake, io: terminal({ [PASTE]: CTRL_C }) });
    expect([nothing.ending, nothing.text]).toEqual([expect.any(Left), ""]);
    const io = terminal({ [PASTE]: `${fake.token}\r`, "Which may ask?": CTRL_C });
    const half = await run({ folder, fake, io });
    expect(half.ending).toBeInstanceOf(Left);
    expect(half.settings).toMatchObject({ DISCORD_TOKEN: fake.token, HOME_GUILD_ID: "" });
  });

  it("offers the operator's servers first, and takes numbers", async () => {
    const fake = await fakeDiscord();
    for (const guild of [OTHER, CLUB, THIRD]) fake.join(guild);
    const choosing = async (...typed: string[]) => {
      const choose = (): string => `${typed.shift()}\r`;
      const io = terminal({ [PASTE]: `${fake.token}\r`, "Which may ask?": choose });
      return run({ folder: await checkout(), fake, io });
    };
    const byDefault = await choosing("");
    expect(byDefault.shown).toMatch(/1 Strangers\n.*2 Chess club \(yours\)\n.*3 Choir \(yours\)\n/);
    expect(byDefault.settings).toMatchObject({
      HOME_GUILD_ID: CLUB.id,
      ALLOWED_GUILD_IDS: `${CLUB.id},${THIRD.id}`,
    });
    const chosen = await choosing("4", "1 x", "3, 1");
    expect(chosen.settings).toMatchObject({
      HOME_GUILD_ID: THIRD.id,
      ALLOWED_GUILD_IDS: `${THIRD.id},${OTHER.id}`,
    });
  });

  it("leaves the settings of an operator alone, and offers a server that is new", async () => {
    const fake = await fakeDiscord();
    fake.join(CLUB);
    fake.join(THIRD);
    const mine = `DISCORD_TOKEN=${fake.token}\nOPERATOR_IDS=1100000000000000055\nHOME_GUILD_ID=${CLUB.id}\n`;
    const all = await checkout({ ".env": mine });
    expect((await run({ folder: all, fake, io: terminal({}) })).text).toBe(mine);
    const one = `${mine}ALLOWED_GUILD_IDS=${CLUB.id}\n`;
    const asked = { "Choir too. May its members ask?": "y\r" };
    const added = await run({ folder: await checkout({ ".env": one }), fake, io: terminal(asked) });
    expect(added.text).toBe(`${mine}ALLOWED_GUILD_IDS=${CLUB.id},${THIRD.id}\n`);
  });

  it("corrects what is of another bot: application, home, token", async () => {
    const fake = await fakeDiscord();
    fake.join(CLUB);
    const stale =
      "DISCORD_TOKEN=MTEwMDAwMDAwMDAwMDAwMDA5OQ.Fake.stale\nDISCORD_APPLICATION_ID=1100000000000000099\nHOME_GUILD_ID=1100000000000000098\n";
    const folder = await checkout({ ".env": stale });
    const { settings, shown } = await run({
      folder,
      fake,
      io: terminal({ [PASTE]: `${fake.token}\r` }),
    });
    expect(shown).toContain("There is a token already. Discord refuses this token (401)");
    expect(settings).toMatchObject({
      DISCORD_TOKEN: fake.token,
      DISCORD_APPLICATION_ID: fake.applicationId,
      HOME_GUILD_ID: CLUB.id,
    });
  });

  it("asks before it replaces a token that works", async () => {
    const fake = await fakeDiscord();
    fake.join(CLUB);
    const folder = await checkout({ ".env": `DISCORD_TOKEN=${fake.token}\n` });
    const next = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Fake.second";
    const answers = { [PASTE]: `${next}\r`, "Replace the token": "n\r" };
    fake.accept(next);
    const kept = await run({ folder, fake, io: terminal(answers), wantsNewToken: true });
    expect(kept.settings).toMatchObject({ DISCORD_TOKEN: fake.token });
    const io = terminal({ ...answers, "Replace the token": "\r" });
    const replaced = await run({ folder, fake, io, wantsNewToken: true });
    expect(replaced.settings).toMatchObject({ DISCORD_TOKEN: next });
  });

  it("asks for no token where Discord can't be reached, and sends none to find out", async () => {
    const fake = await fakeDiscord();
    fake.join(CLUB);
    await run({ folder: await checkout(), fake, io: terminal({ [PASTE]: `${fake.token}\r` }) });
    expect(fake.requests[0]).toMatchObject({ path: "/gateway", authorization: null });
    await fake.stop();
    const { failure, shown } = await run({ folder: await checkout(), fake, io: terminal({}) });
    expect(failure).toMatch(/ECONNREFUSED/);
    expect(shown).not.toContain(PASTE);
  });

  it("goes on where Discord is out of order for a while", async () => {
    const fake = await fakeDiscord();
    fake.fail({ path: /applications\/@me/, status: 503, times: 2 });
    fake.fail({ path: /commands/, status: 502 });
    fake.join(CLUB);
    const io = terminal({ [PASTE]: `${fake.token}\r` });
    const { ending, shown } = await run({ folder: await checkout(), fake, io });
    expect([ending, shown.match(/out of order/g)?.length]).toEqual([undefined, 3]);
  });
});

describe("npm run setup in a script", () => {
  it("takes the token from the first line, and its defaults", async () => {
    const fake = await fakeDiscord();
    for (const guild of [OTHER, CLUB]) fake.join(guild);
    const io = script(`${fake.token}\nnot read\n`);
    const { ending, settings } = await run({ folder: await checkout(), fake, io });
    expect(ending).toBeUndefined();
    expect(settings).toMatchObject({ HOME_GUILD_ID: CLUB.id, ALLOWED_GUILD_IDS: CLUB.id });
  });

  it("ends where it would have to wait or to guess, and keeps the token", async () => {
    const fake = await fakeDiscord();
    const folder = await checkout();
    const alone = await run({ folder, fake, io: script(fake.token) });
    expect(alone.ending).toMatchObject({ exitCode: 1 });
    expect(alone.failure).toMatch(/in none\. Open https.*client_id/);
    expect(alone.settings).toMatchObject({ DISCORD_TOKEN: fake.token });
    fake.join(OTHER);
    fake.join({ ...THIRD, ownerId: OTHER.ownerId });
    const guess = await run({ folder, fake, io: script("") });
    expect(guess.ending).toMatchObject({ exitCode: 2 });
    expect(guess.failure).toContain("ALLOWED_GUILD_IDS");
  });

  it.each([
    ["", /first line of standard input.*Nothing was pasted/],
    ["abc", /not a whole token.*found 3 characters/],
    ["MTEwMDAwMDAwMDAwMDAwMDAwMQ.Fake.another", /Discord refuses this token \(401\)/],
  ])("refuses %j with 2, and writes nothing", async (input, reason) => {
    const fake = await fakeDiscord();
    const { ending, failure, text } = await run({
      folder: await checkout(),
      fake,
      io: script(input),
    });
    expect([ending, text]).toEqual([expect.objectContaining({ exitCode: 2 }), ""]);
    expect(failure).toMatch(reason);
    expect(failure).not.toContain("another");
  });

  it("does not set a token that is set elsewhere", async () => {
    const fake = await fakeDiscord();
    const io = () => script(fake.token);
    const inProcess = { DISCORD_TOKEN: "" };
    const fixed = await run({ folder: await checkout(), fake, io: io(), own: inProcess });
    expect(fixed.failure).toMatch(/DISCORD_TOKEN .*environment of this process/);
    const folder = await checkout({ stale: "MTEwMDAwMDAwMDAwMDAwMDA5OQ.Fake.stale" });
    await writeFile(join(folder, ".env"), `DISCORD_TOKEN_FILE=${join(folder, "stale")}\n`);
    const named = await run({ folder, fake, io: io() });
    expect(named.failure).toMatch(/DISCORD_TOKEN_FILE.*that file/);
  });

  it("refuses a terminal whose questions nobody would see", () => {
    const io = terminal({});
    Object.assign(io.stdout, { isTTY: false });
    expect(() => openPrompter(io)).toThrow(/without redirecting/);
  });
});
