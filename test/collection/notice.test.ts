/** @module Remarks on a question, besides the outcome. */

import { describe, expect, it } from "vitest";
import { languagesOf } from "../../src/collection/notice.ts";
import type { Library } from "../../src/collection/library.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, type Place, placeWith } from "../support/library.ts";

const HARBOURS = `${HARBOUR}\n${"## More of it\n\nNobody may moor at the pier while the pilot is away, for the tide there is strong and the stones are sharp.\n\n".repeat(4)}`;

async function opened(): Promise<{ library: Library; embedder: ReturnType<typeof fakeEmbedder> }> {
  const embedder = fakeEmbedder();
  const place: Place = { ...(await placeWith({ "a.md": HARBOURS })), embedder };
  await buildAt(place);
  return { library: await openAt(place), embedder };
}

const ask = async (question: string) =>
  (await opened()).library.ask(question, { top: 3, marks: 5 });

describe("a greeting", () => {
  it("is none of the documents' business: nothing is searched for", async () => {
    const { library, embedder } = await opened();
    const before = embedder.asked();
    expect(await library.ask("  Hi!\n", { top: 3, always: true })).toEqual({
      question: "Hi!",
      outcome: "nothing",
      confidence: 0,
      answers: [],
      nearest: [],
      notice: "greeting",
      examples: await library.examples(),
    });
    expect(embedder.asked()).toBe(before);
  });
});

describe("a question without a word to search for", () => {
  it("is short where nothing is found, and no section is near", async () => {
    const answer = await ask("what is it?");
    expect(answer).toMatchObject({ outcome: "nothing", notice: "short", nearest: [] });
    expect(answer.marks).toMatchObject({ nearest: [], passages: [] });
  });
});

describe("a question in another language", () => {
  it("gets the language of the documents", async () => {
    const answer = await ask("Wie viele Birnen hat der Obstgarten, und wer darf sie essen?");
    expect(answer).toMatchObject({ notice: "language", languages: ["en"] });
  });

  it("gets no notice where passages are found", async () => {
    const answer = await ask("Wann ist und war das: harbour opens at six in the morning, its gate");
    expect(answer.outcome).toBe("found");
    expect(answer).not.toHaveProperty("notice");
  });

  it("is none in the documents' own", async () => {
    const answer = await ask("How many pears are there in the orchard, and who may eat of them?");
    expect(answer.outcome).toBe("nothing");
    expect(answer).not.toHaveProperty("notice");
  });
});

describe("the languages of a collection", () => {
  const documentsOf = (texts: readonly string[]) => {
    let reads = 0;
    const documents = async (offset: number, limit: number) => {
      reads += 1;
      return texts.slice(offset, offset + limit).map((text) => ({ document: { text } }) as never);
    };
    const counts = { documents: texts.length, passages: 1, sentences: 1 };
    return { snapshot: { counts, documents }, reads: () => reads };
  };

  it("are read from documents all over it, once", async () => {
    const german = "Der Obstgarten hat vierzig Apfelbäume, und niemand darf dort etwas pflücken. ";
    const half = Array.from({ length: 100 }, () => ORCHARD.repeat(3));
    const { snapshot, reads } = documentsOf([...half, ...half.map(() => german.repeat(9))]);
    expect((await languagesOf(snapshot)).toSorted()).toEqual(["de", "en"]);
    const once = reads();
    await languagesOf(snapshot);
    expect(reads()).toBe(once);
    expect(once).toBeLessThanOrEqual(40);
  });

  it("are unknown of none, and of a line", async () => {
    expect(await languagesOf(documentsOf([]).snapshot)).toEqual([]);
    expect(await languagesOf(documentsOf(["The harbour is shut."]).snapshot)).toEqual([]);
  });
});
