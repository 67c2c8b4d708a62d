/** @module Changes of a folder on a disk that fails half-way. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type * as durable from "../../src/base/durable.ts";
import { type Changes, openChanges } from "../../src/intake/changes.ts";
import { folderPlace, uploadsPlace } from "../../src/intake/place.ts";
import { stampOf } from "../../src/storage/kept-changes.ts";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import { folderWith } from "../support/temporary.ts";

/** Opens the changes of a folder on a disk that is full after some writes, once. */
async function openOnFullDisk(folder: string, writes: number): Promise<Changes> {
  let left = writes;
  vi.doMock("../../src/base/durable.ts", async (original) => {
    const real = await original<typeof durable>();
    const writeDurably: typeof real.writeDurably = async (...given) => {
      left -= 1;
      if (left === -1)
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      return real.writeDurably(...given);
    };
    return { ...real, writeDurably };
  });
  onTestFinished(() => {
    vi.doUnmock("../../src/base/durable.ts");
    vi.resetModules();
  });
  vi.resetModules();
  const { folderPlace: onFullDisk } = await import("../../src/intake/place.ts");
  return (await import("../../src/intake/changes.ts")).openChanges(onFullDisk(folder));
}

it.each([
  ["the file", 0],
  ["its sidecar", 1],
])("a disk that is full at %s leaves everything as it was", async (_what, writes) => {
  const before = { "a.pdf": "old", "a.pdf.yaml": "title: Old\n" };
  const folder = await folderWith(before);
  const changes = await openOnFullDisk(folder, writes);
  const addition = {
    path: "a.pdf",
    content: Buffer.from("new"),
    sidecar: "title: New\n",
    before: stampOf(await folderPlace(folder).read("a.pdf")),
  };
  await expect(changes.add(addition)).rejects.toThrow("The disk is full");
  expect((await readdir(folder)).toSorted()).toEqual(Object.keys(before));
  for (const [name, content] of Object.entries(before))
    expect(await readFile(join(folder, name), "utf8")).toBe(content);
  expect(await changes.last()).toBeUndefined();
  expect(await changes.add(addition)).toMatchObject({ kind: "replaced", path: "a.pdf" });
});

it("of two processes that change a file at once, one makes its change, and the other leaves it", async () => {
  const guilds = openMemoryGuilds();
  const { id } = await guilds.ensure("1");
  const uploads = guilds.uploads(id);
  const quotas = { documents: 9, passages: 9, bytes: 9, builds: 9 };
  const place = uploadsPlace({ uploads, quotas, ensure: () => guilds.ensure("1") });
  const add = (content: string) =>
    openChanges(place, uploads.changes).add({
      path: "a.md",
      content: Buffer.from(content),
      sidecar: undefined,
      before: stampOf({ content: undefined, sidecar: undefined }),
    });
  const added = await Promise.allSettled([add("first"), add("other"), add("above the quota")]);
  expect(added.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect((await uploads.read("a.md"))?.content.toString()).toBe("first");
});

it("an undone removal brings its document back where others have used the quota up meanwhile", async () => {
  const guilds = openMemoryGuilds();
  const { id } = await guilds.ensure("1");
  const uploads = guilds.uploads(id);
  const quotas = { documents: 1, passages: 9, bytes: 9, builds: 9 };
  const place = uploadsPlace({ uploads, quotas, ensure: () => guilds.ensure("1") });
  const changes = openChanges(place);
  await place.put({ path: "a.md", content: Buffer.from("a"), sidecar: undefined });
  const removal = await changes.remove("a.md");
  await place.put({ path: "b.md", content: Buffer.from("b"), sidecar: undefined });
  await changes.undo(removal.id);
  expect((await uploads.read("a.md"))?.content.toString()).toBe("a");
});
