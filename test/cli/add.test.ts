/** @module `add` as it is typed. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { drawAdded, drawIndexed } from "../../src/cli/added.ts";
import { SAMPLES } from "../../src/base/config/config.ts";
import { run } from "../../src/cli/program.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { column, pdfOf } from "../support/pdf.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { footnote, jsonLines, tinySettings } from "../support/terminal.ts";

const TEXT = "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";

/** Folders of documents and of an index that do not exist yet, as options. */
async function scene() {
  const folder = await temporaryFolder();
  const [seeds, index] = [join(folder, "new", "documents"), join(folder, "index")];
  return { seeds, index, folders: ["--seeds", seeds, "--index", index] };
}

describe("add", { timeout: 120_000 }, () => {
  test("says what it would do, does it, and does it once", async () => {
    const folder = await folderWith({
      "notes/0001.md": HARBOUR,
      "rules.pdf": pdfOf([column(TEXT)]),
      "scan.pdf": pdfOf([[]]),
      "old.doc": "x",
    });
    const { seeds, folders } = await scene();
    const addAll = (...args: string[]) => footnote(["add", folder, ...folders, ...args]);

    const tried = await addAll("--dry-run", "--json");
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
        searchable: null,
        samples: null,
      },
    ]);
    await expect(readdir(seeds)).rejects.toThrow("ENOENT");

    const author = "A \u001B[31mred\u0007 hand";
    const source = "http://wiki/harbour";
    const done = await addAll("--licence", "CC0", "--source", source, "--author", author);
    expect(done.stdout).toMatch(
      /source: http:\/\/wiki\/harbour\n[^]*note: Discord accepts no link/,
    );
    expect(done.stdout).toContain("notes/0001.md: added as notes/0001.md");
    expect(done.stdout).toContain("page 1: The harbour opens at six");
    expect(done.stdout).toContain("scan.pdf: refused: its pages are pictures");
    expect(done.stdout).toMatch(/\nSearchable now: 2 documents\.\n$/);
    expect(done.stdout).not.toContain("\u001B");
    expect(done.stderr).toContain("2 of 4 could not be added");
    expect(await readdir(seeds, { recursive: true }).then((names) => names.toSorted())).toEqual([
      "notes",
      "notes/0001.md",
      "rules.pdf",
      "rules.pdf.yaml",
    ]);
    const again = await addAll();
    expect(again.stdout).toContain("notes/0001.md: is there already");
    const dry = await addAll("--dry-run");
    expect(dry.stdout).toContain("notes/0001.md: is there already");
    expect(dry.stdout).not.toContain("Searchable now");
    const other = await addAll("--licence", "MIT");
    expect(other.stdout).toContain("notes/0001.md is there already, and differs");
    await writeFile(join(folder, "notes", "0001.md"), ORCHARD);
    const replaced = await addAll("--replace", "--no-index");
    expect(replaced.stdout).toMatch(
      /0001\.md: replaced notes[^]*\n {2}kept: author, source, licence\n/,
    );
    expect(await readFile(join(seeds, "notes", "0001.md"), "utf8")).toMatch(/licence: CC0\n/);
  });

  test("indexes once for all files, or later", async () => {
    const folder = await folderWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    const { index, folders } = await scene();
    const [a, b] = [join(folder, "a.md"), join(folder, "b.md")];
    const later = await footnote(["add", a, ...folders, "--no-index"]);
    expect(later).toMatchObject({ code: 0, stderr: "" });
    expect(later.stdout).toMatch(/Not searchable yet\. To index: npm run footnote -- index\n$/);
    expect(await openFileStore(index).active()).toBeUndefined();
    const both = await footnote(["add", a, b, ...folders, "--json"]);
    expect(jsonLines(both)).toMatchObject([
      { documents: [{ status: "there" }, { status: "added" }], searchable: 2, samples: false },
    ]);
    expect(both.stderr.match(/Checking it: 0 of/g)).toHaveLength(1);
    const found = await footnote(["ask", "What does the orchard have?", ...folders, "--always"]);
    expect(found.stdout).toContain("forty apple trees");
  });

  test("says that the files are added where they can't be indexed", async () => {
    const folder = await folderWith({ "a.md": HARBOUR });
    const { seeds, index, folders } = await scene();
    const release = await openFileStore(index).lock();
    const failed = await footnote(["add", folder, ...folders]);
    release();
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("a.md: added as a.md");
    expect(failed.stderr).toMatch(
      /files are in .*documents, but they could not be indexed: .*another one running.*\n.*footnote -- index/,
    );
    expect(await readdir(seeds)).toEqual(["a.md"]);
  });

  test("finds files from where npm was called, and says so of no others", async () => {
    const INIT_CWD = await folderWith({ "a.md": HARBOUR });
    const { folders } = await scene();
    const args = ["add", "a.md", ...folders, "--dry-run", "--json"];
    expect(jsonLines(await footnote(args, { env: { INIT_CWD } }))).toMatchObject([
      { documents: [{ status: "planned" }] },
    ]);
    expect(jsonLines(await footnote(args))).toMatchObject([
      { documents: [{ status: "refused", reason: expect.stringMatching(/no file \/.*a\.md$/) }] },
    ]);
  });

  test("warns where files go among the samples", async () => {
    const folder = await folderWith({ "new.md": TEXT });
    const args = ["add", folder, "--dry-run", "--seeds"];
    const warned = await footnote([...args, SAMPLES]);
    expect(warned.stderr).toMatch(/^The folder of documents .*among these.*SEEDS_DIR empty\.\n/);
    expect((await footnote([...args, folder])).stderr).not.toContain("samples");
  });

  test("wants one document for a title, and at least one in any case", async () => {
    const folder = await folderWith({ "a.md": TEXT, "b.md": TEXT });
    expect((await footnote(["add", folder, "--title", "A"])).code).toBe(2);
    expect((await footnote(["add"])).code).toBe(2);
  });
});

test("a preview is wrapped at words at a terminal", () => {
  const beginning = "The gate is shut at dusk by the keeper of it. ".repeat(4).trim();
  const added = {
    file: "a.md",
    status: "added" as const,
    path: "a.md",
    kept: [],
    title: "Gate",
    titleFrom: "heading" as const,
    origin: {},
    passages: 1,
    first: [{ headings: [], beginning, startLine: 3, endLine: 3 }],
    leftOut: [],
    omissions: { count: 0, share: 0 },
    warnings: [],
  };
  const rows = drawAdded(added, { columns: 40 }).split("\n");
  expect(rows.every((row) => row.length <= 40)).toBe(true);
  expect(rows.slice(3, 5)).toEqual([
    "    line 3: The gate is shut at dusk by",
    "      the keeper of it. The gate is shut",
  ]);
  expect(drawAdded(added, {})).toContain(beginning);
});

test("the line that ends it names what serves now", () => {
  const end = { documents: 2, samples: false, hadSamples: false };
  expect(drawIndexed(end)).toBe("Searchable now: 2 documents.\n");
  expect(drawIndexed({ ...end, hadSamples: true })).toContain("The samples are no longer served.");
  expect(drawIndexed({ ...end, samples: true, hadSamples: true })).toContain("still served");
});

/** Runs `add` at a terminal, and types a line for each prompt; undefined leaves. */
async function atTerminal(args: readonly string[], answers: readonly (string | undefined)[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const left = [...answers];
  let shown = "";
  stdout.setEncoding("utf8").on("data", (chunk: string) => {
    shown += chunk;
    if (!/(?::|\[Y\/n\]) $/.test(chunk)) return;
    const answer = left.shift();
    stdin.write(answer === undefined ? "\u0004" : `${answer}\n`);
  });
  let errors = "";
  stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  const io = {
    stdin: Object.assign(stdin, { isTTY: true }),
    stdout: Object.assign(stdout, { isTTY: true }),
    stderr,
    environment: tinySettings(),
  };
  const code = await run(["add", ...args], io, async () => ABILITIES);
  return { code, shown, errors, left };
}

describe("add at a terminal", { timeout: 120_000 }, () => {
  test("asks for the title, and shows the preview once", async () => {
    const folder = await folderWith({ "a.md": HARBOUR });
    const { seeds, folders } = await scene();
    const { code, shown, left } = await atTerminal([folder, ...folders], ["Port", "y"]);
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(shown).toContain("Title of a.md [The harbour]: ");
    expect(shown.match(/title: Port \(as given\)/g)).toHaveLength(1);
    expect(shown.match(/line \d+: .*opens at six/g)).toHaveLength(1);
    expect(shown).toMatch(/a\.md: added as a\.md\n\nSearchable now: 1 document\.\n$/);
    expect(await readFile(join(seeds, "a.md"), "utf8")).toBe(`---\ntitle: Port\n---\n\n${HARBOUR}`);
    const again = await atTerminal([folder, ...folders, "--no-index"], []);
    expect(again).toMatchObject({ code: 0, shown: expect.stringContaining("is there already") });
  });

  test("asks for the rest with --details, but for nothing that is given or can't be", async () => {
    const own = `---\nauthor: Jane\n---\n\n${HARBOUR}`;
    const folder = await folderWith({ "a.md": HARBOUR, "b.md": own });
    const { seeds, folders } = await scene();
    const args = [folder, ...folders, "--details", "--publisher", "The port", "--no-index"];
    const { shown, left } = await atTerminal(args, ["", "Ann", "", "", "", "CC0", "", "", "no"]);
    expect(left).toEqual([]);
    expect(shown).not.toContain("Publisher of");
    expect(shown).toContain("b.md: not added");
    expect(await readFile(join(seeds, "a.md"), "utf8")).toMatch(
      /^---\nauthor: Ann\npublisher: The port\nlicence: CC0\n---\n/,
    );
    expect(await readdir(seeds)).toEqual(["a.md"]);
  });

  test("asks nothing of a document that is there, and indexes what was added before it is left", async () => {
    const folder = await folderWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    const { seeds, folders } = await scene();
    const first = await atTerminal([folder, ...folders], ["", "", undefined]);
    expect(first).toMatchObject({ code: 1, left: [] });
    expect(first.shown).toMatch(/Searchable now: 1 document\.\n$/);
    expect(first.errors).toContain("You left: nothing more was added.");
    expect(await readdir(seeds)).toEqual(["a.md"]);
    const again = await atTerminal([join(folder, "a.md"), ...folders], []);
    expect(again.shown).toContain("a.md: is there already");
  });
});
