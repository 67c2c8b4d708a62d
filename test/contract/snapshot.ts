/** @module The contract of snapshots: what any store's must do, each compared with that of the store in memory. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "../../src/sources/folder.ts";
import type { Snapshot } from "../../src/search/snapshot.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import type { Store } from "../../src/storage/store.ts";
import { inverseFrequencies, scoreBm25 } from "../../src/search/bm25.ts";
import { termsOf } from "../../src/search/terms.ts";
import type { Tokens } from "../../src/model/embedder.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { writeFiles } from "../support/temporary.ts";

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

const question = "When does the lighthouse open in the morning?";
const vectorOf = async (text: string): Promise<Float32Array> =>
  (await fakeEmbedder().embedQuestion(text)).vector;
const tokensOf = (text: string): Promise<Tokens> => fakeEmbedder().embedTokens(text);

/** Describes the snapshots of a kind of store; `make` gives an empty one in a folder. */
export function describeSnapshots(kind: string, make: (folder: string) => Store): void {
  let opened: { readonly own: Snapshot; readonly memory: Snapshot };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "footnote-"));
    const seedsDir = join(folder, "seeds");
    await writeFiles(seedsDir, FILES);
    const open = async (store: Store): Promise<Snapshot> => {
      const { generation } = await buildAt({
        source: openFolder(seedsDir),
        store,
        embedder: fakeEmbedder(),
      });
      return store.open(generation);
    };
    opened = {
      own: await open(make(join(folder, "index"))),
      memory: await open(openMemoryStore()),
    };
  });
  afterAll(async () => {
    await opened.own.close();
    await opened.memory.close();
    await rm(folder, { recursive: true });
  });
  const snapshot = (): Snapshot => opened.own;

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
      const found = await snapshot().matching(termsOf("lighthouse permit"), 10);
      const first = await snapshot().passage(found[0]?.id ?? "");
      expect(first).toMatchObject({ path: "lighthouse.md", headings: ["Rules"] });
      expect(found.every(({ score }) => score > 0)).toBe(true);
      expect(await snapshot().matching(termsOf("zeppelin"), 10)).toEqual([]);
      expect(await snapshot().matching([], 10)).toEqual([]);
    });

    it("counts a term that is asked for twice once", async () => {
      const once = await snapshot().matching(["lighthous"], 3);
      expect(await snapshot().matching(["lighthous", "lighthous"], 3)).toEqual(once);
    });

    it("tells how many passages hold each term, in the order of the terms", async () => {
      const { passages, documentFrequencies, averageLength } = await snapshot().frequencies([
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
      const [hit] = await snapshot().matching(["permit"], 1);
      const terms = ["permit", "fine", "zeppelin"];
      const [candidate, ...rest] = await snapshot().load([hit?.id ?? "", "unknownunkno"], terms);
      expect(rest).toEqual([]);
      const countIn = (...sentences: number[]) => ({
        count: sentences.length,
        isInHeadings: false,
        sentences,
      });
      expect(candidate?.terms).toEqual([countIn(0), countIn(1), countIn()]);
      if (!candidate) throw new Error("not loaded");
      const frequencies = await snapshot().frequencies(terms);
      const idf = inverseFrequencies(frequencies);
      expect(scoreBm25(candidate, idf, frequencies.averageLength)).toBeCloseTo(
        (await snapshot().matching(terms, 1))[0]?.score ?? 0,
      );
      expect(candidate?.sentenceVectors.rows).toBe(2);
      expect(candidate?.vector).toHaveLength(128);
    });

    it("gives the tokens of passages as they were embedded, in the order asked for", async () => {
      const ids = (await snapshot().matching(["permit"], 3)).map(({ id }) => id);
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
      expect(examples).toEqual(await opened.memory.examples());
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
        const [files, memory] = [opened.own, opened.memory];
        const rounded = (found: readonly { id: string; score: number }[]) =>
          found
            .map(({ id, score }) => [id, Math.fround(score).toFixed(4)].join(" "))
            .toSorted((a, b) => (a < b ? -1 : 1));
        expect(rounded(await files.nearest(vector, 30))).toEqual(
          rounded(await memory.nearest(vector, 30)),
        );
        expect(rounded(await files.matching(terms, 30))).toEqual(
          rounded(await memory.matching(terms, 30)),
        );
        expect(await files.frequencies(terms)).toEqual(await memory.frequencies(terms));
        const ids = (await files.nearest(vector, 9)).map(({ id }) => id);
        expect(await files.load(ids, terms)).toMatchObject(
          (await memory.load(ids, terms)).map(({ passage, length, terms: counts }) => ({
            passage,
            length,
            terms: counts,
          })),
        );
      }
    });
  });
}
