import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { builtFolders } from "../support/running-bot.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, runEntry } from "../support/terminal.ts";

const start = async (input: string, env: Record<string, string>, args: readonly string[] = []) =>
  runEntry("bin/start.cjs", args, { input, env });

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
    const second = await start("When does the harbour open?\n", {
      ...folders,
      NODE_DEBUG: "module",
    });
    expect(second.stderr).not.toContain("Embedding texts");
    // Of PostgreSQL nothing is loaded without its address; hnswlib-node shows that the loads are listed.
    expect(second.stderr).toContain("node_modules/hnswlib-node/");
    expect(second.stderr).not.toContain("node_modules/pg");
    await writeFiles(SEEDS_DIR, { "b.md": ORCHARD, "c.html": "<p>The mill has two wheels.</p>" });
    const third = await start("How many apple trees are there?\n", folders);
    expect(third.stderr).toContain("2 added");
    expect(third.stdout).toContain("forty apple trees");
    // Code and data in there would lie within reach of every user of the machine.
    expect(readdirSync(folders.TMPDIR)).toEqual([]);
  });

  it("serves the last index where it can't build another", async () => {
    const { SEEDS_DIR, INDEX_DIR } = await builtFolders();
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

describe("npm start with several collections", { timeout: 60_000 }, () => {
  const open = async () => {
    const folder = await folderWith({
      "port/a.md": HARBOUR,
      "farm/b.md": ORCHARD,
      "footnote.yaml":
        "collections:\n  port: { source: port, audience: everyone }\n" +
        '  farm: { source: farm, audience: { servers: ["123456789012345678"] } }\n' +
        '  mill: { source: mill, audience: { servers: ["223456789012345678"] } }\n',
    });
    return { COLLECTIONS_FILE: join(folder, "footnote.yaml"), INDEX_DIR: await temporaryFolder() };
  };

  it("asks the first or the one that is named, says so, and lists the others", async () => {
    const env = await open();
    const run = await start("When does the harbour open?\n", env);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^Preparing the collection port\n[^]*Embedding texts/);
    expect(run.stdout).toContain("Footnote is ready: 1 document in the collection port.");
    expect(run.stdout).toContain("Other collections:      farm, mill (--collection\u00A0NAME)");
    expect(run.stdout).toContain("opens at six");
    await footnote(["index", "--collection", "farm"], { env });
    const asked = "How many apple trees are there?\n";
    const farm = await start(asked, env, ["--collection", "farm"]);
    expect(farm.stdout).toContain("1 document in the collection farm");
    expect(farm.stdout).toContain("forty apple trees");
    for (const args of [["--collection", "barn"], ["--collections"]]) {
      const { code, stderr } = await start(asked, env, args);
      expect([args, code]).toEqual([args, 2]);
      expect(stderr).toContain("--collection");
    }
    const mill = await start("Who grinds the corn?\n", env, ["--collection", "mill"]);
    expect(mill.code).toBe(0);
    expect(mill.stdout).toContain("mill is not ready: the log says why.");
    expect(mill.stdout).toContain("Other collections:      port, farm");
    expect(mill.stderr).toContain("the collection can't be prepared");
  });
});
