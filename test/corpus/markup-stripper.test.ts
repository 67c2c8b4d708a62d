/** @module The text of passages and sentences without markup. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visibleText } from "../../src/corpus/hidden.ts";
import { markupStripper } from "../../src/corpus/markup-stripper.ts";
import { hasWords } from "../../src/corpus/span.ts";
import { cutText } from "../support/cutting.ts";
import { runs } from "../support/runs.ts";

/** The plain texts of passages, without empty lines and with one blank between words. */
function plainOf(text: string, path = "a.md"): string {
  const { document, passages } = cutText(text, path);
  const texts = passages.map((passage) => markupStripper(document, passage)(passage).text);
  return texts
    .join("\n")
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n\s*/g, "\n");
}

function sentencesOf(text: string): readonly string[] {
  const { document, passages } = cutText(text);
  return passages.flatMap((passage) => {
    const read = markupStripper(document, passage);
    return passage.sentences.map((sentence) => read(sentence).text);
  });
}

describe("plain text of Markdown", () => {
  it.each([
    [
      "emphasis",
      "A **bold** and *slanted*, __bold__ and _slanted_ ~~old~~ word.",
      "A bold and slanted, bold and slanted old word.",
    ],
    ["nested emphasis", "***All* of** it, **_both_**.", "All of it, both."],
    ["emphasis in brackets and quotes", '(**bold**) and "_slanted_".', '(bold) and "slanted".'],
    ["emphasis within a word", "un**believ**able **H**it **P**oints", "unbelievable Hit Points"],
    ["emphasis without spaces about it", "これは**重点**です。", "これは重点です。"],
    [
      "signs that are no emphasis",
      "5 * 3, 2*3*4, 2**10, snake_case_name, a*b, ~5 and [sic]",
      "5 * 3, 2*3*4, 2**10, snake_case_name, a*b, ~5 and [sic]",
    ],
    ["code", "Use `co*de*_x_` and ``a ` b``.", "Use co*de*_x_ and a ` b."],
    ["a stray backtick", "It`s **so**.", "It`s so."],
    ["links", 'See [the *rules*](http://a.b/c_(d)_e "A _title_") now.', "See the rules now."],
    ["a link about a picture", "Look: [![a map](m.png)](http://a.b) here.", "Look: a map here."],
    [
      "addresses",
      "At <https://a.b/_c_> or https://a.b/_c_*d*.",
      "At https://a.b/_c_ or https://a.b/_c_*d*.",
    ],
    [
      "reference links that are defined",
      "See [the rules][R 1], [it][] and [that].\n\n[r 1]: /a\n[it]: /b\n[that]: /c",
      "See the rules, it and that.",
    ],
    ["brackets that are not defined", "The cell m[i][j] is [a][b].", "The cell m[i][j] is [a][b]."],
    ["notes", "It is so.[^1]\n\n[^1]: The *note*.", "It is so.\nThe note."],
    [
      "links of a wiki",
      "See [[House rules]] and [[rules#Fees|the fees]].",
      "See House rules and the fees.",
    ],
    [
      "tags",
      "A <b>bold</b><br>word, H<sub>2</sub>O, 10<sup>3</sup> <user> Vec<T>.",
      "A bold word, H2O, 10 3 <user> Vec<T>.",
    ],
    [
      "character references",
      "Bed &amp; breakfast&nbsp;&#8211; &#x41;BC &unknown; &constructor; &#0;",
      "Bed & breakfast – ABC &unknown; &constructor; &#0;",
    ],
    [
      "escapes",
      String.raw`A \*star\*, \[x\], C:\dir and a\_b.`,
      String.raw`A *star*, [x], C:\dir and a_b.`,
    ],
    [
      "list bullets",
      "- one\n  - two **x**\n* three\n+ four\n\n1. five\n2. six",
      "one\ntwo x\nthree\nfour\n1. five\n2. six",
    ],
    ["tasks", "- [ ] open\n- [x] done", "open\ndone"],
    [
      "quotations",
      "> **A** quotation\n> of two lines\n>\n> > and one in it",
      "A quotation\nof two lines\nand one in it",
    ],
    ["alerts", "> [!NOTE]\n> Mind the gap.", "NOTE\nMind the gap."],
    [
      "headings in a quotation",
      "> ## Fees ##\n> They rise.\n>\n> Costs\n> ---\n> More.",
      "Fees\nThey rise.\nCosts\nMore.",
    ],
    [
      "a dash and a number in a line",
      "It was - so to say - in\n1986. A year.",
      "It was - so to say - in\n1986. A year.",
    ],
    ["HTML blocks", "<div>\n<p>One &lt; two</p>\n</div>", "One < two"],
    ["hidden parts", "The gate <!-- old --> is **shut**{: .x }.", "The gate is shut."],
    [
      "fenced code",
      "Run it:\n\n```js {1}\nconst __a__ = b * *c; // [x](y)\n```\n\nSo.",
      "Run it:\nconst __a__ = b * *c; // [x](y)\nSo.",
    ],
    ["code in a list", "- Run *it*:\n\n  ~~~\n  **a**\n  ~~~\n- So", "Run it:\n**a**\nSo"],
    ["indented code", "Run *it*:\n\n    **a** | &amp;", "Run it:\n**a** | &amp;"],
  ])("has no marks: %s", (_, text, plain) => {
    expect(plainOf(text)).toBe(plain);
  });

  it("is read where a passage begins within code, though its fence is not in it", () => {
    const lines = Array.from({ length: 90 }, (_, at) => `__call__(${at}) * *b`);
    const plain = plainOf(`\`\`\`py\n${lines.join("\n")}\n\`\`\`\n\nThat was **it**.`);
    expect(plain).toBe(`${lines.join("\n")}\nThat was it.`);
  });

  it("has a dash that is no bullet, where a passage begins within a line", () => {
    const text = "It opens at six. - So it *says*.\n- It shuts";
    const document = { path: "a.md", of: "file", text, hidden: [] } as const;
    const rest = { start: text.indexOf("- So"), end: text.length };
    expect(markupStripper(document, rest)(rest).text).toBe("- So it says.\nIt shuts");
  });

  it("keeps emphasis that ends in another sentence out of both", () => {
    const text = "**Take care. It is** [hot. Very](x.md) hot.";
    expect(sentencesOf(text)).toEqual(["Take care.", "It is hot.", "Very hot."]);
  });

  it("is as it is written where nothing but marks would go", () => {
    expect(sentencesOf('A [word](x.md "One. Two words. Three").')[1]).toBe("Two words.");
  });
});

describe("plain text of other kinds", () => {
  it("is the text itself", () => {
    const text = "* **No** [Markdown](x) _here_ | &amp; <b>so</b> `it` goes.";
    expect(plainOf(text, "a.txt")).toBe(text);
  });
});

describe("rows of a table that is taken out of a file", () => {
  const HEAD = "Berth |  | Fee";
  const rowsOf = (rows: readonly string[], kind: "table" | "rows"): readonly string[] => {
    const text = rows.join("\n");
    const document = { path: "a.html", of: "extracted", text, hidden: [] } as const;
    const whole = { start: 0, end: text.length };
    const columns = ["Berth", "", "Fee"];
    const passage = { ...whole, insets: [{ ...whole, kind }], ...(kind === "rows" && { columns }) };
    return markupStripper(document, passage)(whole).text.split("\n");
  };

  it.each([
    ["Mole | *x* | 12", "Berth: Mole; *x*; Fee: 12"],
    ["| x | 12", "x; Fee: 12"],
    ["Mole |  |", "Berth: Mole"],
    ["In summer", "In summer"],
    ["Mole|Crane | x | 12", "Berth: Mole|Crane; x; Fee: 12"],
    ["Mole | Crane | x | 12", "Mole; Crane; x; 12"],
  ])("%s names its columns", (row, plain) => {
    expect(rowsOf([HEAD, row], "table")).toEqual(["Berth; Fee", plain]);
    expect(rowsOf([row], "rows")).toEqual([plain]);
  });
});

const TABLE = [
  "| Berth | **Fee** | `Note` |",
  "|:--|--:|---|",
  "| A1 | 12 \\| 13 | |",
  "| A2 |  | see [the *office*](o.md) |",
  "A3 | 9",
].join("\n");
const ROWS = ["Berth: A1; Fee: 12 | 13", "Berth: A2; Note: see the office", "Berth: A3; Fee: 9"];

describe("rows of tables", () => {
  it("name the column of each cell, and leave empty cells out", () => {
    expect(plainOf(`Fees:\n\n${TABLE}\n\nSo.`)).toBe(
      ["Fees:", "Berth; Fee; Note", ...ROWS, "So."].join("\n"),
    );
    expect(sentencesOf(TABLE)).toEqual(["Berth; Fee; Note", ...ROWS]);
  });

  it("are read within a list and a quotation", () => {
    const inQuotation = TABLE.replace(/^/gm, "> ");
    const inList = `- Fees:\n\n${TABLE.replace(/^/gm, "  ")}`;
    for (const text of [inQuotation, inList])
      expect(plainOf(text)).toContain(["Berth; Fee; Note", ...ROWS].join("\n"));
  });

  it("name their columns where the header is above the passage", () => {
    const more = Array.from({ length: 80 }, (_, at) => `| B${at} || by the mole and the crane |`);
    const { document, passages } = cutText(`${TABLE}\n${more.join("\n")}`);
    const last = passages.at(-1);
    expect(last?.columns).toEqual(["Berth", "Fee", "Note"]);
    const plain = last && markupStripper(document, last)(last).text;
    expect(plain).toMatch(/^(?:Berth: B\d+; Note: by the mole and the crane\n?)+$/);
    const once = last && markupStripper(document, last, "once")(last).text;
    expect(once).toMatch(/^Berth; Fee; Note\n(?:B\d+; by the mole and the crane\n?)+$/);
  });

  it("name no columns where a row is cut", () => {
    const row = (cell: (at: number) => string): string =>
      `| ${Array.from({ length: 8 }, (_, at) => cell(at)).join(" | ")} |`;
    const long = row((at) => `c${at} ${"and more words of it ".repeat(15)}`);
    const rows = [row((at) => `Name ${at}`), row(() => "-"), long, row(() => "x")];
    const { document, passages } = cutText(rows.join("\n"));
    const texts = passages.map((passage) => markupStripper(document, passage)(passage).text);
    const [, ...rest] = texts.filter((text) => text.includes("more"));
    expect(rest.filter((text) => text.includes("; "))).not.toEqual([]);
    for (const text of rest) expect(text.replace(/\n.*/, "")).not.toContain("Name");
    expect(texts.at(-1)).toMatch(/Name 0: x; Name 1: x; .*Name 7: x$/);
  });

  it("take bold cells below an empty header for the names", () => {
    const text = "| | |\n|-|-|\n| **d20** | **Name** |\n| **1** | Azura |";
    expect(sentencesOf(text)).toEqual(["d20; Name", "d20: 1; Name: Azura"]);
    expect(sentencesOf(text.replace("**Name**", "Name"))).toEqual(["d20; Name", "1; Azura"]);
  });

  it("of several tables have each its own names", () => {
    const other = "| Ship | Crew |\n|-|-|\n| Aurora | 12 |";
    expect(sentencesOf(`${TABLE}\n\n${other}`).slice(-2)).toEqual([
      "Ship; Crew",
      "Ship: Aurora; Crew: 12",
    ]);
  });
});

const mark = fc.constantFrom(
  ..."** * _ __ ~~ ` `` [ ] ]( ) ![ [[ ]] [^1] <b> </b> < > | \\ \\| &amp; # - + > 1. ``` ~~~ <!-- --> :--".split(
    " ",
  ),
  "\n",
  "\n\n",
  "\n- ",
  "\n> ",
  "\n| ",
  "\n|-|-|\n",
  "    ",
);
const wild = fc
  .array(fc.oneof(mark, fc.stringMatching(/^[a-zé ]{0,6}$/), fc.string({ maxLength: 3 })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(""));

describe("of every text", () => {
  it("there is a plain one, with words wherever words are seen", () => {
    fc.assert(
      fc.property(wild, fc.constantFrom("a.md", "a.mdx", "a.txt"), (text, path) => {
        const { document, passages } = cutText(`x ${text}`, path);
        for (const passage of passages) {
          const read = markupStripper(document, passage);
          for (const part of [passage, ...passage.sentences])
            if (hasWords(visibleText(document, part)))
              expect(read(part).text).toMatch(/[\p{L}\p{N}]/u);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("each word of the prose stays", () => {
    const word = fc.stringMatching(/^[a-z]{1,6}\d{1,3}$/);
    const wrapped = fc
      .tuple(fc.constantFrom("", "*", "**", "_", "~~", "`", "[", "(", '"', "<b>", "\\*"), word)
      .map(([open, inner]) => {
        const close: Readonly<Record<string, string>> = { "[": "](x.md)", "(": ")", "<b>": "</b>" };
        return open + inner + (close[open] ?? open);
      });
    const between = fc.constantFrom(
      " ",
      " ",
      ", ",
      ". ",
      "\n",
      "\n\n",
      "\n- ",
      "\n> ",
      " * ",
      " | ",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(wrapped, between), { minLength: 1 }), (parts) => {
        const text = parts.flat().join("");
        const words = (all: string) => all.match(/[a-z]+\d+/g) ?? [];
        const { document, passages } = cutText(text);
        const seen = passages.map((passage) => visibleText(document, passage)).join("\n");
        expect(words(plainOf(text))).toEqual(words(seen));
      }),
    );
  });

  it("a sentence is a part of the passage's", () => {
    fc.assert(
      fc.property(wild, (text) => {
        const { document, passages } = cutText(`Word ${text}`);
        const flat = (one: string): string => one.replace(/\s+/g, "");
        for (const passage of passages) {
          const read = markupStripper(document, passage);
          const whole = flat(read(passage).text);
          for (const sentence of passage.sentences) {
            const own = read(sentence).text;
            if (own !== visibleText(document, sentence)) expect(whole).toContain(flat(own));
          }
        }
      }),
    );
  });

  /** Quadratic work would take minutes. */
  it.each([
    "[",
    "![](",
    "*",
    "a*",
    "**a_",
    "`",
    "`` ` ",
    "|",
    "| a ",
    "<a ",
    "<a '",
    "\\",
    "&amp;",
    "[^a",
    '](x "',
    "[[a|",
  ])("a hundred thousand of %j are read", (piece) => {
    const text = piece.repeat(100_000 / piece.length);
    const document = { path: "a.md", of: "file", text, hidden: [] } as const;
    const whole = { start: 0, end: text.length };
    for (const kind of ["prose", "rows"] as const) {
      const insets = kind === "rows" ? [{ ...whole, kind }] : [];
      expect(markupStripper(document, { ...whole, insets })(whole)).toBeDefined();
    }
  });
});
