/** @module The lines above the passages: the claim of the outcome, and no more. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Quotation } from "../../src/collection/answer.ts";
import { renderAfterSharing, renderAnswer, renderShared } from "../../src/reply/answer.ts";
import type { Message } from "../../src/reply/message.ts";
import { CATALOGUES, wordsFor } from "../../src/reply/words/words.ts";
import { proseOf, quotations } from "../support/replies.ts";

const [TWO = []] = fc.sample(
  quotations.filter((all) => all.length === 2),
  { numRuns: 1, seed: 16 },
);
const MARKS = { passages: [{ id: "abcdefghijkl", best: 0 }], nearest: [] };
const ANSWER: Answer = {
  question: "When does it open?",
  language: "en",
  outcome: "found",
  confidence: 0.9,
  isSure: false,
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
    nothing: "➖ Nichts gefunden. Versuch andere Wörter, oder sieh unter **/dokumente** nach.",
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
    const own = renderAnswer({ ...ANSWER, marks: MARKS }, { words, isShareable: true });
    const reply = {
      content: own.content,
      outcome: "found",
      quotations: TWO,
      passages: MARKS.passages,
    } as const;
    const { content } = renderShared(reply, { sharedBy: "1200000000000000055", words });
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

  it.each(Object.entries(CATALOGUES))(
    "in a script that no model reads says so, with and without passages (%s)",
    (locale, { answer }) => {
      const unread = { ...nothing, notice: "unread" } as const;
      expect(linesOf(unread, locale).slice(1)).toEqual([answer.unread, answer.nothing]);
      const unsure = { ...unread, outcome: "unsure", answers: TWO } as const;
      expect(linesOf(unsure, locale).slice(1)).toEqual([answer.unread, answer.unsure(2)]);
    },
  );

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

const TEXT = "It opens at six.";
const quotationIn = (language: string, document: string): Quotation => ({
  rank: 1,
  score: 0.5,
  excerpt: TEXT,
  highlight: null,
  shown: { parts: proseOf(TEXT), best: 0 },
  language,
  citation: {
    id: "abcdefghijkl",
    document,
    path: `${document}.md`,
    of: "file",
    start: 0,
    end: TEXT.length,
    startLine: 7,
    endLine: 7,
    sha256: "",
    current: true,
    headings: ["Hours"],
    origin: {},
  },
  alsoReportedIn: [],
  differsFrom: [],
});

const sourceOf = ({ embeds }: Message): string | undefined =>
  embeds[0]?.description?.split("\n").at(-1);
const alsoOf = ({ embeds }: Message): string | undefined => embeds[0]?.fields?.[0]?.value;

describe("the language of a quotation", () => {
  const replyTo = (asked: string, first: string, second: string, locale = "en") =>
    renderAnswer(
      {
        ...ANSWER,
        language: asked,
        answers: [quotationIn(first, "Harbour"), quotationIn(second, "Orchard")],
      },
      { words: wordsFor(locale) },
    );

  it("is named in the reader's where the question is in another", () => {
    const reply = replyTo("en", "de", "fr");
    expect(sourceOf(reply)).toBe("-# Harbour · line 7 · German");
    expect(alsoOf(reply)).toBe("**Hours** (Orchard · French) “It opens at six.”");
    expect(sourceOf(replyTo("en", "de", "fr", "de"))).toBe("-# Harbour · Zeile 7 · Deutsch");
  });

  it("is not named where it is the question's, or unknown", () => {
    for (const own of ["de", "und"]) {
      const reply = replyTo("de", own, own);
      expect(sourceOf(reply)).toBe("-# Harbour · line 7");
      expect(alsoOf(reply)).toBe("**Hours** (Orchard) “It opens at six.”");
    }
  });

  it("is compared with the reader's where the question's is unknown", () => {
    const reply = replyTo("und", "pt", "en", "pt-BR");
    expect(sourceOf(reply)).toBe("-# Harbour · linha 7");
    expect(alsoOf(reply)).toContain("(Orchard · inglês)");
  });

  it("is named alone where the document is that of the first quotation", () => {
    const answers = [quotationIn("en", "Harbour"), quotationIn("de", "Harbour")];
    expect(alsoOf(renderAnswer({ ...ANSWER, answers }))).toBe(
      "**Hours** (German) “It opens at six.”",
    );
  });

  it("is compared with the reply's where that is shared, as its question is no longer known", () => {
    const reply = {
      content: "When?",
      outcome: "found",
      quotations: [quotationIn("en", "Harbour"), quotationIn("de", "Orchard")],
      passages: MARKS.passages,
    } as const;
    const words = wordsFor("de");
    for (const shown of [
      renderShared(reply, { sharedBy: "1", words }),
      renderAfterSharing(reply, words),
    ]) {
      expect(sourceOf(shown)).toBe("-# Harbour · Zeile 7 · Englisch");
      expect(alsoOf(shown)).toMatch(/^\*\*Hours\*\* \(Orchard\) /);
    }
  });
});
