/** @module `backup` and `restore` at the terminal: what they print, their exit codes, and that no secret gets out. */

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { rewriteRecords } from "../../src/feedback/journal.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, jsonLines, type Run } from "../support/terminal.ts";

const TOKEN = `${"M".repeat(24)}.GabcDE.${"x".repeat(38)}`;
const TEXT = "# Rules\n\nThe harbour opens at six in the morning, and not before.\n";

/** A folder with an index of one document, and calls of the terminal with its settings. */
async function prepared() {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "seeds/rules.md": TEXT });
  const env = {
    SEEDS_DIR: join(folder, "seeds"),
    INDEX_DIR: join(folder, "index"),
    FEEDBACK_DIR: join(folder, "feedback"),
    HOME_GUILD_ID: "1100000000000000009",
  };
  const call = (args: readonly string[], other: Record<string, string> = {}): Promise<Run> =>
    footnote(args, { env: { ...env, ...other } });
  expect(await call(["index"])).toMatchObject({ code: 0 });
  return { folder, file: join(folder, "b.zip"), call };
}

const Summary = z.looseObject({ generation: z.string() });
const summaryOf = (run: Run) => Summary.parse(jsonLines(run)[0]);

it("moves an index to another machine: the same answer, and the settings that differ there", async () => {
  const { folder, file, call } = await prepared();
  expect(await call(["backup", file])).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringContaining("Not in it: the token and the documents."),
  });
  const there = {
    INDEX_DIR: join(folder, "there"),
    FEEDBACK_DIR: join(folder, "there-f"),
    HOME_GUILD_ID: "",
  };
  const restored = await call(["restore", file], there);
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(restored.stdout).toContain(
    `  INDEX_DIR=${join(folder, "index")}   (here: ${there.INDEX_DIR})\n`,
  );
  expect(restored.stdout).toContain("  HOME_GUILD_ID=1100000000000000009   (here: not set)\n");
  expect(restored.stdout).toMatch(/^Restored\.$/m);
  const asked = ["ask", "--json", "When does the harbour open?"];
  expect((await call(asked, there)).stdout).toBe((await call(asked)).stdout);
  expect(await call(["verify"], there)).toMatchObject({ code: 0 });
});

it("prints JSON for scripts, and offers the way back where there is one", async () => {
  const { folder, file, call } = await prepared();
  const taken = await call(["backup", file, "--json"]);
  const { generation } = summaryOf(taken);
  expect(jsonLines(taken)).toEqual([
    {
      file,
      bytes: expect.any(Number),
      program: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      made: expect.stringMatching(/^\d{4}-.*Z$/),
      generation,
      previous: null,
      feedback: 0,
      pins: 0,
      settings: expect.arrayContaining(["SEEDS_DIR", "INDEX_DIR", "FEEDBACK_DIR", "HOME_GUILD_ID"]),
    },
  ]);
  await writeFile(join(folder, "seeds", "rules.md"), `${TEXT}\nIt shuts at noon.\n`);
  const later = summaryOf(await call(["index", "--json"])).generation;
  const checked = await call(["restore", file, "--dry-run", "--json"]);
  expect(summaryOf(checked)).toMatchObject({
    restored: false,
    stale: null,
    generation,
    settings: [],
  });
  expect(summaryOf(await call(["verify", "--json"])).generation).toBe(later);
  const done = await call(["restore", file, "--json"]);
  expect(summaryOf(done)).toMatchObject({ restored: true, stale: 1, generation, previous: later });
  expect((await call(["restore", file])).stdout).toMatch(/index --back\n.*1 document has changed/s);
});

it("lets no token out, wherever it was put", async () => {
  const { folder, file, call } = await prepared();
  const tokenFile = join(folder, "token.txt");
  await writeFile(tokenFile, `${TOKEN}\n`, { mode: 0o600 });
  for (const secret of [{ DISCORD_TOKEN: TOKEN }, { DISCORD_TOKEN_FILE: tokenFile }]) {
    const env = { ...secret, EMBEDDING_MODEL: TOKEN };
    const run = await call(["backup", file, "--force", "--json"], env);
    expect(run).toMatchObject({ code: 0 });
    const written = await readFile(file, "latin1");
    expect(written).toContain("EMBEDDING_MODEL");
    expect(run.stdout + run.stderr + written).not.toContain(TOKEN);
    expect(written).not.toContain(tokenFile);
  }
});

it("exits with 2 if the call is wrong and 1 if the file is, and says what to do", async () => {
  const { folder, file, call } = await prepared();
  expect(await call(["restore", file])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("nothing there"),
  });
  for (const force of [[], ["--force"]])
    expect(await call(["backup", folder, ...force])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`Name a file in it, such as ${join(folder, "footnote.zip")}`),
    });
  await call(["backup", file]);
  expect(await call(["backup", file])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--force"),
  });
  const inDatabase = { DATABASE_URL: "postgres://bot@127.0.0.1/footnote" };
  for (const verb of [
    ["backup", "--force"],
    ["restore", "--keep-feedback"],
  ])
    expect(await call([...verb, file], inDatabase)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("pg_dump"),
    });
  const whole = await readFile(file);
  await writeFile(file, whole.subarray(0, whole.length / 2));
  const refused = await call(["restore", file]);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(
    /^Expected a sound backup at .*; found no whole backup: [\w ,]+\. Use another one\. Nothing was changed\.\n$/,
  );
  await rm(join(folder, "index", "current"));
  expect(await call(["backup", file, "--force"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("none that was built"),
  });
});

it.each([
  ["backup", "restore"],
  ["export", "import"],
])("%s, %s: puts no collection before the audience of another", async (write, read) => {
  const { folder, file, call } = await prepared();
  const entryOf = (source: string, server: string) =>
    `{ source: ${source}, audience: { servers: [${server}] } }`;
  await writeFiles(folder, {
    "rules/r.md": "# Rules\n\nNobody rings the bell at night.\n",
    "footnote.yaml": `collections:
  staff: ${entryOf("seeds", "110000000000000001")}
  rules: ${entryOf("rules", "110000000000000002")}
`,
  });
  const env = { SEEDS_DIR: "", COLLECTIONS_FILE: join(folder, "footnote.yaml") };
  expect(await call(["index"], env)).toMatchObject({ code: 0 });
  expect(await call([write, file, "--collection", "staff"], env)).toMatchObject({ code: 0 });
  expect(await call([read, file, "--collection", "rules"], env)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/found one of staff\. Call it with --collection staff/),
  });
  expect((await call([read, file, "--collection", "staff"], env)).code).toBe(0);
});

it("is of an index in files alone", async () => {
  const { file, call } = await prepared();
  await call(["backup", file]);
  const env = { DATABASE_URL: "postgres://footnote@127.0.0.1:1/footnote" };
  for (const verb of ["backup", "restore"])
    expect(await call([verb, file], env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("For one collection use export and import"),
    });
});

it("keeps the present feedback where that is asked for", async () => {
  const { folder, file, call } = await prepared();
  await call(["backup", file]);
  await rewriteRecords(join(folder, "feedback"), () => [
    {
      kind: "question",
      day: "2026-11-20",
      collection: DEFAULT_COLLECTION,
      text: "Where is the bell?",
    },
  ]);
  await call(["restore", file, "--keep-feedback"]);
  expect(await readFile(join(folder, "feedback", "feedback.jsonl"), "utf8")).toContain("bell");
});
