/** @module Remarks on a question, besides the outcome. */

import { describe, expect, it } from "vitest";
import type { Library } from "../../src/collection/library.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, HARBOUR, openAt, type Place, placeWith } from "../support/library.ts";

const HARBOURS = `${HARBOUR}\n${"## More of it\n\nNobody may moor at the pier while the pilot is away, for the tide there is strong and the stones are sharp.\n\n".repeat(4)}`;

const LADDER = "# The ladder\n\nThe ladder has 90 rungs and leans on the wall.\n";

async function opened(
  files: Readonly<Record<string, string>> = { "a.md": HARBOURS },
): Promise<{ library: Library; embedder: ReturnType<typeof fakeEmbedder> }> {
  const embedder = fakeEmbedder();
  const place: Place = { ...(await placeWith(files)), embedder };
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
      language: "en",
      outcome: "nothing",
      confidence: 0,
      isSure: false,
      answers: [],
      nearest: [],
      notice: "greeting",
      examples: await library.examples(),
    });
    expect(embedder.asked()).toBe(before);
  });

  it("is in its own language, not in that of the documents", async () => {
    expect(await ask("Danke schön!")).toMatchObject({ notice: "greeting", language: "de" });
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

  it("gets the three languages that the most passages are in", async () => {
    const sections = (count: number): string =>
      Array.from({ length: count }, (_, at) => `# ${at}\n\nPier ${at} (12).\n`).join("\n");
    const counts = { es: 2, en: 4, it: 1, de: 3 };
    const files = Object.entries(counts).map(([language, count]) => [
      `${language}.md`,
      `---\nlanguage: ${language}\n---\n\n${sections(count)}`,
    ]);
    const { library } = await opened(Object.fromEntries(files));
    const question = "Combien de poires y a-t-il dans le verger, et qui peut les manger ?";
    expect(await library.ask(question, { top: 3 })).toMatchObject({
      language: "fr",
      notice: "language",
      languages: ["en", "de", "es"],
    });
    const italian = await library.ask("Quante pere ci sono nel frutteto?", { top: 3 });
    expect(italian).toMatchObject({ language: "it" });
    expect(italian).not.toHaveProperty("notice");
  });

  it("gets no language that few passages are in, nor is it one of theirs", async () => {
    const sections = Array.from({ length: 12 }, (_, at) => `# ${at}\n\nKai ${at} (12).\n`);
    const { library } = await opened({
      "a.md": `---\nlanguage: de\n---\n\n${sections.join("\n")}`,
      "b.md": "---\nlanguage: en\n---\n\nPier 13 (12).\n",
    });
    const question = "How many pears are there in the orchard, and who may eat of them?";
    expect(await library.ask(question, { top: 3 })).toMatchObject({
      language: "en",
      notice: "language",
      languages: ["de"],
    });
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

describe("a question in a script that no model reads", () => {
  it("finds a passage that has a name or number of it, as unsure", async () => {
    const { library, embedder } = await opened({ "a.md": HARBOURS, "b.md": LADDER });
    const before = embedder.asked();
    for (const [question, text] of [
      ["متى يفتح Harbour في الصباح؟", "harbour opens at six"],
      ["كم طول السلم، 90؟", "90 rungs"],
      ["كم طول السلم، 91؟", undefined],
    ] as const) {
      const answer = await library.ask(question, { top: 1 });
      expect(answer.notice).toBe("unread");
      expect(answer.outcome).toBe(text === undefined ? "nothing" : "unsure");
      expect(answer.answers[0]?.excerpt ?? "").toContain(text ?? "");
    }
    expect(embedder.asked()).toBe(before);
  });

  it("shows no passage without one, however many are asked for", async () => {
    const { library } = await opened({ "a.md": HARBOURS, "b.md": LADDER });
    const { answers } = await library.ask("كم طول السلم، 90؟", { top: 3, always: true });
    expect(answers.map(({ citation }) => citation.path)).toEqual(["b.md"]);
  });

  it("finds nothing without one, and no section is near", async () => {
    const answer = await ask("متى يفتح المرفأ في الصباح؟");
    expect(answer).toMatchObject({ outcome: "nothing", notice: "unread", answers: [] });
    expect(answer).toMatchObject({ language: "ar", nearest: [] });
  });
});
