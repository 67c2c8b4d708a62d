/** @module `add` as it is typed. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HARBOUR } from "../support/library.ts";
import { column, pdfOf } from "../support/pdf.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { footnote, jsonLines } from "../support/terminal.ts";

const TEXT = "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";

test("says what it would do, does it, and does it once", { timeout: 120_000 }, async () => {
  const folder = await folderWith({
    "notes/0001.md": HARBOUR,
    "rules.pdf": pdfOf([column(TEXT)]),
    "scan.pdf": pdfOf([[]]),
    "old.doc": "x",
  });
  const seeds = join(await temporaryFolder(), "new", "seeds");
  const add = (...args: string[]) => footnote(["add", folder, "--seeds", seeds, ...args]);

  const tried = await add("--dry-run", "--json");
  expect(tried.code).toBe(1);
  expect(jsonLines(tried)).toEqual([
    {
      documents: [
        { file: "old.doc", status: "refused", reason: expect.stringContaining("a .doc file") },
        expect.objectContaining({
          file: "notes/0001.md",
          status: "planned",
          path: "notes/0001.md",
          passages: 2,
        }),
        expect.objectContaining({
          file: "rules.pdf",
          status: "planned",
          path: "rules.pdf",
          title: "Rules",
        }),
        {
          file: "scan.pdf",
          status: "refused",
          reason: expect.stringContaining("pictures without text"),
        },
      ],
    },
  ]);
  await expect(readdir(seeds)).rejects.toThrow("ENOENT");

  const author = "A \u001B[31mred\u0007 hand";
  const source = "http://wiki/harbour";
  const done = await add("--licence", "CC0", "--source", source, "--author", author);
  expect(done.stdout).toMatch(/source: http:\/\/wiki\/harbour\n[^]*note: Discord accepts no link/);
  expect(done.stdout).toContain("notes/0001.md: added as notes/0001.md");
  expect(done.stdout).toContain("page 1: The harbour opens at six");
  expect(done.stdout).toContain("scan.pdf: refused: its pages are pictures");
  expect(done.stdout).not.toContain("\u001B");
  expect(done.stderr).toContain("2 of 4 could not be added");
  expect(await readdir(seeds, { recursive: true }).then((names) => names.toSorted())).toEqual([
    "notes",
    "notes/0001.md",
    "rules.pdf",
    "rules.pdf.yaml",
  ]);
  expect((await add()).stdout).toContain("notes/0001.md is there already, and differs");
});

test(
  "wants one document for a title, and at least one in any case",
  { timeout: 60_000 },
  async () => {
    const folder = await folderWith({ "a.md": TEXT, "b.md": TEXT });
    expect((await footnote(["add", folder, "--title", "A"])).code).toBe(2);
    expect((await footnote(["add"])).code).toBe(2);
  },
);
