import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { currentFile, generationDir } from "../../src/storage/files/layout.ts";
import { openLibrary } from "../../src/collection/library.ts";
import { FORMAT } from "../../src/storage/files/manifest.ts";
import { recipeFor } from "../../src/storage/recipe.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { CASES, damage, reseal } from "../support/damage.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, HARBOUR, ORCHARD, type Place, placeWith } from "../support/library.ts";

const open = (place: Place) =>
  openLibrary({ ...place, build: () => Promise.reject(new Error("not here")) });

describe("an index of which a file was damaged", () => {
  it.each(CASES)("is refused: $name $how", async ({ name, how }) => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    const { generation } = await buildAt(place);
    await damage(join(generationDir(place.indexDir, generation), name), how);
    await expect(open(place)).rejects.toThrow(new RegExp(`${name}.*npm run footnote -- index`));
    const { faults } = await verifyIndex(place.store, place.source, place.embedder);
    expect(faults.join()).toContain(name);
  });

  it.each(["cut", "emptied", "changed in one bit", "removed"])(
    "is refused: current %s",
    async (how) => {
      const place = await placeWith({ "a.md": HARBOUR });
      await buildAt(place);
      await damage(currentFile(place.indexDir), how);
      await expect(open(place)).rejects.toThrow(/npm run footnote -- index/);
      expect((await verifyIndex(place.store, place.source, place.embedder)).faults).toHaveLength(1);
    },
  );
});

describe("an index that does not fit", () => {
  it("is refused where another model made it", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    await expect(open({ ...place, embedder: fakeEmbedder("other") })).rejects.toThrow(
      /made with the model fake, not other.*npm run footnote -- index/,
    );
  });

  it.each([
    ["format", { format: 1 }, new RegExp(`format 1, not ${FORMAT}`)],
    ["splitter", { splitter: 99 }, /version 99 of the splitter/],
    ["terms", { terms: 99 }, /terms of version 99/],
    [
      "model's version",
      { model: { ...recipeFor([], fakeEmbedder()).model, sha256: "0".repeat(64) } },
      /another version of the models of fake/,
    ],
  ])("is refused where its %s is another", async (_, change, message) => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    const id = await reseal(place.indexDir, generation, change);
    await writeFile(currentFile(place.indexDir), `${id}\n`);
    await expect(open(place)).rejects.toThrow(message);
  });

  it("is told from one that was never built", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await expect(open(place)).rejects.toThrow(/none that was built.*npm run footnote -- index/);
  });
});

describe("verifying a sound index", () => {
  it("counts what it checked and finds no fault", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    const found = await verifyIndex(place.store, place.source, place.embedder);
    expect(found).toMatchObject({
      documents: 2,
      passages: 4,
      sampled: 4,
      recall: 1,
      stale: 0,
      faults: [],
    });
  });

  it("counts documents that have changed since, which is no fault", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    await writeFile(join(place.seedsDir, "a.md"), "# Other\n\nQuite another text.\n");
    await rm(join(place.seedsDir, "b.md"));
    expect(await verifyIndex(place.store, place.source, place.embedder)).toMatchObject({
      stale: 2,
      faults: [],
    });
  });
});
