/** @module An excerpt within a budget: whole pieces around the best one, every cut shown, all else verbatim. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Shown, ShownPart } from "../../src/corpus/shown.ts";
import { renderBest, renderPassage } from "../../src/reply/excerpt.ts";
import { CUT } from "../../src/reply/pieces.ts";
import { plain, shownBy } from "../support/discord-markdown.ts";
import { plainSentence } from "../support/prose.ts";
import { proseOf, shown } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

const ofSentences = (sentences: readonly string[], best: number | null): Shown => ({
  parts: sentences.map((text, at) => ({
    kind: "prose",
    before: at === 0 ? "" : " ",
    runs: [{ text }],
  })),
  best,
});

/** The excerpt without the marks of cuts. */
const quotedIn = (rendered: string): string =>
  rendered.replace(/^\[…\] /, "").replace(/ \[…\]$/, "");
const isCutBefore = (rendered: string): boolean => rendered.startsWith(`${CUT} `);
const isCutAfter = (rendered: string): boolean => rendered.endsWith(` ${CUT}`);

const someBest = fc.tuple(
  fc.array(plainSentence, { minLength: 1, maxLength: 14 }),
  fc.nat(100),
  fc.integer({ min: 260, max: 1_500 }),
);

describe("an excerpt of prose", () => {
  test("has whole sentences around the best, within the budget, and marks each cut", () => {
    fc.assert(
      fc.property(someBest, ([sentences, pick, budget]) => {
        const text = sentences.join(" ");
        const best = pick % sentences.length;
        const rendered = renderPassage(ofSentences(sentences, best), budget);
        const quoted = quotedIn(rendered).replaceAll("**", "");
        const at = text.indexOf(quoted);
        expect(rendered.length).toBeLessThanOrEqual(budget);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(quoted).toContain(sentences[best]);
        expect(isCutBefore(rendered)).toBe(at > 0);
        expect(isCutAfter(rendered)).toBe(at + quoted.length < text.length);
      }),
      { numRuns: runs(500) },
    );
  });

  test("has as many sentences as fit", () => {
    const sentences = Array.from({ length: 20 }, (_, at) => `Sentence ${at} of twenty is here.`);
    const rendered = renderPassage(ofSentences(sentences, null), 300);
    expect(rendered.length).toBeGreaterThan(300 - 2 * (CUT.length + 1) - 40);
    expect(rendered).toMatch(/^Sentence 0 /);
  });

  test("has the best sentence in bold unless it is all that is shown", () => {
    const sentences = ["One is here.", "Two is the best.", "Three is last."];
    expect(renderPassage(ofSentences(sentences, 1), 4_000)).toBe(
      "One is here. **Two is the best.** Three is last.",
    );
    expect(renderPassage(ofSentences(sentences, 1), 28)).toBe("[…] Two is the best. […]");
    expect(renderPassage(ofSentences(["One."], 0), 4_000)).toBe("One.");
  });

  test("shortens a sentence that is too long to its first words", () => {
    const text = `It ${"goes on and ".repeat(200)}ends.`;
    const rendered = renderPassage(ofSentences([text], null), 400);
    expect(rendered).toMatch(/^It goes on .* \[…\]$/);
    expect(text.startsWith(`${quotedIn(rendered)} `)).toBe(true);
    expect(rendered.length).toBeGreaterThan(350);
  });
});

test("links are masked where Discord shows them so, and text elsewhere", () => {
  const link = (text: string, href: string): string =>
    renderPassage(
      { parts: [{ kind: "prose", before: "", runs: [{ text, href }] }], best: null },
      900,
    );
  expect(link("the form", "https://example.org/a_b")).toBe("[the form](https://example.org/a_b)");
  expect(link("the *form*", "https://example.org/")).toBe(String.raw`the \*form\*`);
  expect(link("bank.org", "https://example.org/")).toBe("bank.org");
  expect(link("here", "/guide/intro.md")).toBe("here");
  expect(link("here", "javascript:alert(1)")).toBe("here");
  const address = "See https://example.org/a_b. Or https://wiki/x.";
  expect(renderPassage({ parts: proseOf(address), best: null }, 900)).toBe(
    String.raw`See https://example.org/a_b. Or https\://wiki/x.`,
  );
});

const row = (cells: readonly [string, string][], isHeader = false): ShownPart => ({
  kind: "row",
  before: "\n",
  table: 0,
  isHeader,
  cells: cells.map(([column, text]) => ({ column, text })),
});

describe("a table", () => {
  const narrow = [
    row(
      [
        ["", "Room"],
        ["", "Seats"],
      ],
      true,
    ),
    row([
      ["Room", "Blue"],
      ["Seats", "12"],
    ]),
    row([
      ["Room", "Red room"],
      ["Seats", "4"],
    ]),
  ];

  test("is a block of code where a phone has its width", () => {
    expect(renderPassage({ parts: narrow, best: 1 }, 900)).toBe(
      "```\nRoom      Seats\nBlue      12\nRed room  4\n```",
    );
  });

  test("has the names of its columns though its header is above the passage", () => {
    expect(renderPassage({ parts: narrow.slice(1), best: null }, 900)).toMatch(/^```\nRoom  /);
  });

  test("is reduced to its best row, by column, where it is too wide", () => {
    const wide = "a cell of many words that go on";
    const rows = [
      row(
        [
          ["", "Question"],
          ["", "One account"],
        ],
        true,
      ),
      row([
        ["Question", "Who?"],
        ["One account", wide],
      ]),
      row([
        ["Question", "When?"],
        ["One account", `${wide}, at *six*`],
      ]),
      row([
        ["Question", "Where?"],
        ["One account", wide],
      ]),
    ];
    expect(renderPassage({ parts: rows, best: 2 }, 900)).toBe(
      `[…]\nQuestion\\: **When?**\nOne account\\: **${wide}, at \\*six\\***\n[…]`,
    );
  });
});

test("a table too wide without a best row is one line a row", () => {
  const cells = (text: string) =>
    [
      ["Who?", text],
      ["A name of a column", text],
    ] as [string, string][];
  const rows = [
    row(
      [
        ["", "Who?"],
        ["", "A name of a column"],
      ],
      true,
    ),
    row(cells("a".repeat(30))),
    row(cells("b")),
  ];
  expect(renderPassage({ parts: rows, best: null }, 900)).toBe(
    `Who? ${"a".repeat(30)} · A name of a column\\: ${"a".repeat(30)}\nWho? b · A name of a column\\: b`,
  );
});

test("code that is too long keeps its block, and whole lines", () => {
  const text = Array.from({ length: 40 }, (_, at) => `const line${at} = ${at};`).join("\n");
  const parts: ShownPart[] = [{ kind: "code", before: "", text }];
  expect(renderPassage({ parts, best: 0 }, 120)).toMatch(
    /^```\nconst line0 = 0;\n(?:const line\d+ = \d+;\n)+```\n\[…\]$/,
  );
  expect(renderBest({ parts, best: 0 }, 120)).toBe("const line0 = 0; […]");
});

test("short lines count as much as whole ones where a screen must not be filled", () => {
  const parts = Array.from("abcdefghij", (text): ShownPart => ({
    kind: "prose",
    before: "\n",
    runs: [{ text }],
  }));
  expect(renderPassage({ parts, best: 0 }, 130, 40)).toBe("**a**\nb\nc […]");
  expect(renderPassage({ parts, best: 0 }, 130)).toMatch(/j$/);
});

test("a passage whose section goes on is marked", () => {
  const parts = proseOf("One is here.");
  expect(renderPassage({ parts, best: null, edges: "after" }, 900)).toBe("One is here. […]");
  expect(renderPassage({ parts, best: null, edges: "both" }, 900)).toBe("[…] One is here. […]");
});

test("code is a block, unless it contains the fence of one", () => {
  const of = (text: string): string =>
    renderPassage({ parts: [{ kind: "code", before: "", text }], best: null }, 900);
  expect(of("a < b\n  *c*")).toBe("```\na < b\n  *c*\n```");
  expect(of("a ``` b")).toBe(String.raw`a \`\`\` b`);
});

describe("an excerpt of anything", () => {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "");
  const textOf = (part: ShownPart): string => {
    if (part.kind === "prose") return part.runs.map(({ text }) => text).join("");
    return part.kind === "code" ? part.text : part.cells.map(({ text }) => text).join("\n");
  };

  test("is within its budget, and cut inside no character", () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 60, max: 4_096 }), (passage, budget) => {
        const rendered = renderPassage(passage, budget);
        expect(rendered.length).toBeLessThanOrEqual(budget);
        expect(rendered.isWellFormed()).toBe(true);
        expect(renderBest(passage, budget).length).toBeLessThanOrEqual(budget);
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("shows every letter of prose and code, in order, and no word that the passage does not have", () => {
    fc.assert(
      fc.property(shown, (passage) => {
        const seen = shownBy(renderPassage(passage, 100_000)).text;
        const wanted = passage.parts.filter(({ kind }) => kind !== "row").map(textOf);
        let at = 0;
        for (const letter of letters(wanted.join(""))) {
          at = seen.indexOf(letter, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
        const columns = passage.parts.flatMap((part) =>
          part.kind === "row" ? part.cells.map(({ column }) => column) : [],
        );
        const known = letters([...passage.parts.map(textOf), ...columns].join(""));
        for (const word of seen.split(/[^\p{L}\p{N}]+/u)) expect(known).toContain(word);
      }),
      { numRuns: runs(500) },
    );
  });

  test("shows prose verbatim, with no mark but bold and links", () => {
    const prose = shown.map(({ parts, best }) => ({
      parts: parts.filter((part) => part.kind === "prose" && textOf(part).trim() !== ""),
      best,
    }));
    fc.assert(
      fc.property(prose, (passage) => {
        const rendered = shownBy(renderPassage(passage, 100_000));
        const written = passage.parts.map((part) => part.before + textOf(part)).join("");
        expect(plain(rendered.text)).toBe(plain(written));
        expect(["strong", "url", "link"]).toEqual(expect.arrayContaining([...rendered.marks]));
      }),
      { numRuns: runs(500) },
    );
  });
});
