import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { runEntry } from "../support/terminal.ts";

const start = async (input: string, env: Record<string, string>) =>
  runEntry("bin/start.cjs", [], { input, env });

describe("npm start without a token", { timeout: 60_000 }, () => {
  it("builds the index, shows the first screen, and answers", async () => {
    const [SEEDS_DIR, INDEX_DIR] = [await folderWith({ "a.md": HARBOUR }), await temporaryFolder()];
    const folders = { SEEDS_DIR, INDEX_DIR, TMPDIR: await temporaryFolder() };
    const first = await start("When does the harbour open?\n", folders);
    expect(first.code).toBe(0);
    expect(first.stderr).toContain("Embedding texts");
    expect(first.stdout).toMatch(
      /^Footnote is ready: 1 document\.[^]*see README\.md[^]*opens at six/,
    );
    const second = await start("When does the harbour open?\n", folders);
    expect(second.stderr).not.toContain("Embedding texts");
    await writeFiles(SEEDS_DIR, { "b.md": ORCHARD, "c.html": "<p>The mill has two wheels.</p>" });
    const third = await start("How many apple trees are there?\n", folders);
    expect(third.stderr).toContain("2 added");
    expect(third.stdout).toContain("forty apple trees");
    // Code and data in there would lie within reach of every user of the machine.
    expect(readdirSync(folders.TMPDIR)).toEqual([]);
  });

  it("serves the last index where it can't build another", async () => {
    const [SEEDS_DIR, INDEX_DIR] = [await folderWith({ "a.md": HARBOUR }), await temporaryFolder()];
    await start("\n", { SEEDS_DIR, INDEX_DIR });
    const run = await start("When does the harbour open?\n", {
      SEEDS_DIR: join(SEEDS_DIR, "gone"),
      INDEX_DIR,
    });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("the last one serves");
    expect(run.stdout).toContain("opens at six");
  });

  it("fails with 1 where there is nothing to serve, and with 2 on a faulty configuration", async () => {
    const nothing = await start("", {
      SEEDS_DIR: await temporaryFolder(),
      INDEX_DIR: await temporaryFolder(),
    });
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toContain("Put documents into it");
    const faulty = await start("", { OPERATOR_IDS: "me", LOG_LEVEL: "loud", HEALTH_PORT: "0" });
    expect(faulty.code).toBe(2);
    expect(faulty.stderr).toMatch(/3 faults[^]*OPERATOR_IDS[^]*LOG_LEVEL[^]*HEALTH_PORT/);
  });
});
