import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topK } from "../../src/search/top-k.ts";
import { buildLexical, passageTerms, type PassageTerms } from "../../src/search/lexical.ts";
import { stem } from "../../src/corpus/languages/en.ts";
import { analyserFor } from "../../src/search/terms.ts";
import { cutText } from "../support/cutting.ts";

const { termsOf } = analyserFor("en");

describe("terms", () => {
  it.each([
    ["The soldiers were evacuated", ["soldier", "evacuat"]],
    ["82nd Airborne", ["82nd", "airborn"]],
    ["an F-16 jet", ["f16", "16", "jet"]],
    ["RFC 6585", ["rfc", "6585"]],
    ["14,000 troops", ["14000", "troop"]],
    ["Kata’ib Hezbollah's café", ["kataib", "hezbollah", "cafe"]],
    ["in the U.S. army", ["us", "armi"]],
    ["release 3.14.1", ["releas", "3.14.1"]],
    ["read_line()", ["readlin", "read", "line"]],
    ["東京都", ["東京", "京都"]],
    ["of the and theres wheres", []],
  ])("of %s", (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it.each([
    ["evacuate evacuated evacuating evacuation evacuations"],
    ["storm stormed storming storms"],
    ["party parties"],
    ["box boxes"],
    ["stop stopped stopping stops"],
    ["attack attacks attacked attacking"],
  ])("joins %s", (words) => {
    expect(new Set(termsOf(words)).size).toBe(1);
  });

  it.each([["policy police"], ["general generation"], ["was wash"]])("keeps %s apart", (words) => {
    const [first, second] = words.split(" ");
    expect(stem(first ?? "")).not.toBe(stem(second ?? ""));
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) =>
        termsOf(text).every((term) => term.length > 0),
      ),
    );
  });
});

describe("the terms of a passage", () => {
  it("are those of its plain text, its rows with the names of their columns", () => {
    const { document, passages } = cutText(
      "# Fees\n\n## Of *berths*\n\nSee [the office](mole.html).\n\n| Berth | Fee |\n|-|-|\n| North | 12 |",
    );
    expect(passages.map((passage) => passageTerms(document, passage))).toMatchObject([
      {
        headings: ["fee", "berth"],
        text: ["see", "offic", "berth", "fee", "berth", "north", "fee", "12"],
        sentences: [
          ["see", "offic"],
          ["berth", "fee"],
          ["berth", "north", "fee", "12"],
        ],
      },
    ]);
  });

  it("are those of its title too, unless that is a code", () => {
    const headingsOf = (path: string): readonly string[] | undefined => {
      const { document, passages } = cutText("It is so.", path);
      return passages[0] && passageTerms(document, passages[0]).headings;
    };
    expect(headingsOf("import-notes/apple.md")).toEqual(["import", "note", "appl"]);
    expect(headingsOf("kep0042x.md")).toEqual([]);
  });
});

describe("the terms of a passage in a language", () => {
  const passageIn = (language: string) => {
    const { document, passages } = cutText(
      `---\nlanguage: ${language}\n---\n\n# Fees\n\nGirls, 1.500.`,
    );
    return passages[0] && passageTerms(document, passages[0]);
  };

  it("are made by its rules, its headings too", () => {
    expect(passageIn("en")).toMatchObject({
      language: "en",
      headings: ["fee"],
      text: ["girl", "1.500"],
      words: ["fees", "girls"],
    });
    expect(passageIn("de")).toMatchObject({ language: "de", text: ["girl", "1500"] });
    expect(passageIn("hu")).toMatchObject({
      language: "hu",
      headings: ["fees"],
      text: ["girls", "1.500"],
    });
  });
});

/** A term that all languages share, and languages. */
const sharedTerm = fc.constantFrom("sirena", "1850", "gift", "die", "und");
const language = fc.constantFrom("en", "de", "und");
const inLanguages = fc.array(
  fc
    .record({ language, text: fc.array(sharedTerm, { maxLength: 6 }) })
    .map((own): PassageTerms => ({
      ...own,
      headings: [],
      sentences: [own.text],
      length: own.text.length,
      words: own.text,
    })),
  { maxLength: 16 },
);

describe("an index of several languages", () => {
  it("searches and counts each as an index of its passages alone does", () => {
    fc.assert(
      fc.property(
        inLanguages,
        fc.array(sharedTerm, { maxLength: 4 }),
        language,
        (all, terms, of) => {
          const rows = [...all.keys()].filter((row) => all[row]?.language === of);
          const [index, alone] = [
            buildLexical(all),
            buildLexical(all.filter((passage) => passage.language === of)),
          ];
          expect(index.matching(of, terms, 9)).toEqual(
            alone.matching(of, terms, 9).map(({ row, score }) => ({ row: rows[row], score })),
          );
          expect(index.frequencies(of, terms)).toEqual(alone.frequencies(of, terms));
          const [countsOf, countsAlone] = [index, alone].map((one) =>
            one.counter(new Map([[of, terms]])),
          );
          expect(rows.map((row) => countsOf?.(row))).toEqual(
            rows.map((_, row) => countsAlone?.(row)),
          );
        },
      ),
    );
  });

  it("counts no terms in a passage of another language", () => {
    fc.assert(
      fc.property(
        inLanguages,
        fc.array(sharedTerm, { maxLength: 4 }),
        language,
        (all, terms, of) => {
          const countsOf = buildLexical(all).counter(new Map([[of, terms]]));
          for (const [row, passage] of all.entries()) {
            const count = passage.language === of ? terms.length : 0;
            expect(countsOf(row).terms).toHaveLength(count);
            expect(countsOf(row).length).toBe(passage.length);
          }
        },
      ),
    );
  });

  it("knows words of all languages", () => {
    const passage = (of: string, word: string): PassageTerms => ({
      language: of,
      headings: [],
      text: [],
      sentences: [],
      length: 0,
      words: [word],
    });
    const index = buildLexical([passage("en", "harbour"), passage("de", "hafen")]);
    expect([index.wordsNear("habour"), index.wordsNear("hafn")]).toEqual([["harbour"], ["hafen"]]);
  });
});

describe("the best of many scores", () => {
  it("are those that sorting all would put first", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 60 }), (all, k) => {
        const sorted = all
          .map((score, row) => ({ row, score }))
          .filter(({ score }) => score > 0)
          .toSorted((a, b) => b.score - a.score || a.row - b.row);
        expect(topK(Float64Array.from(all), k)).toEqual(sorted.slice(0, k));
      }),
    );
  });
});
