/** @module The lines above the passages: the claim of the outcome, and no more. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/collection/answer.ts";
import { renderAfterSharing, renderAnswer, renderShared } from "../../src/reply/answer.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { quotations } from "../support/replies.ts";

const [TWO = []] = fc.sample(
  quotations.filter((all) => all.length === 2),
  { numRuns: 1, seed: 16 },
);
const MARKS = { passages: [{ id: "abcdefghijkl", best: 0 }], nearest: [] };
const ANSWER: Answer = {
  question: "When does it open?",
  outcome: "found",
  confidence: 0.9,
  answers: TWO,
  nearest: ["Hours"],
};

const LINES = {
  en: {
    found: "🔍 Found:",
    unsure: [
      "❔ Not sure this answers it. Closest passage:",
      "❔ Not sure these answer it. Closest passages:",
    ],
    message: [
      "❔ Not sure this is about it. Closest passage:",
      "❔ Not sure these are about it. Closest passages:",
    ],
    nothing: "➖ Nothing found. Try other words, or see **/documents**.",
    nothingNear: "➖ Nothing found. Closest sections:",
  },
  de: {
    found: "🔍 Gefunden:",
    unsure: [
      "❔ Unsicher, ob das die Antwort ist. Am nächsten kommt:",
      "❔ Unsicher, ob die Antwort dabei ist. Am nächsten kommen:",
    ],
    message: [
      "❔ Unsicher, ob das dazu gehört. Am nächsten kommt:",
      "❔ Unsicher, ob etwas davon dazu gehört. Am nächsten kommen:",
    ],
    nothing: "➖ Nichts gefunden. Versuch andere Wörter, oder sieh unter **/documents** nach.",
    nothingNear: "➖ Nichts gefunden. Am ehesten passen diese Abschnitte:",
  },
} as const;

describe.each(["en", "de"] as const)("the head lines (%s)", (locale) => {
  const words = wordsFor(locale);
  const lines = LINES[locale];
  const linesOf = (answer: Partial<Answer>, about: "question" | "message" = "question") =>
    renderAnswer({ ...ANSWER, ...answer }, { words, about })
      .content.split("\n")
      .slice(1);

  it("state the outcome by a sign and in words", () => {
    expect(linesOf({})).toEqual([lines.found]);
    expect(linesOf({}, "message")).toEqual([lines.found]);
    for (const count of [1, 2]) {
      const unsure = { outcome: "unsure", answers: TWO.slice(0, count) } as const;
      expect(linesOf(unsure)).toEqual([lines.unsure[count - 1]]);
      expect(linesOf(unsure, "message")).toEqual([lines.message[count - 1]]);
    }
  });

  it("name the nearest sections only where there are any", () => {
    const nothing = { outcome: "nothing", answers: [] } as const;
    expect(linesOf(nothing)).toEqual([lines.nothingNear, "- Hours"]);
    expect(linesOf({ ...nothing, nearest: [] })).toEqual([lines.nothing]);
  });

  it("stay where a private reply is shown to all, with the name of the member who shared it", () => {
    const own = renderAnswer({ ...ANSWER, marks: MARKS }, { words, isPrivate: true });
    const reply = {
      content: own.content,
      outcome: "found",
      quotations: TWO,
      passages: MARKS.passages,
    } as const;
    const { content } = renderShared(reply, "1200000000000000055", words);
    expect(content.startsWith(`${own.content}\n-# `)).toBe(true);
    expect(content).toContain("<@1200000000000000055>");
    const after = renderAfterSharing(reply, words);
    expect(after.content).toBe(own.content);
    expect(after.components[0]?.components.at(-1)).toMatchObject({ disabled: true });
  });
});

describe("a notice on a question", () => {
  const nothing = { ...ANSWER, outcome: "nothing", answers: [], nearest: [] } as const;
  const linesOf = (answer: Answer, locale: string, about: "question" | "message" = "question") =>
    renderAnswer(answer, { words: wordsFor(locale), about }).content.split("\n");

  it("in another language names the documents' language, by its name in the reader's", () => {
    const foreign = { ...nothing, notice: "language", languages: ["en", "zh"] } as const;
    expect(linesOf(foreign, "en")[1]).toBe("Most of the documents are in English and Chinese.");
    expect(linesOf(foreign, "de")[1]).toBe(
      "Die meisten Dokumente sind auf Englisch und Chinesisch.",
    );
  });

  it("without a word to search for gives advice", () => {
    const short = { ...nothing, notice: "short" } as const;
    expect(linesOf(short, "en")[1]).toMatch(/^➖ Nothing found: .* Add a few more\.$/);
    expect(linesOf(short, "de")[1]).toMatch(
      /^➖ Nichts gefunden: .* Schreib ein paar mehr dazu\.$/,
    );
  });

  it("that is a greeting describes the bot; a message gets none", () => {
    const greeting = { ...nothing, question: "hello", notice: "greeting" } as const;
    expect(linesOf(greeting, "en").join()).toMatch(/^I'm not a chatbot: I search documents/);
    const examples = ["Who may *speak*?", "What about Hours?", "Third?", "Fourth?"];
    expect(linesOf({ ...greeting, examples }, "en").slice(1)).toEqual([
      "For example:",
      String.raw`- Who may \*speak\*?`,
      "- What about Hours?",
      "- Third?",
    ]);
    expect(linesOf({ ...greeting, examples }, "de")[1]).toBe("Zum Beispiel:");
    expect(linesOf(greeting, "en", "message")).toEqual(["**hello**", LINES.en.nothing]);
  });
});
