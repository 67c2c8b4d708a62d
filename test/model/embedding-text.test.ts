/** @module The texts that are embedded, and how they are kept within what the model reads. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddingTexts } from "../../src/model/embedding-text.ts";
import { countTokens, cutText, LIMITS } from "../support/cutting.ts";

const SETTINGS = { native: { passageTokens: LIMITS.maxTokens }, prefixTokens: 12 };

function embeddedOf(text: string, path?: string, settings = SETTINGS) {
  const { document, passages } = cutText(text, path);
  const texts = embeddingTexts(countTokens, settings);
  return {
    passages: passages.map((passage) => texts.passage(document, passage)),
    sentences: passages.flatMap((passage) => texts.sentences(document, passage)),
  };
}

describe("the text of a passage", () => {
  it("is plain, behind title and headings", () => {
    const text =
      "# Fees of *all* berths\n\n## Summer {#s}\n\nThe **fee** is [12](x.md). Pay `here`.";
    expect(embeddedOf(text)).toEqual({
      passages: ["Fees of all berths > Summer. The fee is 12. Pay here."],
      sentences: ["The fee is 12.", "Pay here."],
    });
  });

  it("has a title from a name that is made of words, and no other name", () => {
    expect(embeddedOf("It is so.", "import-notes/apple.md").passages).toEqual([
      "Import notes › Apple. It is so.",
    ]);
    expect(embeddedOf("It is so.", "kep0042x.md").passages).toEqual(["It is so."]);
  });

  it("has as many of the last headings before it as fit", () => {
    const text = "# One two three four\n\n## Five six seven eight\n\n### Nine ten\n\nIt is so.";
    const [first] = embeddedOf(text).passages;
    expect(first).toBe("Five six seven eight > Nine ten. It is so.");
    const long = `# ${"many words ".repeat(20)}\n\nIt is so.`;
    expect(embeddedOf(long).passages[0]).toBe(`${"many words ".repeat(5)}many. It is so.`);
  });
});

const names = (count: number, words: number): string =>
  `|${Array.from({ length: count }, (_, at) => `${"name ".repeat(words)}${at}`).join("|")}|\n|${"-|".repeat(count)}`;

describe("a table that grows too long with the names of its columns", () => {
  it("has them once, before its rows", () => {
    const rows = Array.from({ length: 18 }, (_, at) => `| a${at} | b | c${at} |`);
    const { passages, sentences } = embeddedOf(`${names(3, 4)}\n${rows.join("\n")}`);
    expect(passages).toHaveLength(1);
    expect(passages[0]).toMatch(/^(?:name ){4}0; [^:]*a17; b; c17$/);
    expect(sentences.at(-1)).toMatch(/^(?:name ){4}0: a17; (?:name ){4}1: b; (?:name ){4}2: c17$/);
  });

  it("is cut at the end of a row or cell where that is too long as well", () => {
    const rows = Array.from({ length: 200 }, (_, at) => `| a${at} | b | c |`);
    const { passages } = embeddedOf(`${names(3, 20)}\n${rows.join("\n")}`);
    for (const text of passages.slice(1)) {
      expect(text).toMatch(/^(?:name ){20}0; .*\na\d+/);
      expect(text).toMatch(/(?:;|\b(?:c|b|a\d+))$/);
    }
  });
});

it("never has more tokens than the settings allow", () => {
  const cell = fc.stringMatching(/^[a-z*_` .]{0,30}$/);
  const table = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.array(cell, { minLength: 8, maxLength: 80 }))
    .map(([width, cells]) => {
      const lines = Array.from({ length: Math.ceil(cells.length / width) }, (_, at) =>
        cells.slice(at * width, (at + 1) * width).join("|"),
      );
      const [head = "", ...rows] = lines.map((line) => `|${line}|`);
      return [head, `|${"-|".repeat(width)}`, ...rows].join("\n");
    });
  const joined = fc.array(fc.constantFrom("a**b**c ", "d<b>e</b>f ", "x&eacute;y "), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        table,
        joined.map((parts) => parts.join("")),
      ),
      (text) => {
        const { passages, sentences } = embeddedOf(`# T\n\n${text}`);
        for (const one of sentences) expect(countTokens(one)).toBeLessThanOrEqual(LIMITS.maxTokens);
        for (const one of passages)
          expect(countTokens(one)).toBeLessThanOrEqual(LIMITS.maxTokens + SETTINGS.prefixTokens);
      },
    ),
  );
});

it("cuts inside a sentence or a word only where more than half would go", () => {
  const countCharacters = (text: string): number => text.replace(/\s/g, "").length;
  const texts = embeddingTexts(countCharacters, {
    native: { passageTokens: 20 },
    prefixTokens: 5,
  });
  const document = {
    path: "a.md",
    of: "file",
    hidden: [],
    language: "en",
    title: "T",
    titleFrom: "file name",
  } as const;
  const embed = (text: string): string => {
    const whole = { start: 0, end: text.length };
    const passage = {
      ...whole,
      language: "en",
      headings: [],
      insets: [{ ...whole, kind: "rows" } as const],
      columns: ["Name", "Word"],
    };
    return texts.passage({ ...document, text }, passage);
  };
  expect(embed(`| a | ${"b".repeat(40)} |`)).toBe("Name; Word\na;");
  expect(embed(`| ${"b ".repeat(9)}${"c".repeat(30)} | d |`)).toBe("Name; Word\nb b b b b b b b b");
  const joined = { start: 0, end: 120, language: "en", headings: [] };
  expect(texts.passage({ ...document, text: "a**b**".repeat(20) }, joined)).toBe("ab".repeat(10));
});

describe("a passage in another language than its document", () => {
  /** Counts a word twice in German. */
  const countIn = (text: string, language: string): number =>
    countTokens(text) * (language === "de" ? 2 : 1);
  const texts = embeddingTexts(countIn, { native: { passageTokens: 10 }, prefixTokens: 8 });
  const text = "One two three four five. Six seven eight.";
  const document = {
    path: "a.md",
    of: "file",
    hidden: [],
    language: "en",
    title: "A title of many words",
    titleFrom: "heading",
    text,
  } as const;
  const passageIn = (language: string) => ({
    start: 0,
    end: text.length,
    language,
    headings: ["Heading"],
    sentences: [{ start: 0, end: text.length }],
  });

  it("has as many tokens of its own language as the settings allow", () => {
    expect(texts.passage(document, passageIn("en"))).toBe(
      `A title of many words > Heading. ${text}`,
    );
    expect(texts.passage(document, passageIn("de"))).toBe("Heading. One two three four");
    expect(texts.sentences(document, passageIn("de"))).toEqual(["One two three four"]);
  });

  it("is not counted where it is in the language by which it was split", () => {
    expect(texts.passage({ ...document, language: "de" }, passageIn("de"))).toBe(
      `Heading. ${text}`,
    );
  });
});
