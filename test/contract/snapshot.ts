/** @module The contract of snapshots: what any store's must do, each compared with that of the store in memory. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "../../src/sources/folder.ts";
import {
  contentOf,
  NO_TERMS,
  type Snapshot,
  type TermsByLanguage,
} from "../../src/search/snapshot.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import type { Store } from "../../src/storage/store.ts";
import { inverseFrequencies, scoreBm25 } from "../../src/search/bm25.ts";
import { analyserFor } from "../../src/search/terms.ts";
import { compact, cosineOfRows } from "../../src/model/compact.ts";
import type { Tokens } from "../../src/model/embedder.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { writeFiles } from "../support/temporary.ts";

const { termsOf } = analyserFor("en");

const TOPICS =
  "harbour library orchard railway lighthouse market bakery theatre museum garden".split(" ");

/** Some thirty passages under headings, each with words of its own. */
const FILES = Object.fromEntries(
  TOPICS.map((topic, at) => [
    `${topic}.md`,
    `# The ${topic}\n\n## Hours\n\nThe ${topic} opens at ${at + 6} in the morning and closes late, unless a storm keeps everybody from the road. Its keeper says so to anyone who asks.\n\n` +
      `## Rules\n\nNobody may bring ${at + 2} dogs into the ${topic} without a written permit from the council, which meets in spring. The fine is ${at * 10 + 20} crowns for each of them.\n\n` +
      `## Past\n\nThe ${topic} was built in ${1800 + at * 7} by a company of masons who came from the north, and it burned down twice before it had a roof of slate.\n`,
  ]),
);

/** Three passages in English and two in German, which share names, numbers and words that differ in their language. */
const TWO_LANGUAGES = {
  "ferry.md":
    "# Ferry\n\n## Fares\n\nThe ferry Sirena costs 1850 crowns for a school that has a gift of the council. It is free for dogs.\n\n" +
    "## Hours\n\nThe ferry leaves at noon, and it comes back when the lamp is lit.\n",
  "lamp.md":
    "# Lamp\n\nThe lamp was lit in 1850 by the keeper of the tower, who had no gift for it.\n",
  "museum.md":
    "# Museum\n\n## Geschichte\n\nDas Schiff Sirena wurde 1850 gebaut und ist seit dem Krieg im Museum zu sehen. Wer es sehen will, fragt nach dem Wärter.\n\n" +
    "## Regeln\n\nDas Gift in den Flaschen ist nicht für die Besucher, und wer sie öffnet, muss das Museum verlassen.\n",
};

/** The names of the files by language. */
const PATHS = { en: ["ferry.md", "lamp.md"], de: ["museum.md"] } as const;

const question = "When does the lighthouse open in the morning?";
const vectorOf = async (text: string): Promise<Float32Array> =>
  (await fakeEmbedder().embedQuestion(text, true)).vector;
const tokensOf = (text: string): Promise<Tokens> => fakeEmbedder().embedTokens(text);

const inEnglish = (terms: readonly string[]): TermsByLanguage => new Map([["en", terms]]);

/** Gives an empty store, in a folder if it needs one. */
type MakeStore = (folder: string) => Store | Promise<Store>;

/** Snapshots of the same files in a kind of store, and in memory. */
interface Opened {
  readonly own: Snapshot;
  readonly memory: Snapshot;
}

/** Opens snapshots of files before the tests of a block, and closes them after. */
function openBeforeTests(files: Readonly<Record<string, string>>, make: MakeStore): () => Opened {
  let opened: Opened;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "footnote-"));
    const seedsDir = join(folder, "seeds");
    await writeFiles(seedsDir, files);
    const open = async (store: Store): Promise<Snapshot> => {
      const { generation } = await buildAt({
        source: openFolder(seedsDir),
        store,
        embedder: fakeEmbedder(),
      });
      return store.open(generation);
    };
    opened = {
      own: await open(await make(join(folder, "index"))),
      memory: await open(openMemoryStore()),
    };
  });
  afterAll(async () => {
    await opened.own.close();
    await opened.memory.close();
    await rm(folder, { recursive: true });
  });
  return () => opened;
}

/** Describes the snapshots of a kind of store; `make` gives an empty one in a folder. */
export function describeSnapshots(kind: string, make: MakeStore): void {
  describeOneLanguage(kind, make);
  describeLanguages(kind, make);
}

function describeOneLanguage(kind: string, make: MakeStore): void {
  const opened = openBeforeTests(FILES, make);
  const snapshot = (): Snapshot => opened().own;

  describe(`a snapshot of the kind: ${kind}`, () => {
    it("tells what it holds", () => {
      expect(snapshot().counts).toEqual({ documents: 10, passages: 30, sentences: 50 });
    });

    it("gives the nearest passages, the nearest first, at most k", async () => {
      const near = await snapshot().nearest(await vectorOf(question), 5);
      expect(near).toHaveLength(5);
      expect(near.map(({ score }) => score)).toEqual(
        near.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      expect(await snapshot().nearest(await vectorOf(question), 500)).toHaveLength(30);
    });

    it("gives the passages that hold a term, and none for terms that no passage holds", async () => {
      const found = await snapshot().matching("en", termsOf("lighthouse permit"), 10);
      const first = await snapshot().passage(found[0]?.id ?? "");
      expect(first).toMatchObject({ path: "lighthouse.md", headings: ["Rules"] });
      expect(found.every(({ score }) => score > 0)).toBe(true);
      expect(await snapshot().matching("en", termsOf("zeppelin"), 10)).toEqual([]);
      expect(await snapshot().matching("en", [], 10)).toEqual([]);
    });

    it("counts a term that is asked for twice once", async () => {
      const once = await snapshot().matching("en", ["lighthous"], 3);
      expect(await snapshot().matching("en", ["lighthous", "lighthous"], 3)).toEqual(once);
    });

    it("tells how many passages hold each term, in the order of the terms", async () => {
      const { passages, documentFrequencies, averageLength } = await snapshot().frequencies("en", [
        "zeppelin",
        "lighthous",
        "mason",
      ]);
      expect([passages, ...documentFrequencies]).toEqual([30, 0, 3, 10]);
      expect(averageLength).toBeGreaterThan(10);
    });

    it.each([
      ["lighthuose", ["lighthouse"]],
      ["PERMITT", []],
      ["permitt", ["permit"]],
      ["permit", []],
      ["wthout", ["without"]],
      ["keeps", []],
      ["plate", ["late", "slate"]],
      ["zeppelin", []],
      ["", []],
    ])("gives the words one edit away from %j, as they are written", async (word, near) => {
      expect(await snapshot().wordsNear(word)).toEqual(near);
    });

    it("loads passages with their vectors and what they hold of the terms", async () => {
      const [hit] = await snapshot().matching("en", ["permit"], 1);
      const terms = ["permit", "fine", "zeppelin"];
      const [candidate, ...rest] = await snapshot().load(
        [hit?.id ?? "", "unknownunkno"],
        inEnglish(terms),
      );
      expect(rest).toEqual([]);
      const countIn = (...sentences: number[]) => ({
        count: sentences.length,
        isInHeadings: false,
        sentences,
      });
      expect(candidate?.terms).toEqual([countIn(0), countIn(1), countIn()]);
      if (!candidate) throw new Error("not loaded");
      const frequencies = await snapshot().frequencies("en", terms);
      const idf = inverseFrequencies(frequencies);
      expect(scoreBm25(candidate, idf, frequencies.averageLength)).toBeCloseTo(
        (await snapshot().matching("en", terms, 1))[0]?.score ?? 0,
      );
      expect(candidate.sentenceVectors).toMatchObject({ rows: 2, dimensions: 128 });
      expect(candidate.nativeVectors).toMatchObject({ rows: 2, dimensions: 96 });
      expect(candidate.vector).toHaveLength(128);
    });

    it("gives the tokens of passages as they were embedded, in the order asked for", async () => {
      const ids = (await snapshot().matching("en", ["permit"], 3)).map(({ id }) => id);
      const given = await snapshot().tokens([...ids, "unknownunkno"]);
      expect(given).toHaveLength(3);
      for (const [at, id] of ids.entries()) {
        const passage = await snapshot().passage(id);
        const document = await snapshot().document(passage?.path ?? "");
        const prefix = `${document?.title} > ${passage?.headings.at(-1)}. `;
        const text = prefix + document?.text.slice(passage?.start, passage?.end);
        const { ids: numbers, vectors } = await tokensOf(text);
        expect(given[at]?.ids).toEqual(numbers);
        expect(given[at]?.vectors.steps).toEqual(vectors.steps);
        expect(given[at]?.vectors.scales).toEqual(vectors.scales);
      }
    });

    it("tells how many passages hold each token, headings included", async () => {
      const { ids } = await tokensOf("museum rules zeppelin the");
      expect(await snapshot().tokenFrequencies([...ids])).toEqual([3, 10, 0, 30]);
    });

    it("looks up passages and documents, and knows what it does not have", async () => {
      const [hit] = await snapshot().nearest(await vectorOf(question), 1);
      const passage = await snapshot().passage(hit?.id ?? "");
      expect((await snapshot().document(passage?.path ?? ""))?.text).toContain("opens at");
      expect(await snapshot().passage("unknownunkno")).toBeUndefined();
      expect(await snapshot().document("../seeds/harbour.md")).toBeUndefined();
    });

    it("has questions to begin with", async () => {
      const examples = await snapshot().examples();
      expect(examples).toEqual(await opened().memory.examples());
      expect(examples).toHaveLength(6);
    });

    it("lists its documents in pages, each with its passages, and none past the end", async () => {
      const all = await snapshot().documents(0, 99);
      expect(all.map(({ document }) => document.path)).toEqual(Object.keys(FILES).toSorted());
      expect(all.map(({ passages }) => passages)).toEqual(all.map(() => 3));
      const paged = [...(await snapshot().documents(0, 7)), ...(await snapshot().documents(7, 7))];
      expect(paged).toEqual(all);
      for (const { first, document } of all)
        expect(await snapshot().passage(first)).toMatchObject({ path: document.path });
      expect(await snapshot().documents(10, 7)).toEqual([]);
      expect(await snapshot().documents(99_999, 7)).toEqual([]);
    });

    it("leads through the passages of a document from first to last, and back", async () => {
      const [entry] = await snapshot().documents(4, 1);
      const there: string[] = [];
      for (let id: string | undefined = entry?.first; id !== undefined;) {
        const around = await snapshot().neighbours(id);
        expect(around).toMatchObject({ number: there.length + 1, of: 3 });
        expect(around?.previous).toBe(there.at(-1));
        expect((await snapshot().passage(id))?.path).toBe(entry?.document.path);
        there.push(id);
        id = around?.next;
      }
      expect(there).toHaveLength(3);
      expect(await snapshot().neighbours("unknownunkno")).toBeUndefined();
    });

    it("completes an ID, a heading or a title, and begins with the first passage of each document", async () => {
      const [hit] = await snapshot().nearest(await vectorOf(question), 1);
      const id = hit?.id ?? "";
      expect((await snapshot().complete(id.slice(0, 6).toUpperCase(), 5))[0]?.id).toBe(id);
      const byHeading = await snapshot().complete("THEATRE rul", 5);
      expect(byHeading.map(({ label }) => label)).toEqual([
        expect.stringContaining("The theatre > Rules"),
      ]);
      expect(byHeading[0]?.locator.startLine).toBeGreaterThan(1);
      expect(await snapshot().complete("", 25)).toHaveLength(10);
      expect(await snapshot().complete("e", 7)).toHaveLength(7);
      expect(await snapshot().complete("@everyone", 5)).toEqual([]);
    });

    it("agrees with the store in memory on every search", async () => {
      for (const text of [
        question,
        "dogs in the museum",
        "who built the railway",
        "fine of 40 crowns",
      ]) {
        const vector = await vectorOf(text);
        const terms = termsOf(text);
        const { own, memory } = opened();
        const rounded = (found: readonly { id: string; score: number }[]) =>
          found
            .map(({ id, score }) => [id, Math.fround(score).toFixed(4)].join(" "))
            .toSorted((a, b) => (a < b ? -1 : 1));
        expect(rounded(await own.nearest(vector, 30))).toEqual(
          rounded(await memory.nearest(vector, 30)),
        );
        expect(rounded(await own.matching("en", terms, 30))).toEqual(
          rounded(await memory.matching("en", terms, 30)),
        );
        expect(await own.frequencies("en", terms)).toEqual(await memory.frequencies("en", terms));
        const ids = (await own.nearest(vector, 9)).map(({ id }) => id);
        const asked = inEnglish(terms);
        expect(await own.load(ids, asked)).toMatchObject(
          (await memory.load(ids, asked)).map(({ passage, length, terms: counts }) => ({
            passage,
            length,
            terms: counts,
          })),
        );
      }
    });
  });
}

function describeLanguages(kind: string, make: MakeStore): void {
  const opened = openBeforeTests(TWO_LANGUAGES, make);
  const snapshot = (): Snapshot => opened().own;
  const pathsOf = async (found: readonly { readonly id: string }[]): Promise<Set<string>> => {
    const passages = await Promise.all(found.map(({ id }) => snapshot().passage(id)));
    return new Set(passages.map((passage) => passage?.path ?? ""));
  };
  const idsIn = async (language: string): Promise<string[]> =>
    (await contentOf(snapshot())).passages
      .filter((passage) => passage.language === language)
      .map(({ id }) => id);

  describe(`a snapshot of two languages, of the kind: ${kind}`, () => {
    it("counts its passages by language, the most used first", () => {
      expect(snapshot().languages).toEqual([
        { language: "en", passages: 3 },
        { language: "de", passages: 2 },
      ]);
    });

    it.each(["sirena", "1850", "gift"])(
      "matches %s in the language asked for alone",
      async (term) => {
        for (const [language, paths] of Object.entries(PATHS)) {
          const found = await pathsOf(await snapshot().matching(language, [term], 9));
          expect(found.size).toBeGreaterThan(0);
          expect(paths).toEqual(expect.arrayContaining([...found]));
        }
        expect(await snapshot().matching("fr", [term], 9)).toEqual([]);
        expect(await snapshot().matching("und", [term], 9)).toEqual([]);
      },
    );

    it("has terms as its language makes them", async () => {
      const [german] = analyserFor("de").termsOf("Besucher");
      const [english] = termsOf("Besucher");
      expect(german).not.toBe(english);
      for (const [language, term, count] of [
        ["de", german, 1],
        ["de", english, 0],
        ["en", german, 0],
        ["en", english, 0],
      ] as const)
        expect(await snapshot().matching(language, [term ?? ""], 9)).toHaveLength(count);
    });

    it("counts terms among the passages in a language", async () => {
      const terms = ["sirena", "1850", "gift", "lamp"];
      const [en, de, fr] = await Promise.all(
        ["en", "de", "fr"].map((language) => snapshot().frequencies(language, terms)),
      );
      expect([en?.passages, ...(en?.documentFrequencies ?? [])]).toEqual([3, 1, 2, 2, 2]);
      expect([de?.passages, ...(de?.documentFrequencies ?? [])]).toEqual([2, 1, 1, 1, 0]);
      expect(fr).toEqual({ passages: 0, averageLength: 1, documentFrequencies: [0, 0, 0, 0] });
      expect(en?.averageLength).not.toBe(de?.averageLength);
    });

    it("scores a match by the frequencies in its language", async () => {
      for (const language of ["en", "de"]) {
        const terms = ["sirena", "1850", "gift"];
        const frequencies = await snapshot().frequencies(language, terms);
        for (const { id, score } of await snapshot().matching(language, terms, 9)) {
          const [candidate] = await snapshot().load([id], new Map([[language, terms]]));
          if (!candidate) throw new Error("not loaded");
          const idf = inverseFrequencies(frequencies);
          expect(score).toBeCloseTo(scoreBm25(candidate, idf, frequencies.averageLength));
        }
      }
    });

    it("counts in each passage the terms of its own language, and none of others", async () => {
      const terms = new Map([
        ["en", ["1850", "sirena", "gift"]],
        ["de", ["1850"]],
      ]);
      const countsIn = async (language: string, asked: TermsByLanguage) =>
        (await snapshot().load(await idsIn(language), asked)).map((candidate) =>
          candidate.terms.map(({ count }) => count),
        );
      expect(await countsIn("en", terms)).toEqual([
        [1, 1, 1],
        [0, 0, 0],
        [1, 0, 1],
      ]);
      expect(await countsIn("de", terms)).toEqual([[1], [0]]);
      expect(await countsIn("de", inEnglish(["1850"]))).toEqual([[], []]);
    });

    it("has vectors by the native model of passages in its languages alone", async () => {
      for (const [language, isNative] of [
        ["en", true],
        ["de", false],
      ] as const)
        for (const candidate of await snapshot().load(await idsIn(language), NO_TERMS)) {
          const { passage, sentenceVectors, nativeVectors } = candidate;
          expect(sentenceVectors.rows).toBe(passage.sentences.length);
          expect(nativeVectors.rows).toBe(isNative ? passage.sentences.length : 0);
          expect(candidate.vector).toHaveLength(128);
        }
    });

    it("gives each sentence of a native passage its own vector, wherever others are between", async () => {
      const { documents, passages } = await contentOf(snapshot());
      for (const { id, path, language, sentences } of passages) {
        const [candidate] = await snapshot().load([id], NO_TERMS);
        if (!candidate) throw new Error("not loaded");
        const text = documents.find((document) => document.path === path)?.text ?? "";
        for (const [at, { start, end }] of sentences.entries()) {
          const sentence = text.slice(start, end);
          const general = compact(await fakeEmbedder().embedText(sentence));
          expect(cosineOfRows(candidate.sentenceVectors, at, general, 0)).toBeCloseTo(1);
          if (language !== "en") continue;
          const native = compact(await fakeEmbedder().embedNative(sentence));
          expect(cosineOfRows(candidate.nativeVectors, at, native, 0)).toBeCloseTo(1);
        }
      }
    });

    it("has no tokens of passages in other languages, and counts none", async () => {
      for (const tokens of await snapshot().tokens(await idsIn("de"))) {
        expect(tokens.ids).toHaveLength(0);
        expect(tokens.vectors).toMatchObject({ rows: 0, dimensions: 8 });
      }
      for (const tokens of await snapshot().tokens(await idsIn("en")))
        expect(tokens.ids.length).toBeGreaterThan(0);
      const { ids } = await tokensOf("sirena 1850 museum");
      expect(await snapshot().tokenFrequencies([...ids])).toEqual([1, 2, 0]);
    });

    it("finds the nearest passages of all languages together", async () => {
      const near = await snapshot().nearest(await vectorOf("Sirena 1850"), 9);
      expect(await pathsOf(near)).toEqual(new Set(Object.keys(TWO_LANGUAGES)));
    });

    it("agrees with the store in memory", async () => {
      const { own, memory } = opened();
      expect(own.languages).toEqual(memory.languages);
      for (const language of ["en", "de", "fr"]) {
        const terms = analyserFor(language).termsOf("the Sirena of 1850, das Gift im Museum");
        expect(await own.frequencies(language, terms)).toEqual(
          await memory.frequencies(language, terms),
        );
        const ids = [...(await idsIn("en")), ...(await idsIn("de"))];
        const asked = new Map([[language, terms]]);
        const countsOf = async (of: Snapshot) =>
          (await of.load(ids, asked)).map(({ length, terms: counts }) => [length, counts]);
        expect(await countsOf(own)).toEqual(await countsOf(memory));
        const matched = async (of: Snapshot) =>
          (await of.matching(language, terms, 9)).map(({ id, score }) => [id, score.toFixed(4)]);
        expect(await matched(own)).toEqual(await matched(memory));
      }
    });
  });

  describe(`a snapshot without a passage in a native language, of the kind: ${kind}`, () => {
    const german = openBeforeTests({ "museum.md": TWO_LANGUAGES["museum.md"] }, make);

    it("is whole", async () => {
      const { own } = german();
      expect(own.languages).toEqual([{ language: "de", passages: 2 }]);
      const ids = (await contentOf(own)).passages.map(({ id }) => id);
      for (const { nativeVectors } of await own.load(ids, NO_TERMS))
        expect(nativeVectors.rows).toBe(0);
      expect(await own.tokens(ids)).toMatchObject(ids.map(() => ({ ids: new Uint32Array() })));
    });
  });
}
