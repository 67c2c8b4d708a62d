/** @module The move from the samples to own documents and back: at each build, and with no loss. */

import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFolder } from "../../src/sources/folder.ts";
import { withSamples } from "../../src/sources/samples.ts";
import { faultOf } from "../support/fault.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeIn, startAt, TOWER } from "../support/library.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** A place with two samples and no own documents yet. */
async function scene() {
  const folder = await temporaryFolder();
  const [own, samples] = [join(folder, "documents"), join(folder, "samples")];
  await writeFiles(samples, { "harbour.md": HARBOUR, "orchard.md": ORCHARD });
  const source = withSamples(openFolder(own), openFolder(samples));
  return { ...placeIn(folder), source, own, samples };
}

describe("the samples", () => {
  it("serve until there is a document, and again when there is none and that is forced", async () => {
    const place = await scene();
    await buildAt(place);
    const library = await openAt(place);
    const rebuild = (force = false) => library.rebuild({ force, onProgress: () => {} });
    expect(library.servesSamples()).toBe(true);
    expect(await library.list()).toMatchObject({ servesSamples: true, waiting: [] });

    // A document of the same path as a sample is another document.
    await writeFiles(place.own, { "harbour.md": TOWER });
    expect(library.servesSamples()).toBe(true);
    const before = await library.list();
    expect(before.waiting).toEqual(["harbour.md"]);
    expect(before.holdings.map(({ state }) => state)).toEqual(["current", "current"]);
    expect(await rebuild()).toMatchObject({
      documents: 1,
      changed: ["harbour.md"],
      samples: false,
      hadSamples: true,
    });
    expect(library.servesSamples()).toBe(false);
    expect(await library.list()).toMatchObject({ servesSamples: false, waiting: [] });

    await rm(join(place.own, "harbour.md"));
    const after = await library.list();
    expect(after.holdings.map(({ state }) => state)).toEqual(["removed"]);
    expect(after.waiting).toEqual([]);
    expect(await faultOf(rebuild)).toMatch(
      /to quote in .*documents; found none, where the index has 1\. Check that the folder is mounted.*samples instead: .*--force, or \/rebuild force:true/,
    );
    expect(library.servesSamples()).toBe(false);
    expect(await rebuild(true)).toMatchObject({ documents: 2, samples: true });
    expect(library.servesSamples()).toBe(true);
  });

  it("serve at a start only while there is no document", async () => {
    const place = await scene();
    expect(await startAt(place)).toMatchObject({ readiness: { state: "built" } });
    expect(await startAt(place)).toMatchObject({ readiness: { state: "ready" } });
    await writeFiles(place.own, { "t.md": TOWER });
    const { library, readiness } = await startAt(place);
    expect(readiness).toMatchObject({ state: "built", summary: { added: ["t.md"] } });
    expect(library.servesSamples()).toBe(false);
    expect(await startAt(place)).toMatchObject({ readiness: { state: "ready" } });
  });

  it.each(["emptied", "missing"])(
    "do not serve at a start with own documents that are %s",
    async (how) => {
      const place = await scene();
      await writeFiles(place.own, { "a.md": HARBOUR, "t.md": TOWER });
      const { generation } = await buildAt(place);
      await rm(place.own, { recursive: true });
      if (how === "emptied") await mkdir(place.own);
      const { library, readiness } = await startAt(place);
      expect(readiness).toMatchObject({
        state: "kept",
        why: expect.stringContaining("is mounted"),
      });
      expect([library.generation(), library.servesSamples()]).toEqual([generation, false]);
      await writeFiles(place.own, { "t.md": TOWER });
      expect(await buildAt(place)).toMatchObject({ removed: ["a.md"], samples: false });
    },
  );

  it("are no samples any more as copies among the documents", async () => {
    const place = await scene();
    await buildAt(place);
    await writeFiles(place.own, { "harbour.md": HARBOUR, "orchard.md": ORCHARD });
    const { library, readiness } = await startAt(place);
    expect(readiness).toMatchObject({ summary: { samples: false, embedded: 0, changed: [] } });
    expect(library.servesSamples()).toBe(false);
  });

  it("serve beside files from which nothing can be quoted, and these are named", async () => {
    const place = await scene();
    await writeFiles(place.own, { "a.md": "", "b.md": "  \n", "c.rtf": "x", "d.png": "x" });
    await writeFiles(place.own, { "draft.md": `---\ndraft: true\n---\n${TOWER}` });
    const summary = await buildAt(place);
    expect(summary).toMatchObject({ documents: 2, samples: true, drafts: ["draft.md"] });
    expect(summary.refused.map(({ path }) => path)).toEqual(["c.rtf", "a.md", "b.md"]);
    expect(summary.passedOver).toEqual([{ ending: ".png", count: 1 }]);
    expect(await faultOf(() => buildAt(place, { strict: true }))).toMatch(/3 refused:[^]*a\.md/);
    const { refused } = await (await openAt(place)).list();
    expect(refused.map(({ path }) => path)).toEqual(["c.rtf", "a.md", "b.md"]);
  });

  it("do not replace documents that can't be read any more", async () => {
    const place = await scene();
    await writeFiles(place.own, { "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    await writeFiles(place.own, { "a.md": "" });
    expect(await faultOf(() => buildAt(place))).toMatch(/documents[^]*a\.md: it is empty/);
    expect(await place.store.active()).toBe(generation);
    expect(await buildAt(place, { force: true })).toMatchObject({ samples: true });
  });

  it.skipIf(process.getuid?.() === 0)("do not replace a folder that can't be read", async () => {
    const place = await scene();
    await mkdir(place.own);
    await chmod(place.own, 0);
    expect(await faultOf(() => buildAt(place))).toMatch(/Give the user .* the right/);
    await chmod(place.own, 0o700);
  });

  it("are no loss to roll back to, or from", async () => {
    const place = await scene();
    const { generation } = await buildAt(place);
    await writeFiles(place.own, { "t.md": TOWER });
    await buildAt(place);
    expect(await buildAt(place, { rollback: true })).toMatchObject({ generation, samples: true });
    expect(await buildAt(place)).toMatchObject({ documents: 1, samples: false });
  });

  it("do not replace the documents of a folder that was set", async () => {
    const place = await scene();
    await writeFiles(place.own, { "a.md": TOWER });
    await buildAt({ ...place, source: openFolder(place.own) });
    await rm(join(place.own, "a.md"));
    expect(await faultOf(() => buildAt(place))).toMatch(/half of the 1 active documents/);
  });

  it("and own documents both missing are a fault that names the folder of documents", async () => {
    const place = await scene();
    await rm(place.samples, { recursive: true });
    expect(await faultOf(() => buildAt(place))).toContain(`to quote in ${place.own}`);
  });
});
