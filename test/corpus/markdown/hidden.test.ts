import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blankHidden, excerptOf, joinSpans, ELLIPSIS } from "../../../src/corpus/hidden.ts";
import { embeddingTexts } from "../../../src/model/embedding-text.ts";
import { countTokens, cutText } from "../../support/cutting.ts";
import { runs } from "../../support/runs.ts";

const excerptsOf = (text: string, path?: string): readonly string[] => {
  const { document, passages } = cutText(text, path);
  return passages.map((passage) => excerptOf(document, passage));
};

describe("markup that no reader sees", () => {
  it.each<[string, string, string]>([
    ["an HTML comment", "One.\n\n<!-- note -->\n\nTwo.", "One.|Two."],
    ["a comment over lines", "One.\n\n<!-- note\n\nmore -->\n\nTwo.", "One.|Two."],
    ["a comment in a list", "- one\n  <!-- note -->\n- two", "- one\n  […]\n- two"],
    ["a comment behind a sentence", "One. <!-- note -->\n\nTwo.", "One. […]\n\nTwo."],
    ["a comment in a quotation", "> One.\n>\n> <!-- note -->", "> One."],
    ["an Obsidian comment", "One is %%not%% two.", "One is […] two."],
    ["an Obsidian comment of lines", "One.\n\n%%\nnote\n%%\n\nTwo.", "One.|Two."],
    ["an MDX comment", "One {/* note */} two.", "One […] two."],
    ["a Liquid comment", "One {% comment %}note{% endcomment %} two.", "One […] two."],
    ["a template comment", "One {# note #} two.", "One […] two."],
    ["a definition as a comment", "One.\n\n[//]: # (note)\n\nTwo.", "One.|Two."],
    [
      "a link definition in a list",
      "- One.\n\n  [a]: https://note.example\n\n- Two.",
      "- One.\n\n  […]\n\n- Two.",
    ],
    ["an import", "import A from './note';\nimport './note.css'\n\nOne.", "One."],
    ["an import over lines", "import {\n  note,\n} from 'note';\n\nOne.", "One."],
    ["an export", "export const note = ({ a }) => (\n  <b>{a}</b>\n);\n\nOne.", "One."],
    [
      "an export with a blank line",
      "export const note = {\n  a: 1,\n\n  b: 2,\n};\n\nOne.",
      "One.",
    ],
    ["a component", '<Note kind="x" on={() => a > b}>\n\nOne.\n\n</Note>', "One."],
    ["a component within a line", "<Note>One.</Note>", "One."],
    [
      "a component over lines",
      'One.\n\n<Card\n  note="x"\n  href="/note"\n/>\n\nTwo.',
      "One.|Two.",
    ],
    ["a directive", ":::note\n\nOne.\n\n:::", "One."],
    ["a directive with options", ":::{figure-md} note\n:class: note\n\nOne.\n:::", "One."],
    ["a directive as a fence", "```{warning}\nOne.\n```", "One."],
    ["a table of contents as a fence", "One.\n\n```{toctree}\nnote\n```\n\nTwo.", "One.|Two."],
    ["an attribute list", "One.\n{: .note #note }\n\nTwo.", "One.|Two."],
    ["attributes of a picture", 'One ![](a.png){ width="note" } two.', "One ![](a.png)[…] two."],
    ["a shortcode", '{{< note "x" >}}\nOne.\n{{< /note >}}', "One."],
    ["a Liquid tag", "{% note %}\nOne.\n{% endnote %}", "One."],
    ["a label", "(note-label)=\n\nOne.", "One."],
    ["a place for the contents", "[TOC]\n\n[[_TOC_]]\n\nOne.", "One."],
    ["an included file", '--8<-- "note.md"\n\nOne.', "One."],
    ["an abbreviation", "One.\n\n*[NOTE]: note\n\nTwo.", "One.|Two."],
    ["a block ID", "One. ^note-1\n\nTwo.", "One. […]\n\nTwo."],
    ["a script", "One.\n\n<script>\n  note();\n\n  more();\n</script>\n\nTwo.", "One.|Two."],
    ["a style", "<style>\n.note { color: red }\n</style>\n\nOne.", "One."],
    ["a drawing", "One <svg><text>note</text></svg> two.", "One […] two."],
    ["an anchor", 'One <a name="note"></a>two.', "One […]two."],
    ["a kind of callout", "> [!NOTE]\n> One.", "> [!NOTE]\n> One."],
    ["a picture", "One.\n\n[![note](a.svg)](b)\n\nTwo.", "One.|Two."],
  ])("leaves out %s", (_, text, expected) => {
    expect(excerptsOf(text).join("|")).toBe(expected);
  });

  it.each<[string, string]>([
    ["code of a line", "Write `<!-- a -->` and `{{< b >}}` here."],
    ["code of two backticks", "Write `` `<!-- a -->` `` here."],
    ["a block of code", "```html\n<!-- a -->\n:::note\nimport a from 'b'\n```"],
    ["a block of code in a list", "- one\n\n  ```\n  <!-- a -->\n  ```"],
    ["an indented block of code", "One:\n\n    <!-- a -->"],
    ["an escaped mark", "Write \\<!-- and --> here."],
    ["a comment without an end", "A price <!-- 3 of it."],
    ["the word import", "import duties are due in May.\n\nexport of goods is free."],
    ["percent signs", "Of 100%% some use %%d and %%s."],
    ["powers", "It is 2 ^3 and 10 ^2"],
    ["generic types", "A Vec<Item> of them."],
    ["braces", "Replace {name} and {0} by yours."],
    ["a link in brackets", "See [A] and (b)= c."],
    ["a note at the foot of the page", "[^1]: See there."],
    ["a shout", "!!! Attention, please."],
    ["a shout of words alone", "!!! do not touch\n\nIt is hot."],
    ["a lower-case element", "Press <kbd>Q</kbd> twice."],
  ])("keeps %s", (_, text) => {
    expect(excerptsOf(text, "a.md").join("|")).toBe(text.trim());
  });

  it("reads braces of MDX as expressions, and of Markdown as text", () => {
    expect(excerptsOf("One {props.two} three.", "a.mdx")).toEqual(["One […] three."]);
    expect(excerptsOf("One {props.two} three.", "a.md")).toEqual(["One {props.two} three."]);
  });

  it("reads what is indented in MDX as text", () => {
    expect(excerptsOf("<Tab>\n\n      One two.\n\n</Tab>", "a.mdx")).toEqual(["One two."]);
  });
});

describe("a part of a page under a title of its own", () => {
  const placesOf = (text: string) =>
    cutText(text).passages.map(({ start, end, headings }) => [text.slice(start, end), headings]);

  it.each<[string, string]>([
    ["an admonition", '!!! warning "Take care"\n\n    It is hot.\n\nIt is cold.'],
    [
      "an admonition without a blank line",
      '!!! warning "Take care"\n    It is hot.\n\nIt is cold.',
    ],
    ["a folded admonition", '??? note "Take care"\n\n    It is hot.\n\nIt is cold.'],
    ["a tab", '=== "Take care"\n\n    It is hot.\n\nIt is cold.'],
    ["a directive", ":::tip Take care\n\nIt is hot.\n\n:::\n\nIt is cold."],
    ["a directive with brackets", ":::tip[Take care]\n\nIt is hot.\n\n:::\n\nIt is cold."],
    [
      "details",
      "<details>\n<summary>Take <b>care</b></summary>\n\nIt is hot.\n\n</details>\n\nIt is cold.",
    ],
    ["a component", '<Tab label="Take care">\n\nIt is hot.\n\n</Tab>\n\nIt is cold.'],
  ])("gives its title to %s, and to nothing behind it", (_, text) => {
    expect(placesOf(`# Doc\n\n## Heat\n\n${text}`)).toEqual([
      ["It is hot.", ["Heat", "Take care"]],
      ["It is cold.", ["Heat"]],
    ]);
  });

  it("keeps its inner structure", () => {
    const text =
      '!!! note "N"\n\n    - one\n    - two <!-- note -->\n\n    ```sh\n    run\n    ```\n';
    expect(excerptsOf(text).join("|")).toBe("- one\n    - two […]\n\n    ```sh\n    run\n    ```");
  });

  it("gives its title to nothing where it is not closed", () => {
    expect(placesOf('<Tab label="T">\n\nOne.\n\n## Two\n\nThree.')).toEqual([
      ["One.", []],
      ["Three.", ["Two"]],
    ]);
  });
});

describe("a title", () => {
  it.each([
    ["## Fees {#fees .numbered}", "Fees"],
    ["## Rooms <!-- md:version 2.1 -->", "Rooms"],
    ['## <a name="keys"></a>Keys', "Keys"],
    ["## :key: Spare keys", "Spare keys"],
    ["## [Parking](https://example.org) ![icon](a.png)", "Parking"],
    ["Setext {#setext}\n------", "Setext"],
    ['## Version { data-toc-label="V" }', "Version"],
    ['<h2 align="center">Centred <img src="a.png"></h2>', "Centred"],
    ["## Use `<Note />`", "Use <Note />"],
  ])("of %s is %s", (heading, title) => {
    const [passage] = cutText(`# Doc\n\n${heading}\n\nOne two.`).passages;
    expect(passage?.headings).toEqual([title]);
  });

  it.each([
    ['!!! note "Mind the *gap*"\n\n    One two.', "Mind the gap"],
    ["<details><summary>Why `so`?</summary>\n\nOne two.\n\n</details>", "Why so?"],
  ])("of a titled part %s is %s", (text, title) => {
    expect(cutText(text).passages[0]?.headings).toEqual([title]);
  });

  it.each([
    ["a label", "(fees)=\n\n# Fees\n\nTen."],
    ["a badge", "[![b](x.svg)](y) ![c](z.svg)\n\n# Fees\n\nTen."],
    ["an import", "import a from 'b';\n\n# Fees\n\nTen."],
    ["HTML", '<div align="center">\n<img src="a.png">\n<h1>Fees</h1>\n</div>\n\nTen.'],
  ])("of a document is its heading behind %s", (_, text) => {
    const { document } = cutText(text);
    expect([document.title, document.titleFrom]).toEqual(["Fees", "heading"]);
  });
});

/** Words that are all different, so that each can be looked for. */
const word = (sign: string) => fc.nat(99_999).map((number) => `${sign}${number}`);
const seen = word("seen").map((text) => `Here is ${text} to read.`);
const unseen = word("note").chain((note) =>
  fc.constantFrom(
    `<!-- ${note} -->`,
    `%%${note}%%`,
    `{/* ${note} */}`,
    `{{< ${note} >}}`,
    `{% ${note} %}`,
    `<Note a="${note}" />`,
    `{: .${note} }`,
    `<script>${note}</script>`,
  ),
);
const lineOf = fc
  .array(fc.oneof(seen, unseen), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(" "));
const blockOf = fc
  .tuple(fc.constantFrom("", "- ", "> ", "1. ", "## ", "!!! note\n\n    "), lineOf)
  .map(([before, line]) => before + line);
const page = fc.array(blockOf, { minLength: 1, maxLength: 8 }).map((blocks) => blocks.join("\n\n"));

describe("of every page", () => {
  it("each word that a reader sees is in a passage or a heading, and no other is", () => {
    fc.assert(
      fc.property(page, (text) => {
        const { document, passages } = cutText(text);
        const texts = embeddingTexts(countTokens, {
          native: { passageTokens: 10_000 },
          prefixTokens: 10_000,
        });
        const quoted = passages.map((passage) => excerptOf(document, passage));
        const headings = passages.flatMap((passage) => passage.headings);
        const embedded = passages.map((passage) => texts.passage(document, passage));
        const all = [...quoted, ...headings, ...embedded, document.title].join("\n");
        expect(all).not.toMatch(/note\d/);
        const inText = text.split("\n\n").filter((block) => !block.startsWith("## "));
        for (const [found] of inText.join("\n").matchAll(/seen\d+/g))
          expect([found, quoted.some((excerpt) => excerpt.includes(found))]).toEqual([found, true]);
      }),
      { numRuns: runs(300) },
    );
  });

  it("an excerpt is the slice of the file but for its marks", () => {
    fc.assert(
      fc.property(page, (text) => {
        const { document, passages } = cutText(text);
        for (const passage of passages) {
          let at = passage.start;
          for (const part of excerptOf(document, passage).split(ELLIPSIS)) {
            at = text.indexOf(part, at);
            expect(at).toBeGreaterThanOrEqual(passage.start);
            at += part.length;
          }
          expect(at).toBe(passage.end);
        }
      }),
    );
  });
});

it("blanks keep every offset and line", () => {
  const text = "a\n<!--\nb\r\n-->\nc";
  const blank = blankHidden({ text, hidden: [{ start: 2, end: 13 }] });
  expect(blank).toBe("a\n    \n \r\n   \nc");
});

it("joins spans that overlap or have only white space between them", () => {
  const spans = [
    { start: 6, end: 7 },
    { start: 0, end: 2 },
    { start: 1, end: 3 },
    { start: 4, end: 4 },
    { start: 5, end: 6 },
  ];
  expect(joinSpans("abc  fgh", spans)).toEqual([{ start: 0, end: 7 }]);
});
