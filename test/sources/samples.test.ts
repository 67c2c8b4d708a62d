/** @module The source of own documents keeps the contract, and lists the samples while it has none. */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openFolder } from "../../src/sources/folder.ts";
import { listNext, sourceOf, withSamples } from "../../src/sources/samples.ts";
import { listFiles } from "../../src/sources/source.ts";
import { describeSource } from "../contract/source.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";

describeSource("own documents, with samples", async (files) => {
  const [own, samples] = [await folderWith(files), await folderWith({ "sample.md": "x" })];
  return {
    source: withSamples(openFolder(own), openFolder(samples)),
    put: (changed) => writeFiles(own, changed),
    remove: (path) => rm(join(own, path)),
  };
});

/** Two folders that do not exist yet, and the source of both. */
async function scene() {
  const folder = await temporaryFolder();
  const [own, samples] = [join(folder, "documents"), join(folder, "seeds")];
  return { own, samples, source: withSamples(openFolder(own), openFolder(samples)) };
}

describe("own documents and samples", () => {
  test("are both empty while their folders are missing", async () => {
    const { source } = await scene();
    const nothing = { documents: [], refused: [], passedOver: [] };
    expect(await listFiles(source)).toEqual(nothing);
    expect(await listNext(source, false)).toMatchObject(nothing);
  });

  test("are a fault where a file is in the place of the folder", async () => {
    const { own, source } = await scene();
    await writeFile(own, "x");
    expect(await faultOf(() => listNext(source, false))).toMatch(/found a file/);
  });

  test("are listed one or the other, with what is left out of the own folder", async () => {
    const { own, samples, source } = await scene();
    await writeFiles(samples, { "s.md": "x", "t.png": "x" });
    const next = async () => {
      const { source: read, documents, refused, passedOver } = await listNext(source, false);
      const paths = [...documents, ...refused].map(({ path }) => path);
      return [read.folder, paths, passedOver];
    };
    expect(await next()).toEqual(["samples", ["s.md"], []]);
    await writeFiles(own, { "a.rtf": "x", "b.gif": "x" });
    expect(await next()).toEqual(["samples", ["s.md", "a.rtf"], [{ ending: ".gif", count: 1 }]]);
    await writeFiles(own, { "c.md": "x" });
    expect(await next()).toEqual(["documents", ["c.md", "a.rtf"], [{ ending: ".gif", count: 1 }]]);
    await rm(own, { recursive: true });
    await mkdir(own);
    expect(await next()).toEqual(["samples", ["s.md"], []]);
  });

  test("compare a document with its own file, though the other folder has one of its name", async () => {
    const { own, samples, source } = await scene();
    await writeFiles(samples, { "a.md": "Sample." });
    await writeFiles(own, { "a.md": "Own." });
    const [ofSamples, ofOwn] = [true, false].map((isOfSamples) =>
      sourceOf(source, { isOfSamples }),
    );
    const document = await ofSamples?.read("a.md");
    if (!document) return expect.unreachable();
    expect(await ofSamples?.stateOf(document)).toEqual({ state: "current" });
    expect(await ofOwn?.stateOf(document)).toEqual({ state: "changed" });
    await rm(join(samples, "a.md"));
    expect(await ofSamples?.stateOf(document)).toEqual({ state: "removed" });
  });
});
