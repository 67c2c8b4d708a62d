/** @module Files that are not in the index, of a source in memory: why each is left out, and how often it is read. */

import { expect, test } from "vitest";
import { leftOutOf } from "../../src/build/left-out.ts";
import { openLibrary } from "../../src/collection/library.ts";
import { openMemory } from "../../src/sources/memory.ts";
import type { Source } from "../../src/sources/source.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";

const FILES = {
  "a.md": HARBOUR,
  "b.md": ORCHARD,
  "draft.md": `---\ndraft: true\n---\n\n${HARBOUR}`,
  "empty.md": "",
  "old.doc": "x",
  "picture.png": "x",
};
const filesOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
const embedder = fakeEmbedder();

test("a file is read once for each state of it", async () => {
  const files = filesOf(FILES);
  const read: string[] = [];
  const memory = openMemory(files);
  const source: Source = {
    ...memory,
    read: (path) => {
      read.push(path);
      return memory.read(path);
    },
  };
  const leftOut = leftOutOf({ source, embedder });
  const known = { isOfSamples: false, paths: new Set(["a.md"]) };
  const found = await leftOut(known);
  expect(found).toEqual({
    refused: [
      { path: "old.doc", reason: expect.stringContaining("a .doc file") },
      { path: "empty.md", reason: "it is empty" },
    ],
    waiting: ["b.md"],
    drafts: ["draft.md"],
    passedOver: [{ ending: ".png", count: 1 }],
  });
  expect(await leftOut(known)).toEqual(found);
  expect(read).toEqual(["b.md", "draft.md", "empty.md"]);
  files.set("empty.md", Buffer.from(HARBOUR));
  expect((await leftOut(known)).waiting).toEqual(["b.md", "empty.md"]);
  expect(read.slice(3)).toEqual(["empty.md"]);
});

test("a library of any source is built, asked, and compared with it", async () => {
  const files = filesOf(FILES);
  const options = { source: openMemory(files), store: openMemoryStore(), embedder };
  const build = () => buildAt(options);
  expect(await build()).toMatchObject({ documents: 2, added: ["a.md", "b.md"] });
  const library = await openLibrary({ ...options, build });
  try {
    const { answers } = await library.ask("When does the harbour open?", { top: 1, always: true });
    expect(answers[0]?.citation).toMatchObject({ path: "a.md", current: true });
    files.set("a.md", Buffer.from(ORCHARD));
    files.delete("b.md");
    const { holdings } = await library.list();
    expect(holdings.map(({ state }) => state)).toEqual(["changed", "removed"]);
  } finally {
    await library.close();
  }
});
