/** @module What holds of the passages of every document, whatever is in it. */

import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test, vi } from "vitest";
import { readFrontMatter } from "../../src/corpus/front-matter.ts";
import { isBoilerplate } from "../../src/corpus/boilerplate.ts";
import { blankHidden, excerptOf, type TextWithHidden } from "../../src/corpus/hidden.ts";
import { languageOf } from "../../src/corpus/document-language.ts";
import { ID_PATTERN } from "../../src/corpus/identity.ts";
import { parseText } from "../../src/corpus/parse.ts";
import { sha256 } from "../../src/base/hash.ts";
import { type Passage, splitDocument } from "../../src/corpus/passage.ts";
import { clipSpans, isBlank, type Span } from "../../src/corpus/span.ts";
import { withoutPadding } from "../../src/corpus/table.ts";
import {
  type KnownDocument,
  markdownDocument,
  plainDocument,
  wildText,
} from "../support/blocks.ts";
import {
  countTokens,
  type CutText,
  cutText,
  cutUnlessRefused,
  isWord,
  LIMITS,
  sliceOf,
} from "../support/cutting.ts";
import { runs } from "../support/runs.ts";

const RUNS = runs(60);
const WILD_RUNS = runs(300);

/** Not how long it may take, but when it is taken to hang. */
vi.setConfig({ testTimeout: 60_000 });

function forEveryDocument(check: (cut: CutText) => void): void {
  const known: readonly (readonly [fc.Arbitrary<KnownDocument>, string])[] = [
    [markdownDocument, "a.md"],
    [plainDocument, "a.txt"],
  ];
  for (const [documents, path] of known)
    fc.assert(
      fc.property(documents, ({ text }) => check(cutText(text, path))),
      { numRuns: RUNS },
    );
  fc.assert(
    fc.property(wildText, fc.constantFrom("a.md", "a.txt"), (text, path) => {
      const cut = cutUnlessRefused(text, path);
      if (cut) check(cut);
    }),
    { numRuns: WILD_RUNS },
  );
}

/** Whether spans are not empty, lie within another, keep their order and do not overlap. */
const areInOrder = (spans: readonly Span[], { start, end }: Span): boolean =>
  spans.every(
    (span, at) =>
      span.start >= (spans[at - 1]?.end ?? start) && span.start < span.end && span.end <= end,
  );

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** The part of a passage that counts toward its length. */
const measured = (document: TextWithHidden, passage: Span): string =>
  withoutPadding(blankHidden(document).slice(passage.start, passage.end));

type Holds = (text: string, passage: Passage, document: TextWithHidden) => boolean;
const FITTING: readonly (readonly [string, Holds])[] = [
  ["is a slice with its own hash", (text, it) => it.sha256 === sha256(sliceOf(text, it))],
  ["has a letter or digit", (text, it) => /[\p{L}\p{N}]/u.test(sliceOf(text, it))],
  ["has no white space at its edges", (text, it) => trimmed(sliceOf(text, it))],
  ["is cut inside no character", (text, it) => sliceOf(text, it).isWellFormed()],
  ["has sentences in it, in order", (_, it) => areInOrder(it.sentences, it)],
  ["has a sentence", (_, it) => it.sentences.length > 0],
  ["is not too long", (_, it, document) => measured(document, it).length <= LIMITS.maxCharacters],
  [
    "has not too many tokens",
    (_, it, document) => countTokens(measured(document, it)) <= LIMITS.maxTokens,
  ],
  ["begins on its first line", (text, it) => it.startLine === lineAt(text, it.start)],
  ["ends on its last line", (text, it) => it.endLine === lineAt(text, it.end - 1)],
  ["has an ID as designed", (_, it) => ID_PATTERN.test(it.id)],
];

const trimmed = (slice: string): boolean => slice === slice.trim();

describe("of every document", () => {
  test("each passage is what a passage should be", () => {
    forEveryDocument(({ text, document, passages }) => {
      const faults = passages.flatMap((passage) =>
        FITTING.flatMap(([rule, holds]) =>
          holds(text, passage, document) ? [] : [{ rule, passage }],
        ),
      );
      expect(faults).toEqual([]);
    });
  });

  test("the passages keep their order and do not overlap", () => {
    forEveryDocument(({ text, passages }) => {
      expect(areInOrder(passages, { start: 0, end: text.length })).toBe(true);
    });
  });

  test("a second cut gives the same passages", () => {
    forEveryDocument(({ text, document, passages }) => {
      const again = cutText(text, document.path).passages;
      expect(JSON.stringify(again)).toBe(JSON.stringify(passages));
    });
  });

  test("no ID stands for two passages, in one document or in two with one text", () => {
    forEveryDocument(({ text, document, passages }) => {
      const twice = cutUnlessRefused(`${text}\n\n${text}`, document.path)?.passages ?? [];
      const elsewhere = cutText(text, `b/${document.path}`).passages;
      for (const ids of [[...passages, ...elsewhere], twice].map((all) => all.map(({ id }) => id)))
        expect(new Set(ids).size).toBe(ids.length);
    });
  });
});

/** The offsets of a span's visible letters and digits that no passage holds. */
function uncovered({ document, passages }: CutText, { start, end }: Span): number[] {
  const text = blankHidden(document);
  return Array.from(
    text.slice(start, end).matchAll(/[\p{L}\p{N}]/gu),
    ({ index }) => start + index,
  ).filter(
    (offset) => !passages.some((passage) => passage.start <= offset && offset < passage.end),
  );
}

describe("the language of a passage", () => {
  const languagesIn = (text: string): readonly string[] =>
    cutText(text).passages.map(({ language }) => language);
  const [ENGLISH, GERMAN] = [
    "The gate is shut at dusk, and nobody may enter before the keeper has rung the bell.",
    "Das Tor wird am Abend geschlossen, und niemand darf hinein, bevor der Wärter da ist.",
  ];

  test("is that of its document", () => {
    expect(languagesIn("---\nlanguage: pl\n---\n\nSirena 1850.")).toEqual(["pl"]);
    expect(languagesIn("Sirena 1850.")).toEqual(["und"]);
  });

  test("is its own where its words are clear", () => {
    const sections = `## A\n\n${ENGLISH}\n\n## B\n\n${GERMAN}\n\n## C\n\nSirena 1850.\n`;
    expect(languagesIn(`---\nlanguage: de\n---\n\n${sections}`)).toEqual(["en", "de", "de"]);
    expect(languagesIn(`---\nlanguage: en\n---\n\n${sections}`)).toEqual(["en", "de", "en"]);
  });

  test("does not depend on other passages", () => {
    forEveryDocument(({ text, document, passages }) => {
      for (const passage of passages)
        expect(passage.language).toBe(languageOf(sliceOf(text, passage), document.language));
    });
  });
});

test("a document is cut by the tokens that its language has", () => {
  const text = `---\nlanguage: de\n---\n\n${"Ein Satz aus sechs guten Wörtern. ".repeat(100)}`;
  const parsed = parseText(
    { path: "a.md", text, sha256: sha256(text), bytes: Buffer.byteLength(text) },
    isWord,
  );
  const counted = new Set<string>();
  const cutWith = (share: number): number =>
    splitDocument(
      parsed,
      (part, language) => {
        counted.add(language);
        return countTokens(part) * (language === "de" ? share : 1);
      },
      LIMITS,
    ).length;
  expect(cutWith(2)).toBeGreaterThan(cutWith(1));
  expect([...counted]).toEqual(["de"]);
});

describe("text outside of passages", () => {
  test("may be inside of one where it is hidden between the items of a list, which a mark replaces", () => {
    const text = "- Baa Baa baa.\n\n<!-- Baa baa -->\n\n- Baa Baa baa.\n";
    const { document, passages } = cutText(text);
    expect(passages.map((passage) => excerptOf(document, passage))).toEqual([
      "- Baa Baa baa.\n\n[…]\n\n- Baa Baa baa.",
    ]);
  });

  test.each<[string, string, fc.Arbitrary<KnownDocument>]>([
    ["Markdown", "a.md", markdownDocument],
    ["plain text", "a.txt", plainDocument],
  ])("is, in %s, text that nobody would quote, and nothing else", (_, path, documents) => {
    fc.assert(
      fc.property(documents, ({ text, spans }) => {
        const cut = cutText(text, path);
        const shown = blankHidden(cut.document);
        for (const span of spans)
          if (span.fate === "kept") expect(uncovered(cut, span)).toEqual([]);
          // A comment between two items leaves one list, whose excerpt has a mark in its place.
          else
            expect(
              clipSpans(cut.passages, span).filter(({ start, end }) => !isBlank(shown, start, end)),
            ).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("has, in any Markdown at all, no word of the text of a plain parser", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const cut = cutUnlessRefused(text, "a.md");
        if (cut) for (const span of textNodes(text)) expect(uncovered(cut, span)).toEqual([]);
      }),
      { numRuns: WILD_RUNS },
    );
  });
});

const QUOTABLE: readonly Nodes["type"][] = ["paragraph", "list", "blockquote", "code"];

function textNodes(text: string): Span[] {
  const body = bodyStart(text);
  return fromMarkdown(text.slice(body)).children.flatMap(({ type, position }) => {
    const [start, end] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
    const span = { start: body + start, end: body + end };
    return QUOTABLE.includes(type) && !isBoilerplate(sliceOf(text, span)) ? [span] : [];
  });
}

function bodyStart(text: string): number {
  const start = readFrontMatter(text).bodyStart;
  return start + (/^\uFEFF*/.exec(text.slice(start))?.[0].length ?? 0);
}
