/** @module Changes of a folder on a disk that fails half-way. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type * as durable from "../../src/base/durable.ts";
import type { Changes } from "../../src/intake/changes.ts";
import { folderPlace, stampOf } from "../../src/intake/place.ts";
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
