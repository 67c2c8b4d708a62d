/** @module Passages as readers see them: without markup, every word there, in order. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../../src/base/project.ts";
import { type ShownPart, showParts } from "../../src/corpus/shown.ts";
import { type CutText, cutText } from "../support/cutting.ts";
import { drawn } from "../support/drawn.ts";
import { sharedPath } from "../support/shared.ts";

const partsOf = (text: string, path = "a.md"): ShownPart[] => {
  const { document, passages } = cutText(text, path);
  return passages.flatMap((passage) => showParts(document, passage));
};

describe("prose in Markdown", () => {
  it.each([
    ["emphasis", "A **bold** and _slanted_ `word`. So.", "A bold and slanted word. So."],
    [
      "links",
      "See [the *rules*](/a_b 'A title') or [it].\n\n[it]: /x",
      "See the rules</a_b> or it.",
    ],
    ["an address in angles", "See [this](<https://a.b/c d>).", "See this<https://a.b/c d>."],
    ["a linked picture", "[![a map](m.png)](https://a.b) here.", "a map<https://a.b> here."],
    ["soft line breaks", "It opens\nat six. It\ncloses.\nNow.", "It opens at six. It closes. Now."],
    ["hard line breaks", "Pier 1  \nHarbour\\\nSea", "Pier 1\nHarbour\nSea"],
    ["East Asian lines", "これは重点\nです。", "これは重点です。"],
    [
      "list markers",
      "- One is.\n- Two **is**.\n\n1. Three.\n2. Four.",
      "• One is.\n• Two is.\n\n1. Three.\n2. Four.",
    ],
    ["quotations", "> It is\n> so. Yes.\n\nNo.", "It is so. Yes.\n\nNo."],
    [
      "raised and lowered parts",
      "10<sup>6</sup>, 2<sup>n − 1</sup>, H<sub>2</sub>O, x<sup>**2**</sup>",
      "10⁶, 2^(n − 1), H₂O, x²",
    ],
    ["struck parts", "~~No~~ dogs, <del>no</del> cats.", "~~No~~ dogs, ~~no~~ cats."],
    ["notes", "The fee[^1] is due.\n\n[^1]: By Friday.", "The fee[1] is due.\n\n[1] By Friday."],
    ["tasks", "- [ ] Shut\n- [x] Clean", "• ☐ Shut\n• ☑ Clean"],
    [
      "tables of HTML",
      "<table>\n  <tr>\n    <td>Day</td>\n    <td>May 1</td>\n  </tr>\n</table>",
      "Day\nMay 1",
    ],
    ["quoted parts", "He said <q>so</q>.", "He said “so”."],
    ["a comment", "One <!-- no --> is. Two.", "One […] is. Two."],
  ])("without its markup: %s", (_, text, expected) => {
    expect(drawn(partsOf(`# T\n\n${text}\n`))).toBe(expected);
  });

  it("keeps every line of a text that is no Markdown", () => {
    expect(drawn(partsOf("It *is*\nso.\n\n# No heading\n", "a.txt"))).toBe(
      "It *is*\nso.\n\n# No heading",
    );
  });
});

describe("code and tables", () => {
  it("code has no fence, and no indentation that all lines share", () => {
    expect(drawn(partsOf("# T\n\nRun:\n\n```js {2}\n  a();\n\n    *b*();\n```\n\nDone.\n"))).toBe(
      "Run:\n\n{a();\n\n  *b*();}\n\nDone.",
    );
  });

  it("code in a quotation has none of its marks", () => {
    expect(drawn(partsOf("# T\n\n> Run:\n>\n> ```\n> a\n>   b > c\n> ```\n"))).toMatch(
      /\{a\n {2}b > c\}$/,
    );
  });

  it("an empty row after the last one is not shown", () => {
    expect(drawn(partsOf("# T\n\n| A | B |\n| - | - |\n| 1 | 2 |\n| | |\n"))).toBe(
      "(=A|=B)(A=1|B=2)",
    );
  });

  it("rows name the column of each cell", () => {
    const table = "| Room | Seats |\n| :--- | ---: |\n| [Blue](/b) | **12** |\n| Red | 4 |";
    expect(drawn(partsOf(`# T\n\nBefore.\n\n${table}\n\nAfter.\n`))).toBe(
      "Before.\n\n(=Room|=Seats)(Room=Blue|Seats=12)(Room=Red|Seats=4)\n\nAfter.",
    );
  });

  it("a cell keeps what is raised or struck", () => {
    const row = partsOf("# T\n\n| A | B |\n| - | - |\n| 10<sup>6</sup> | ~~2~~ |\n")[1];
    expect(row).toMatchObject({ cells: [{ text: "10⁶" }, { text: "~~2~~" }] });
  });

  it("a hidden part of a cell is marked", () => {
    const [row] = partsOf("# T\n\n| A | B |\n| - | - |\n| 1 <!-- x --> | 2 |\n").slice(1);
    expect(row).toMatchObject({
      kind: "row",
      isHeader: false,
      cells: [{ text: "1 […]" }, { text: "2" }],
    });
  });
});

/** Signs that a reader sees by other means, or that the bot adds. */
const signs = (text: string): string => text.replace(/[\s•☐☑>]+|\[ \]|\[x\]|\[…\]/g, "");

/** The text of a document by a parser that others wrote, without HTML. */
function textIn(markdown: string): string {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const textOf = (node: Nodes): string => {
    if ("children" in node) return node.children.map(textOf).join("");
    return "value" in node && node.type !== "html" ? node.value : "";
  };
  return signs(textOf(tree));
}

const textOf = (part: ShownPart): string => {
  if (part.kind === "code") return part.text;
  if (part.kind === "row") return part.cells.map(({ text }) => text).join("");
  return part.before.replace(/\d+[.)]\s*$/, "") + part.runs.map(({ text }) => text).join("");
};

/** Lists the passages whose text, sign by sign, is not in the parser's. */
function differing({ document, passages, text }: CutText): string[] {
  const whole = textIn(text);
  return passages.flatMap((passage) => {
    const shown = signs(showParts(document, passage).map(textOf).join(""));
    return whole.includes(shown) ? [] : [passage.id];
  });
}

const markdownIn = (folder: string): CutText[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .slice(0, MOST_FILES)
    .map((name) => cutText(readFileSync(join(folder, name), "utf8"), name));

const MOST_FILES = 24;

describe("every sign of a passage", () => {
  it("is shown as another parser reads it, in our own documents", () => {
    const cuts = markdownIn(join(PROJECT, "seeds"));
    expect(cuts.length).toBeGreaterThan(5);
    expect(cuts.flatMap(differing)).toEqual([]);
  });

  const books = sharedPath("data/rust-book");
  it.skipIf(books === undefined)("is shown as another parser reads it, in a book", () => {
    const cuts = markdownIn(books ?? "");
    const all = cuts.flatMap(({ passages }) => passages).length;
    expect(cuts.flatMap(differing).length / all).toBeLessThan(0.01);
  });
});
