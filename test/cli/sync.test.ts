/** @module `footnote sync`: what it prints, and its exit codes. */

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, jsonLines } from "../support/terminal.ts";

it("reads a folder again, and indexes its changes", { timeout: 120_000 }, async () => {
  const folder = await folderWith({ "harbour.md": HARBOUR });
  const at = ["--seeds", folder, "--index", await temporaryFolder()];
  const first = await footnote(["sync", ...at, "--json"]);
  expect(first).toMatchObject({ code: 0 });
  expect(jsonLines(first)).toEqual([
    { outcome: "changed", summary: expect.objectContaining({ added: ["harbour.md"] }) },
  ]);
  expect(jsonLines(await footnote(["sync", ...at, "--json"]))).toEqual([
    { outcome: "unchanged", summary: expect.objectContaining({ documents: 1 }) },
  ]);
  await writeFiles(folder, { "orchard.md": ORCHARD });
  const { stdout } = await footnote(["sync", ...at]);
  expect(stdout).toMatch(/in a folder; I read it again[^]*1 added, 0 changed, 0 removed/);
  await rm(folder, { recursive: true });
  const lost = await footnote(["sync", ...at, "--json"]);
  expect(lost).toMatchObject({ code: 1, stdout: "" });
  expect(lost.stderr).toMatch(/Expected a folder of documents/);
  expect(await footnote(["sync", "now", ...at])).toMatchObject({ code: 2, stdout: "" });
});

it("overrules a guard, and goes back, for a collection that is named", async () => {
  const folder = await folderWith({
    "footnote.yaml": `collections:
  one: { source: a, audience: everyone }
  two: { source: b, audience: { servers: [110000000000000001] } }
`,
  });
  const env = {
    COLLECTIONS_FILE: join(folder, "footnote.yaml"),
    INDEX_DIR: await temporaryFolder(),
  };
  for (const option of ["--force", "--back"]) {
    const { code, stderr } = await footnote(["index", option], { env });
    expect(code).toBe(2);
    expect(stderr).toContain("Expected --collection with one of: one, two; found none");
  }
});
