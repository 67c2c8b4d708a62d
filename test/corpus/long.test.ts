/** @module What is longer than a passage may be, and where it is cut. */

import { describe, expect, test } from "vitest";
import { withoutPadding } from "../../src/corpus/table.ts";
import { countTokens, cutText, LIMITS, passagesOf, sliceOf } from "../support/cutting.ts";

const items = (count: number, of: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => of(at));

/** Within both limits, all of them. */
function expectShort(passages: readonly string[]): void {
  for (const passage of passages) {
    const measured = withoutPadding(passage);
    expect(measured.length).toBeLessThanOrEqual(LIMITS.maxCharacters);
    expect(countTokens(measured)).toBeLessThanOrEqual(LIMITS.maxTokens);
  }
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, "");

/** Cuts a text that is one block, and checks that nothing but white space is lost by it. */
function cutsOf(text: string): readonly string[] {
  const passages = passagesOf(text);
  expectShort(passages);
  expect(withoutBlanks(passages.join(""))).toBe(withoutBlanks(text));
  return passages;
}

const sentence = (at: number): string =>
  `Sentence number ${at} says something of the thing with the number ${at * 7919}.`;
const item = (at: number): string =>
  `- Item ${at} of the list, which goes on for a while ${at * 7919}`;
const row = (at: number): string => `| row ${at} | ${at * 7919} and a few words more |`;
const line = (at: number): string => `    call(${at}, "${at * 7919}"); // indented`;

const table = (count: number, dashes = 3): string =>
  ["| name | value |", `|${"-".repeat(dashes)}|---|`, ...items(count, row)].join("\n");
const code = (count: number): string => ["```ts", ...items(count, line), "```"].join("\n");

describe("what fits is kept whole", () => {
  test.each<[string, string]>([
    ["a paragraph", items(12, sentence).join(" ")],
    ["a list", items(12, item).join("\n")],
    ["a loose list", items(10, item).join("\n\n")],
    ["a nested list", `- Outer\n${items(8, (at) => `  ${item(at)}`).join("\n")}`],
    ["a numbered list", items(10, (at) => `${at + 1}. ${sentence(at)}`).join("\n")],
    ["a table", table(12)],
    ["code", code(9)],
    ["code with empty lines", code(9).replaceAll("\n", "\n\n")],
    ["a quotation", items(8, (at) => `> ${sentence(at)}`).join("\n")],
  ])("%s", (_, text) => {
    expect(passagesOf(text)).toEqual([text]);
  });
});

describe("what does not fit is cut", () => {
  test("a paragraph, between sentences", () => {
    const passages = cutsOf(items(60, sentence).join(" "));
    expect(passages.length).toBeGreaterThan(3);
    for (const passage of passages) expect(passage).toMatch(/^Sentence number [^]*\.$/);
  });

  test("a wrapped paragraph, between sentences, not at line ends", () => {
    for (const passage of cutsOf(items(60, sentence).join(" ").replaceAll(" says ", "\r\nsays ")))
      expect(passage).toMatch(/^Sentence number [^]*\.$/);
  });

  test("a list, between items", () => {
    for (const passage of cutsOf(items(60, item).join("\n"))) expect(passage).toMatch(/^- Item \d/);
  });

  test("a list with an item too long for itself, inside that item alone", () => {
    const text = [item(1), `- Long: ${items(30, sentence).join(" ")}`, item(2)].join("\n");
    for (const passage of cutsOf(text)) expect(passage).toMatch(/^(- |Sentence number)/);
  });

  test("a nested list, between items", () => {
    const text = items(40, (at) => (at % 4 === 0 ? item(at) : `  ${item(at)}`)).join("\n");
    for (const passage of cutsOf(text)) expect(passage).toMatch(/^- Item \d/);
  });

  test("a table, between rows", () => {
    for (const passage of cutsOf(table(80))) expect(passage).toMatch(/^\| (row|name)[^]*\|$/);
  });

  test("code, between lines", () => {
    for (const passage of cutsOf(code(80)))
      expect(passage).toMatch(/^(```ts|call\()[^]*(indented|```)$/);
  });

  test("a quotation, between sentences, with its marks", () => {
    const passages = cutsOf(items(60, (at) => `> ${sentence(at)}`).join("\n"));
    expect(passages.length).toBeGreaterThan(3);
  });

  test("one sentence, between words", () => {
    const text = `${items(900, (at) => `word${at}`).join(" ")}.`;
    const passages = cutsOf(text);
    expect(passages.flatMap((passage) => passage.split(" ")).join(" ")).toBe(text);
  });

  test("one word, inside it, but inside no character", () => {
    for (const unit of ["x", "😀", "e\u0301\u0323", "👩\u200d👩\u200d👧", "字"]) {
      const text = `w${unit.repeat(3_000)}`;
      const passages = passagesOf(text);
      expectShort(passages);
      expect(passages.every((passage) => passage.isWellFormed())).toBe(true);
      if (!/\p{M}|\p{Emoji}/u.test(unit)) expect(passages.join("")).toBe(text);
    }
  });

  test("to pieces that are no crumbs", () => {
    const { text, passages } = cutText(items(200, sentence).join(" "));
    for (const passage of passages) expect(sliceOf(text, passage).length).toBeGreaterThan(250);
  });

  test("into passages with the sentences of the paragraph", () => {
    const sentences = items(60, sentence);
    const { text, passages } = cutText(sentences.join(" "));
    const found = passages.flatMap((passage) =>
      passage.sentences.map((span) => sliceOf(text, span)),
    );
    expect(found).toEqual(sentences);
  });
});

describe("the limits hold where marks are long", () => {
  test.each<[string, string]>([
    ["the line below a table's head", table(20, 3_000)],
    ["many marks of quotation", items(20, (at) => `${">".repeat(300)} ${sentence(at)}`).join("\n")],
    ["items in items", `${"- ".repeat(300)}${sentence(1)}`],
    ["a fence", `${"`".repeat(3_000)}\n${line(1)}\n${"`".repeat(3_000)}`],
    ["empty lines of a quotation", `> ${sentence(1)}\n${">\n".repeat(900)}> ${sentence(2)}`],
    ["a list's empty items", `${item(1)}\n${"-\n".repeat(900)}${item(2)}`],
  ])("%s", (_, text) => {
    const passages = passagesOf(text);
    expect(passages.length).toBeGreaterThan(0);
    expectShort(passages);
  });
});

/** Each took minutes, or all of the stack, once: that they end is what is tested. */
describe("texts made to be hard", () => {
  test.each<[string, string, string]>([
    ["agencies without end", "a.txt", `${"AP  ".repeat(200)}said`],
    ["comments that do not end", "a.txt", "<!--".repeat(100_000)],
    [
      "a line of blanks in code",
      "a.md",
      `${code(80)}\n\n\`\`\`\n${line(1).repeat(40)}\n${" ".repeat(300_000)}.\n\`\`\``,
    ],
    ["brackets in a heading", "a.md", `# ${"[".repeat(300_000)}\n\n${sentence(1)}`],
    ["stars in a heading", "a.md", `# ${"*a_b".repeat(100_000)}\n\n${sentence(1)}`],
    ["quotations in quotations", "a.md", `${">".repeat(20_000)} ${sentence(1)}`],
    ["blanks in a wiki heading", "a.txt", `== a${" ".repeat(100_000)}b =\n\n${sentence(1)}`],
    ["brackets in a paragraph", "a.md", `${"[a](".repeat(20_000)} ${sentence(1)}`],
  ])("%s", (_, path, text) => {
    expectShort(passagesOf(text, path));
  });
});

describe("very many", () => {
  test("underlined headings are headings", () => {
    const underlined = items(3_000, (at) => `Heading ${at}\n===\n\nText under heading ${at}.\n`);
    expect(cutText(underlined.join("\n")).passages.at(-1)?.headings).toEqual(["Heading 2999"]);
  });

  test("thematic breaks between paragraphs leave the paragraphs", () => {
    expect(passagesOf(`${"Said by one of them.\n\n---\n\n".repeat(2_100)}`).length).toBeGreaterThan(
      1,
    );
  });

  test("lists in lists are cut as text where they are very deep", () => {
    const nested = items(300, (at) => `${"  ".repeat(at)}- ${sentence(at)}`).join("\n");
    expectShort(passagesOf(nested));
    expect(withoutBlanks(passagesOf(nested).join(""))).toBe(withoutBlanks(nested));
  });
});
