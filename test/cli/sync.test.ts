/** @module `footnote sync`: what it prints, and its exit codes. */

import { rm } from "node:fs/promises";
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
