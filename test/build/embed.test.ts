/** @module The vectors of passages by the models of their languages: made once, reused where the language allows. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Progress } from "../../src/storage/progress.ts";
import { contentOf } from "../../src/search/snapshot.ts";
import { generationDir } from "../../src/storage/files/layout.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, HARBOUR, type Place, placeWith } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const GERMAN =
  "# Der Hafen\n\nDer Hafen öffnet um sechs, und das Tor wird am Abend geschlossen. Wer es sehen will, fragt den Wärter.\n";

/** A text in the language that it declares, as its words tell none. */
const declared = (language: string): string =>
  `---\nlanguage: ${language}\n---\n\n# Sirena\n\nSirena, Nordholm 1850. Ticket 12 crowns.\n`;

/** The passages and sentences of `declared`. */
const [PASSAGES, SENTENCES] = [1, 2];

/** Builds a place, and returns the summary with the numbers of texts that each model has read. */
async function buildCounted(place: Place, full = false) {
  const embedder = fakeEmbedder();
  const spies = {
    embedText: vi.fn((text: string) => embedder.embedText(text)),
    embedNative: vi.fn((text: string) => embedder.embedNative(text)),
    embedTokens: vi.fn((text: string) => embedder.embedTokens(text)),
  };
  const summary = await buildAt({ ...place, embedder: { ...embedder, ...spies } }, { full });
  const count = (spy: { readonly mock: { readonly calls: readonly unknown[] } }): number =>
    spy.mock.calls.length;
  const checked = summary.outcome === "built" ? Math.min(summary.passages, 20) : 0;
  return {
    summary,
    /** Without those of the check of own texts. */
    texts: count(spies.embedText) - checked,
    native: count(spies.embedNative),
    tokens: count(spies.embedTokens),
  };
}

async function bytesOf({ indexDir }: Place, generation: string): Promise<readonly string[]> {
  const folder = generationDir(indexDir, generation);
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((name) => readFile(join(folder, name), "base64")));
}

/** Returns the language of the first passage of each document, by path. */
async function passageLanguages({ store }: Place): Promise<Record<string, string>> {
  const snapshot = await store.open((await store.active()) ?? "");
  const { passages } = await contentOf(snapshot);
  await snapshot.close();
  return Object.fromEntries(passages.map(({ path, language }) => [path, language]));
}

it("reports the number of texts to embed before they are embedded", async () => {
  const place = await placeWith({ "a.md": HARBOUR });
  const build = async (): Promise<readonly [first: Progress | undefined, embedded: number]> => {
    const steps: Progress[] = [];
    const onProgress = (progress: Progress): void =>
      void (progress.stage === "embed" && steps.push(progress));
    const { embedded } = await buildAt(place, { onProgress });
    return [steps[0], embedded];
  };
  const [first, embedded] = await build();
  expect(first).toMatchObject({ done: 0, toEmbed: embedded });
  await writeFiles(place.seedsDir, { "b.md": declared("en") });
  const [second, added] = await build();
  expect(second?.toEmbed).toBe(added);
  expect(added).toBeLessThanOrEqual(PASSAGES + SENTENCES);
});

describe("the texts of a passage", () => {
  it("are read by both models in a native language", async () => {
    const { summary, texts, native, tokens } = await buildCounted(
      await placeWith({ "a.md": HARBOUR }),
    );
    expect([texts, native, tokens]).toEqual([
      summary.passages + summary.sentences,
      summary.sentences,
      summary.passages,
    ]);
    expect(summary).toMatchObject({ embedded: texts, reused: 0 });
  });

  it.each([
    ["German", GERMAN],
    ["a language that is not known", declared("und")],
    ["a language without data", declared("hu")],
  ])("are read by the general model alone in %s", async (_, text) => {
    const { summary, texts, native, tokens } = await buildCounted(
      await placeWith({ "a.md": text }),
    );
    expect([texts, native, tokens]).toEqual([summary.passages + summary.sentences, 0, 0]);
    expect(summary).toMatchObject({ embedded: texts, reused: 0 });
  });

  it("are read once by each model where they are in two languages", async () => {
    const place = await placeWith({
      "a.md": declared("de"),
      "b.md": declared("en"),
      "c.md": declared("fr"),
      "d.md": declared("en"),
    });
    const { summary, ...counts } = await buildCounted(place);
    expect(counts).toEqual({ texts: PASSAGES + SENTENCES, native: SENTENCES, tokens: PASSAGES });
    expect(summary.embedded + summary.reused).toBe(4 * (PASSAGES + SENTENCES));
  });
});

describe("after a change of language", () => {
  const place = (language: string): Promise<Place> => placeWith({ "a.md": declared(language) });

  it.each([
    ["en", "de", { texts: 0, native: 0, tokens: 0 }, 0],
    ["de", "fr", { texts: 0, native: 0, tokens: 0 }, 0],
    ["de", "en", { texts: 0, native: SENTENCES, tokens: PASSAGES }, PASSAGES + SENTENCES],
  ])(
    "from %s to %s the vectors of the general model are reused",
    async (from, to, expected, embedded) => {
      const changed = await place(from);
      await buildAt(changed);
      await writeFiles(changed.seedsDir, { "a.md": declared(to) });
      const { summary, ...counts } = await buildCounted(changed);
      expect(summary).toMatchObject({ outcome: "built", changed: ["a.md"], embedded });
      expect(summary.embedded + summary.reused).toBe(PASSAGES + SENTENCES);
      expect(counts).toEqual(expected);
    },
  );

  it("and back, the index has the bytes of a full build", async () => {
    const changed = await place("en");
    for (const language of ["en", "de", "en"]) {
      await writeFiles(changed.seedsDir, {
        "a.md": declared(language),
        "b.md": declared("en"),
        "c.md": GERMAN,
      });
      const { generation } = await buildAt(changed);
      const found = await bytesOf(changed, generation);
      const { summary } = await buildCounted(changed, true);
      expect(summary.generation).toBe(generation);
      expect(await bytesOf(changed, generation)).toEqual(found);
    }
  });
});

describe("passages of a document in no known language", () => {
  const TABLE = "# Sirena\n\n| Ort | Preis |\n| --- | --- |\n| Nordholm | 1850 |\n";
  const GREEK = "# Σειρήνα\n\n1850 Νορντχολμ.\n";

  it("have the main language of the collection, if that has their script", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": TABLE, "c.md": GREEK });
    await buildAt(place);
    expect(await passageLanguages(place)).toMatchObject({
      "a.md": "en",
      "b.md": "en",
      "c.md": "el",
    });
  });

  it("have another one in the index of a full build and of one that reuses them", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": TABLE });
    await buildAt(place);
    await writeFiles(place.seedsDir, { "a.md": GERMAN });
    const { generation } = await buildAt(place);
    expect(await passageLanguages(place)).toEqual({ "a.md": "de", "b.md": "de" });
    const full = await placeWith({ "a.md": GERMAN, "b.md": TABLE });
    expect((await buildAt(full)).generation).toBe(generation);
  });
});

it("a passage has its tokens though the same text in another language has none", async () => {
  const place = await placeWith({
    "a.md": declared("en"),
    "b.md": declared("de"),
    "c.md": declared("en"),
    "d.md": HARBOUR,
  });
  const { generation } = await buildAt(place);
  const snapshot = await place.store.open(generation);
  const { passages } = await contentOf(snapshot);
  const [a, b, c] = await snapshot.tokens(passages.map(({ id }) => id));
  await snapshot.close();
  expect(b?.ids).toHaveLength(0);
  expect(c?.ids).toEqual(a?.ids);
  expect(a?.ids).toEqual(
    (await fakeEmbedder().embedTokens("Sirena. Sirena, Nordholm 1850. Ticket 12 crowns.")).ids,
  );
});
