/** @module The documentation for programs: each example runs on the sample documents, with the server as `npm start` starts it. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT, readConfig } from "../src/base/config/config.ts";
import kept from "../src/web/api/examples.json" with { type: "json" };
import { PROBLEMS } from "../src/web/api/problem.ts";
import { answersOf } from "./support/api-examples.ts";
import { freePort } from "./support/loopback.ts";
import { ownIndex, ownSeeds } from "./support/own-index.ts";
import {
  checkoutIn,
  type Example,
  EXAMPLE_PAGES,
  examplesIn,
  expectShown,
  hasCurl,
  isOfAllSeeds,
  type Place,
  runExample,
  settingsIn,
  standInForCurl,
} from "./support/page-examples.ts";
import { hear } from "./support/running-bot.ts";

const START = "npm start\n";
const ADDRESS = "127.0.0.1:3118";

const textOf = (page: string): string => readFileSync(join(PROJECT, page), "utf8");

const folder = mkdtempSync(join(tmpdir(), "footnote-"));
let place: Place;
let server: ChildProcessWithoutNullStreams | undefined;

beforeAll(async () => {
  await checkoutIn(folder);
  await cp(await ownIndex(), join(folder, "own-index"), { recursive: true });
  const port = await freePort();
  const { PATH = "", HOME = "" } = process.env;
  const settings = {
    API_PORT: String(port),
    API_TOKEN_FILE: join(folder, "tokens.yaml"),
    SEEDS_DIR: ownSeeds(),
    INDEX_DIR: join(folder, "own-index"),
    FEEDBACK_DIR: join(folder, "own-feedback"),
    CHAT_HISTORY: "false",
    DISCORD_TOKEN: "",
    ROOM_PORT: "off",
  };
  const plain = {
    folder,
    env: { PATH, HOME, ...settings },
    places: { [ADDRESS]: `127.0.0.1:${port}` },
  };
  place = hasCurl() ? plain : await standInForCurl(plain);
}, 180_000);
afterAll(async () => {
  server?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Runs `npm start` once, until it is ready. */
async function start(): Promise<void> {
  if (server) return;
  server = spawn(process.execPath, [join(PROJECT, "bin/start.cjs")], {
    cwd: folder,
    env: place.env,
  });
  const [output, log] = [hear(server.stdout), hear(server.stderr)];
  await expect
    .poll(() => [output(), log()].join("\n"), { timeout: 170_000, interval: 100 })
    .toContain("Footnote is ready");
}

async function check(example: Example, at: Place): Promise<void> {
  if (example.code === START) return start();
  const output = await runExample(example, at);
  if (example.shown) expectShown(example.shown, output);
}

describe.each(EXAMPLE_PAGES)("%s", { timeout: 180_000 }, (page) => {
  const examples = examplesIn(textOf(page));

  it.each(examples.map((example, at) => [at + 1, firstLineOf(example), example] as const))(
    "%i: %s",
    async (_number, _line, example) => check(example, place),
  );

  it("runs without curl too", async () => {
    const at = await standInForCurl(place);
    for (const example of examples.filter(({ code }) => code.startsWith("curl ")))
      await check(example, at);
  });
});

const firstLineOf = ({ code }: Example): string => code.split("\n", 1).join("");

it("docs/openapi.json has examples of what the server answers", async () => {
  const token = await runExample({ language: "sh", code: 'printf %s "$TOKEN"' }, place);
  const answers = await answersOf((path) =>
    fetch(`http://127.0.0.1:${place.env["API_PORT"]}${path}`, {
      headers: { Authorization: `Bearer ${token}` },
    }),
  );
  expect(rounded(answers), "run npm run openapi").toEqual(rounded(kept.answers));
});

/** Returns a value without what differs from build to build, and from processor to processor. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, one: unknown) => {
      if (["generation", "since", "indexed"].includes(name) || isOfAllSeeds(name)) return "";
      return typeof one === "number" ? Number(one.toFixed(1)) : one;
    }),
  );

describe("docs/API.md", () => {
  const text = textOf("docs/API.md");

  it("gives settings that the program takes", () => {
    const all = settingsIn(text);
    expect(all.length).toBeGreaterThan(2);
    for (const settings of all) {
      const file = { API_TOKEN_FILE: place.env["API_TOKEN_FILE"] ?? "" };
      expect(readConfig({ ...settings, ...file }).warnings).toEqual([]);
    }
  });

  it("has every problem, with its status", () => {
    const rows = Array.from(text.matchAll(/^\| (\d{3}) +\| `([\w-]+)`/gm), ([, status, kind]) => [
      kind,
      Number(status),
    ]);
    expect(rows).toEqual(Object.entries(PROBLEMS).map(([kind, [status]]) => [kind, status]));
  });
});
