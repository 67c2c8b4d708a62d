/** @module The documentation: every command in it does what it says, every sample compiles, every link and path leads somewhere. */

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "dotenv";
import { z } from "zod";
import { PROJECT, readConfig } from "../src/base/config/config.ts";
import { en } from "../src/reply/words/en.ts";
import { commandsIn, linksIn, type Sample, samplesIn, wordsOf } from "./support/markdown.ts";
import { EXAMPLE_PAGES } from "./support/page-examples.ts";
import { pdfOf } from "./support/pdf.ts";
import { temporaryFolder, writeFiles } from "./support/temporary.ts";
import { footnote } from "./support/terminal.ts";

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "index/README.md",
  "test/fake-discord/README.md",
  ...(await readdir(join(PROJECT, "docs"), { recursive: true }))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const texts = new Map(
  await Promise.all(
    pages.map(async (page) => [page, await readFile(join(PROJECT, page), "utf8")] as const),
  ),
);
const commands = [...texts].flatMap(([page, text]) =>
  EXAMPLE_PAGES.includes(page) ? [] : commandsIn(text).map((line) => [page, line] as const),
);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8")));

/** Scripts that take long or are no part of the program, each with the test that runs a short form of what it runs. */
const SHOWN_IN: Readonly<Record<string, string>> = {
  start: "test/cli/start.test.ts",
  test: "test/docs.test.ts",
  bench: "test/bench",
  load: "test/bench",
  torture: "test/torture/torture.test.ts",
  fuzz: "test/fuzz/fuzz.test.ts",
  fit: "test/tools/fit",
  model: "test/model/add/process.test.ts",
  setup: "test/wizard/process.test.ts",
  check: ".ci/check",
  deploy: "test/discord/process.test.ts",
  flows: "tools/flows.ts",
  gateway: "test/discord/gateway-process.test.ts",
  kernel: "test/model/kernel.test.ts",
  licences: "test/licences.test.ts",
  mcp: "test/web/mcp/process.test.ts",
  openapi: "test/web/api/openapi.test.ts",
  serve: "test/web/interactions/process.test.ts",
  worker: "test/jobs/process.test.ts",
  screenshots: "test/web/preview/browser.test.ts",
};

/** What needs root, systemd, a container runtime or a database is not run here; docs/OPERATING.md and docs/POSTGRES.md say what was tried of it. */
const ELSEWHERE =
  /^(?:sudo|podman|docker|kubectl|journalctl|psql|createdb|pg_dump|pg_restore|DATABASE_URL=\S+) /;
const ON_A_COPY = /^(?:cp|chmod) /;

describe("every command in the documentation", () => {
  it("is of a kind that is run below, or named as not run", () => {
    const others = commands.filter(
      ([, line]) => !line.startsWith("npm ") && !ELSEWHERE.test(line) && !ON_A_COPY.test(line),
    );
    expect(others).toEqual([]);
    expect(commands.length).toBeGreaterThan(30);
  });

  it("is a script of this project, shown by a test", () => {
    const named = commands.flatMap(([, line]) =>
      Array.from(line.matchAll(/npm (?:run (?:--silent )?)?([\w-]+)/g), ([, name = ""]) => name),
    );
    for (const name of new Set(named)) {
      if (name === "ci" || name === "audit") continue;
      expect(Object.keys(scripts), `npm run ${name}`).toContain(name);
      if (name === "footnote") continue;
      expect(existsSync(join(PROJECT, SHOWN_IN[name] ?? "missing")), `npm run ${name}`).toBe(true);
    }
  });

  it("that copies or installs a file of this project names one", () => {
    const files = commands.flatMap(([, line]) =>
      Array.from(line.matchAll(/(?<=\s)(?:deploy\/\S+|Containerfile|\.env\.example)/g), String),
    );
    expect(files).toContain("deploy/footnote.service");
    for (const file of files) expect(existsSync(join(PROJECT, file)), file).toBe(true);
  });

  it("that prepares the settings leaves a file that the program takes", async () => {
    const cwd = await temporaryFolder();
    await copyFile(join(PROJECT, ".env.example"), join(cwd, ".env.example"));
    const lines = commands.map(([, line]) => line).filter((line) => ON_A_COPY.test(line));
    expect(lines).toEqual(["cp .env.example .env", "chmod 600 .env"]);
    for (const line of lines) {
      const [command = "", ...args] = wordsOf(line);
      await run(command, args, { cwd });
    }
    expect(readConfig(parse(await readFile(join(cwd, ".env"))))).toMatchObject({
      healthPort: undefined,
    });
  });
});

it("quotes the bot's sentences as they are", () => {
  const rows = (texts.get("docs/DISCORD.md") ?? "").split("\n");
  const quoted = rows.flatMap((row) => /^\| "(.+?)" +\|/.exec(row)?.[1] ?? []);
  const ofDiscord = "The application did not respond";
  expect(quoted).toContain(ofDiscord);
  const own = new Set<unknown>(Object.values(en.refusals));
  expect(quoted.filter((sentence) => sentence !== ofDiscord && !own.has(sentence))).toEqual([]);
  expect(quoted.length).toBeGreaterThan(1);
});

const run = promisify(execFile);

/** Verbs that need a database, which test/cli/migrate.test.ts runs. */
const ON_A_DATABASE = /^migrate\b/;

const calls = [
  ...new Set(
    commands.flatMap(([, line]) =>
      Array.from(
        line.matchAll(/npm run (?:--silent )?footnote -- ([^)]+)/g),
        ([, call = ""]) => call,
      ),
    ),
  ),
].filter((call) => !call.includes("VERB") && !ON_A_DATABASE.test(call));

/** A folder in which every call in the documentation finds what it names. */
async function prepare(folder: string): Promise<void> {
  await writeFiles(folder, {
    "seeds/rules.md": "# Rules\n\nThe harbour opens at six in the morning, and not before.\n",
    "questions.jsonl": `${JSON.stringify({ question: "When does the harbour open?", gold: ["six in the morning"] })}\n`,
  });
  const page = pdfOf([[{ text: "The gate of the harbour is kept by its oldest keeper.", y: 700 }]]);
  await writeFile(join(folder, "house-rules.pdf"), page);
  await footnote(["token", "add", "kept"], { env: settingsIn(folder) });
  await footnote(["index"], { env: settingsIn(folder) });
  await footnote(["backup", join(folder, "kept.zip")], { env: settingsIn(folder) });
  await footnote(["export", join(folder, "exported.zip")], { env: settingsIn(folder) });
}

const settingsIn = (folder: string): Record<string, string> => ({
  SEEDS_DIR: join(folder, "seeds"),
  INDEX_DIR: join(folder, "index"),
  FEEDBACK_DIR: join(folder, "feedback"),
  CHAT_HISTORY: "false",
  API_PORT: "8080",
  API_TOKEN_FILE: join(folder, "tokens.yaml"),
});

/** A call with the names that stand for something put in, and with places of ours for those that an example names. */
function placed(call: string, folder: string): string[] {
  const backup = join(folder, call.startsWith("backup") ? "taken.zip" : "kept.zip");
  const places: Readonly<Record<string, string>> = {
    "footnote.zip": backup,
    "before-update.zip": backup,
    "moved.zip": join(folder, call.startsWith("export") ? "taken.zip" : "exported.zip"),
    trial: call.startsWith("token remove") ? "kept" : "trial",
    FILE: join(folder, call.includes("--make") ? "made.jsonl" : "questions.jsonl"),
    "house-rules.pdf": join(folder, "house-rules.pdf"),
  };
  return wordsOf(call).map((word) => places[word] ?? word);
}

describe("every call of the terminal's verbs in the documentation", () => {
  const original = mkdtempSync(join(tmpdir(), "footnote-"));
  beforeAll(() => prepare(original), 60_000);
  afterAll(() => rm(original, { recursive: true, force: true }));

  it.each(calls)("%s", { timeout: 60_000 }, async (call) => {
    const folder = join(await temporaryFolder(), "copy");
    await cp(original, folder, { recursive: true });
    const { code, stderr } = await footnote(placed(call, folder), { env: settingsIn(folder) });
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });
});

describe("every sample of a command in the documentation", () => {
  const samples = [...texts].flatMap(([page, text]) =>
    page.startsWith("test/") ? [] : samplesIn(text, "ts").map((sample) => [page, sample] as const),
  );

  it("compiles as a command beside the others", { timeout: 120_000 }, async () => {
    expect(samples.length).toBeGreaterThanOrEqual(2);
    const folder = await commandsWith(samples.map(([, sample]) => sample));
    const tsc = join(PROJECT, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [tsc, "-p", folder]).catch((error: unknown) =>
      Failed.parse(error),
    );
    expect(stdout.slice(0, 2_000)).toBe("");
  });

  it("is short: a command takes no more than 15 lines", () => {
    const [[, first] = []] = samples;
    expect(first?.code.trim().split("\n").length).toBeLessThanOrEqual(15);
  });
});

const Failed = z.object({ stdout: z.string() });

/** A folder as `commands/`, with these beside what they import. */
async function commandsWith(samples: readonly Sample[]): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "commands"));
  for (const name of ["src", "node_modules"])
    await symlink(join(PROJECT, name), join(folder, name));
  for (const name of ["package.json"]) await copyFile(join(PROJECT, name), join(folder, name));
  for (const [at, { code }] of samples.entries())
    await writeFile(join(folder, "commands", `sample-${at}.ts`), code);
  const settings = {
    extends: join(PROJECT, "tsconfig.json"),
    include: ["commands", join(PROJECT, "src/*.d.ts")],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  return folder;
}

describe("every link in the documentation", () => {
  it.each(pages)("of %s leads to a file, and to a heading in it", async (page) => {
    for (const link of linksIn(texts.get(page) ?? "")) {
      const [path = "", heading] = link.split("#");
      const file = path === "" ? join(PROJECT, page) : join(PROJECT, dirname(page), path);
      expect(existsSync(file), `${page}: ${link}`).toBe(true);
      if (heading !== undefined)
        expect(await readFile(file, "utf8")).toMatch(
          new RegExp(`^#+ .*${heading.replaceAll("-", ".")}`, "im"),
        );
    }
  });
});

/** A path of the project in backticks, and the names in backticks that follow it. */
const PATH =
  /`((?:src|commands|test|tools|bench|bin|kernel|deploy|models|docs|\.ci)\/[\w./-]*)`((?:\s+`\w+`,?)*)/g;
/** The example file of `docs/COMMANDS.md`, which the reader writes. */
const TO_WRITE = "commands/size.ts";

describe("every path in the documentation", () => {
  const named = [...texts].flatMap(([page, text]) =>
    Array.from(text.matchAll(PATH), ([, path = "", names = ""]) => ({
      page,
      path,
      names: names.match(/\w+/g) ?? [],
    })),
  );

  it("is there", () => {
    expect(named.length).toBeGreaterThan(250);
    const missing = named.filter(
      ({ path }) => path !== TO_WRITE && !existsSync(join(PROJECT, path)),
    );
    expect(missing).toEqual([]);
  });

  it("holds the functions that a flow names", async () => {
    const steps = named.filter(({ page, names }) => page === "docs/FLOWS.md" && names.length > 0);
    expect(steps.length).toBeGreaterThan(60);
    for (const { path, names } of steps) {
      const code = await readFile(join(PROJECT, path), "utf8");
      for (const name of names)
        expect(code, `${path}: ${name}`).toMatch(
          new RegExp(String.raw`\b(?:function\*?|const) ${name}\b`),
        );
    }
  });
});
