/** @module The lines above the passages: the claim of the outcome, and no more. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/collection/answer.ts";
import { renderAnswer, renderShared } from "../../src/reply/answer.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { quotations } from "../support/replies.ts";

const [PASSAGES = []] = fc.sample(quotations, { numRuns: 1, seed: 16 });
const ANSWER: Answer = {
  question: "When does it open?",
  outcome: "found",
  confidence: 0.9,
  answers: PASSAGES,
  nearest: ["Hours"],
};

const LINES = {
  en: {
    unsure: "Not sure these answer it. Closest passages:",
    message: "Not sure these bear on it. Closest passages:",
    nothing: "Nothing found.",
    nothingNear: "Nothing found. Nearest sections:",
  },
  de: {
    unsure: "Nicht sicher, ob das die Frage beantwortet. Am ehesten passen diese Stellen:",
    message: "Nicht sicher, ob das dazu gehört. Am ehesten passen diese Stellen:",
    nothing: "Nichts gefunden.",
    nothingNear: "Nichts gefunden. Am ehesten passen diese Abschnitte:",
  },
} as const;

describe.each(["en", "de"] as const)("the head lines (%s)", (locale) => {
  const words = wordsFor(locale);
  const lines = LINES[locale];
  const linesOf = (answer: Partial<Answer>, about: "question" | "message" = "question") =>
    renderAnswer({ ...ANSWER, ...answer }, { words, about })
      .content.split("\n")
      .slice(1);

  it("are none over a find", () => {
    expect(linesOf({})).toEqual([]);
    expect(linesOf({}, "message")).toEqual([]);
  });

  it("say that what is shown may not be it", () => {
    expect(linesOf({ outcome: "unsure" })).toEqual([lines.unsure]);
    expect(linesOf({ outcome: "unsure" }, "message")).toEqual([lines.message]);
  });

  it("name the nearest sections only where there are any", () => {
    const nothing = { outcome: "nothing", answers: [] } as const;
    expect(linesOf(nothing)).toEqual([lines.nothingNear, "- Hours"]);
    expect(linesOf({ ...nothing, nearest: [] })).toEqual([lines.nothing]);
  });

  it("are the same where a private reply is shown to all", () => {
    const shared = (outcome: "found" | "unsure"): string =>
      renderShared("**Q**", { about: "question", outcome }, PASSAGES, words).content;
    expect(shared("found")).toBe("**Q**");
    expect(shared("unsure")).toBe(`**Q**\n${lines.unsure}`);
  });
});

describe("a notice on a question", () => {
  const nothing = { ...ANSWER, outcome: "nothing", answers: [], nearest: [] } as const;
  const linesOf = (answer: Answer, locale: string, about: "question" | "message" = "question") =>
    renderAnswer(answer, { words: wordsFor(locale), about }).content.split("\n");

  it("in another language names the documents' language, by its name in the reader's", () => {
    const foreign = { ...nothing, notice: "language", languages: ["eng", "cmn"] } as const;
    expect(linesOf(foreign, "en")[1]).toBe("The documents are in English and Chinese.");
    expect(linesOf(foreign, "de")[1]).toBe("Die Dokumente sind auf Englisch und Chinesisch.");
  });

  it("without a word to search for gives advice", () => {
    const short = { ...nothing, notice: "short" } as const;
    expect(linesOf(short, "en")[1]).toMatch(/^Nothing found: .* Ask with a few more\.$/);
    expect(linesOf(short, "de")[1]).toMatch(/^Nichts gefunden: .* Frag etwas ausführlicher\.$/);
  });

  it("that is a greeting describes the bot; a message gets none", () => {
    const greeting = { ...nothing, question: "hello", notice: "greeting" } as const;
    expect(linesOf(greeting, "en").join()).toMatch(/^I am a bot that searches documents/);
    const examples = ["Who may *speak*?", "What about Hours?", "Third?", "Fourth?"];
    expect(linesOf({ ...greeting, examples }, "en").slice(1)).toEqual([
      "For example:",
      String.raw`- Who may \*speak\*?`,
      "- What about Hours?",
      "- Third?",
    ]);
    expect(linesOf({ ...greeting, examples }, "de")[1]).toBe("Zum Beispiel:");
    expect(linesOf(greeting, "en", "message")).toEqual(["**hello**", "Nothing found."]);
  });
});
