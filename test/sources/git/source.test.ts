/** @module The source over a git repository keeps the contract, served over `file:` and over HTTP. */

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../src/sources/git/source.ts";
import { listFiles, NotSynced, type Source } from "../../../src/sources/source.ts";
import { describeSource, type Files } from "../../contract/source.ts";
import {
  createRepository,
  type Put,
  serveGit,
  settingsFor,
  sharedFolder,
} from "../../support/git.ts";
import { faultOf } from "../../support/fault.ts";

const root = await sharedFolder();
const repository = createRepository(join(root, "docs.git"));
let opened = 0;

/** Commits files to a branch of its own, and opens a synced source of it. */
async function openFiles(files: Readonly<Record<string, Put>>, url = repository.url) {
  opened += 1;
  const branch = `branch-${opened}`;
  const held: Record<string, Put> = { ...files };
  const settings = settingsFor({ url, branch, copy: join(root, branch) });
  const source = openGit(settings);
  const push = (): string => repository.commit(held, branch);
  push();
  await source.sync?.();
  return {
    source,
    settings,
    push,
    put: async (changed: Readonly<Record<string, Put>>): Promise<void> => {
      Object.assign(held, changed);
      push();
      await source.sync?.();
    },
    remove: async (path: string): Promise<void> => {
      delete held[path];
      push();
      await source.sync?.();
    },
  };
}

describeSource("in a git repository, over file:", openFiles);
describeSource("in a git repository, over http:", async (files: Files) =>
  openFiles(files, `${await serveGit(root)}/docs.git`),
);

const pathsIn = async (source: Source): Promise<readonly string[]> =>
  (await listFiles(source)).documents.map(({ path }) => path);

describe("a git repository", () => {
  test("that was not fetched yet says how to", async () => {
    const source = openGit(settingsFor({ url: repository.url, copy: join(root, "none") }));
    await expect(listFiles(source)).rejects.toBeInstanceOf(NotSynced);
    expect(await faultOf(() => listFiles(source))).toContain("npm run footnote -- sync");
    expect(await source.stateOf({ path: "a.md", sha256: "" })).toEqual({ state: "changed" });
  });

  test("refuses by name what is not a file: links, submodules, pointers, names that no message can hold", async () => {
    const long = `${"n".repeat(3_997)}.md`;
    const { source } = await openFiles({
      "a.md": "A",
      "link.md": { mode: "120000", content: "../../etc/hostname" },
      "lfs.md": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
      sub: { mode: "160000", content: "1".repeat(40) },
      [long]: "x",
    });
    expect(await listFiles(source)).toMatchObject({
      refused: [
        { path: "link.md", reason: "a symbolic link: only files are read" },
        { path: long, reason: "its path has 4000 bytes; at most 1000 are read: shorten it" },
        { path: "sub", reason: "a submodule: its repository can be a collection of its own" },
      ],
    });
    expect(await pathsIn(source)).toEqual(["a.md", "lfs.md"]);
    expect(await faultOf(() => source.read("link.md"))).toBe("it is not in the commit");
    expect(await faultOf(() => source.read("lfs.md"))).toContain("Git LFS");
  });

  test("is read as it was listed while it is fetched again, and is compared with the newest commit", async () => {
    const { source, put, remove } = await openFiles({ "a.md": "One.", "b.md": "Two." });
    await listFiles(source);
    const document = await source.read("a.md");
    await put({ "a.md": "Other." });
    await remove("b.md");
    expect((await source.read("a.md")).content.toString()).toBe("One.");
    expect((await source.read("b.md")).content.toString()).toBe("Two.");
    expect(await source.stateOf(document)).toEqual({ state: "changed" });
    expect(await pathsIn(source)).toEqual(["a.md"]);
    expect((await source.read("a.md")).content.toString()).toBe("Other.");
  });

  test("says of which commit a current document is, and links to its lines there", async () => {
    const files = { "docs/a b.md": "One." };
    const { settings, push } = await openFiles(files);
    const permalink = "https://git.example.org/{commit}/{path}?from={start}&to={end}";
    const source = openGit({ ...settings, folder: "docs", permalink });
    const { linkTo, ...status } = await source.stateOf(await source.read("a b.md"));
    const commit = repository.git("rev-parse", settings.branch ?? "");
    expect(status).toEqual({ state: "current", commit });
    expect(linkTo?.({ from: 2, to: 3 })).toBe(
      `https://git.example.org/${commit}/docs/a%20b.md?from=2&to=3`,
    );
    expect(push()).not.toBe(commit);
    expect((await source.stateOf(await source.read("a b.md"))).commit).toBe(commit);
  });

  test("has the root of paths in its folder, and reports whether that changed", async () => {
    const { settings, source: whole, put } = await openFiles({ "docs/a.md": "A", "b.md": "B" });
    const copy = join(root, "folder");
    const source = openGit({ ...settings, copy, folder: "./docs/" });
    const first = await source.sync?.();
    expect(first).toMatchObject({ isChanged: true, faults: [] });
    expect(first?.state).toMatch(/^commit [\da-f]{7}$/);
    expect(await pathsIn(source)).toEqual(["a.md"]);
    expect(await pathsIn(whole)).toEqual(["b.md", "docs/a.md"]);
    await put({ "b.md": "C" });
    expect(await source.sync?.()).toMatchObject({ isChanged: false });
    await put({ "docs/c.md": "C" });
    expect(await source.sync?.()).toMatchObject({ isChanged: true });
    expect(await source.sync?.()).toMatchObject({ isChanged: false });
    expect(source.describe).toBe(`${settings.url}, branch ${settings.branch}, folder docs`);
    const missing = openGit({ ...settings, copy, folder: "guide" });
    expect(await faultOf(async () => missing.sync?.())).toContain("the folder guide");
  });
});
