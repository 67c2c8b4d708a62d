import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf, type Snapshot } from "../../../src/search/snapshot.ts";
import { analyserFor } from "../../../src/search/terms.ts";
import { openMemory } from "../../../src/sources/memory.ts";
import { openMemoryStore } from "../../../src/storage/memory.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { postgresStore } from "../../support/postgres-store.ts";

const embedder = fakeEmbedder();

/** A word of 900 different letters, longer than an entry of an index in PostgreSQL can be. */
const LONG = String.fromCharCode(
  ...Array.from({ length: 900 }, (_, at) => 0xac00 + ((at * 7919) % 11_000)),
);

/** Sentences that share words, in two languages; some are equal, so that there are ties. */
const SENTENCES = [
  "The harbour opens at six in the morning, and it closes when the lamp is lit.",
  "The harbour opens at seven in the morning, and dogs may enter it.",
  "No dogs may enter the market without a permit of the council.",
  "Das Schiff Sirena wurde 1850 gebaut und ist seit dem Krieg im Hafen zu sehen.",
  "Wer den Hafen sehen will, fragt nach dem Wärter, und der hat eine Lampe.",
  "A gift of 1850 crowns was given to the keeper – “by nobody”, he said.",
  `The lamp is called ${LONG} by the keeper.`,
];
const section = fc.record({
  heading: fc.constantFrom("Hours", "Rules", "Über den Hafen", "100 % of_it", "It's 'so'"),
  sentences: fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 }),
});
const collection = fc.array(fc.array(section, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});
const typed = fc.constantFrom(
  "",
  "hou",
  "über",
  "% of_",
  "_",
  "'",
  "\0",
  "the harbour",
  "HAFEN lam",
  "a",
);
const words = fc.constantFrom("harbur", "lamb", "dog", "wärte", "1851", "hafenn", "zeppelin", "");

type Asked = {
  readonly question: string;
  readonly typed: string;
  readonly word: string;
  readonly k: number;
};

async function openBoth(
  sections: readonly (readonly { heading: string; sentences: readonly string[] }[])[],
) {
  const files = sections.map((own, at) => {
    const parts = own.map(({ heading, sentences }) => `## ${heading}\n\n${sentences.join(" ")}\n`);
    return [`${at}.md`, Buffer.from(`# Title ${at % 2}\n\n${parts.join("\n")}`)] as const;
  });
  const source = openMemory(new Map(files));
  const open = async (store: ReturnType<typeof openMemoryStore>): Promise<Snapshot> =>
    store.open((await buildAt({ source, store, embedder })).generation);
  return { own: await open(await postgresStore()), memory: await open(openMemoryStore()) };
}

/** Returns all answers of a snapshot, with cosines apart, which are equal but for rounding. */
async function answersOf(snapshot: Snapshot, { question, typed: text, word, k }: Asked) {
  const { documents, passages } = await contentOf(snapshot);
  const ids = passages.map(({ id }) => id);
  const { vector, native } = await embedder.embedQuestion(question, true);
  const terms = new Map(
    ["en", "de", "fr"].map((language) => [language, analyserFor(language).termsOf(question)]),
  );
  const inEach = <Result>(ask: (language: string, own: readonly string[]) => Promise<Result>) =>
    Promise.all(Array.from(terms, ([language, own]) => ask(language, own)));
  const loaded = await snapshot.load([...ids, "unknownunkno", ...ids.slice(0, 2)], terms);
  const tokens = await snapshot.tokens([...ids.toReversed(), "unknownunkno"]);
  const cosines = (await snapshot.nearest(vector, passages.length)).map(({ score }) => score);
  const answers = {
    languages: snapshot.languages,
    counts: snapshot.counts,
    isOfSamples: snapshot.isOfSamples,
    documents,
    passages,
    matching: await inEach((language, own) => snapshot.matching(language, own, k)),
    frequencies: await inEach((language, own) => snapshot.frequencies(language, [...own, "none"])),
    near: await snapshot.wordsNear(word),
    loaded: loaded.map(({ sentenceVectors, nativeVectors, vector: own, ...rest }) => ({
      ...rest,
      vectors: [own, sentenceVectors.scales, sentenceVectors.steps, nativeVectors.steps].map(
        (numbers) => [...numbers],
      ),
    })),
    tokens: tokens.map(({ ids: own, vectors }) => [
      [...own],
      [...vectors.scales],
      [...vectors.steps],
    ]),
    tokenFrequencies: await snapshot.tokenFrequencies([...(native?.tokens.ids ?? []), 7]),
    entries: await snapshot.documents(1, 2),
    neighbours: await Promise.all(ids.map((id) => snapshot.neighbours(id))),
    one: await Promise.all(ids.map((id) => snapshot.passage(id))),
    completions: await snapshot.complete(text, k),
    byId: await snapshot.complete((ids[0] ?? "").slice(0, 3).toUpperCase(), k),
    unknown: [
      await snapshot.document("none.md"),
      await snapshot.passagesOf("none.md"),
      await snapshot.passage("\0"),
    ],
    examples: await snapshot.examples(),
  };
  return { answers, cosines };
}

describe("a snapshot in PostgreSQL", () => {
  it("answers as one in memory does, whatever the documents", async () => {
    const question = fc.constantFrom(...SENTENCES, "harbour dogs dogs Lampe 1850", "zeppelin");
    const asked = fc.record({ question, typed, word: words, k: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(
        collection,
        fc.array(asked, { minLength: 2, maxLength: 2 }),
        async (sections, all) => {
          const { own, memory } = await openBoth(sections);
          for (const one of all) {
            const [a, b] = [await answersOf(own, one), await answersOf(memory, one)];
            expect(a.answers).toEqual(b.answers);
            expect(a.cosines).toHaveLength(b.cosines.length);
            for (const [at, cosine] of a.cosines.entries())
              expect(cosine).toBeCloseTo(b.cosines[at] ?? 0, 5);
          }
          await own.close();
        },
      ),
      { numRuns: 3 },
    );
  });
});
