/** @module What a document is called, and which headings its passages stand under. */

import { describe, expect, test } from "vitest";
import { cutText, passagesOf, sliceOf } from "../support/cutting.ts";

const P =
  "A paragraph that ends with a stop, as paragraphs do, and is long enough to stand by itself: over a hundred and twenty characters, that is to say.";
const Q = P.replace("A paragraph", "Another one");

const titleOf = (text: string, path = "folder/My rules.md"): readonly [string, string] => {
  const { title, titleFrom } = cutText(text, path).document;
  return [title, titleFrom];
};
const headingsOf = (text: string, path?: string): readonly (readonly string[])[] =>
  cutText(text, path).passages.map(({ headings }) => headings);

describe("a title", () => {
  test.each<[string, string, readonly [string, string]]>([
    ["front matter before a heading", `---\ntitle: F\n---\n# H\n\n${P}`, ["F", "front matter"]],
    ["the first heading", `# H\n\n${P}`, ["H", "heading"]],
    ["the first heading, of any depth", `### H\n\n${P}`, ["H", "heading"]],
    ["a Setext heading", `H\n===\n\n${P}`, ["H", "heading"]],
    ["a heading behind a comment", `<!-- c -->\n\n# H\n\n${P}`, ["H", "heading"]],
    [
      "a heading without its markup",
      `# *H* and \`code\` [x](y)\n\n${P}`,
      ["H and code x", "heading"],
    ],
    ["the path, where text stands first", `${P}\n\n# H\n\n${Q}`, ["My rules", "name of words"]],
    ["the path, where there is no heading", P, ["My rules", "name of words"]],
    ["the path, where the heading is empty", `#\n\n${P}`, ["My rules", "name of words"]],
    [
      "front matter without a title changes nothing",
      `---\nauthor: A\n---\n# H\n\n${P}`,
      ["H", "heading"],
    ],
  ])("is taken from %s", (_, text, expected) => {
    expect(titleOf(text)).toEqual(expected);
  });

  test("is taken from the path with its folders, if they are made of words", () => {
    expect(titleOf(P, "import-notes/01-apple-notes.md")).toEqual([
      "Import notes › Apple notes",
      "name of words",
    ]);
    expect(titleOf(P, "import-notes/index.txt")).toEqual(["Import notes", "name of words"]);
  });

  test("is the file's name as it is where that is a code", () => {
    expect(titleOf(P, "rules/RFC-1234-v2.md")).toEqual(["RFC-1234-v2", "file name"]);
    expect(titleOf(P, "README.md")).toEqual(["README", "file name"]);
  });

  test("is taken from a wiki or a bare heading in plain text", () => {
    expect(titleOf(`= H =\n\n${P}`, "a.txt")).toEqual(["H", "heading"]);
    expect(titleOf(`A bare heading\n\n${P}`, "a.txt")).toEqual(["A bare heading", "heading"]);
    expect(titleOf(`${P}\n\nA bare heading\n\n${P}`, "b/a.TXT")).toEqual(["a", "file name"]);
  });

  test("is not repeated among the headings", () => {
    expect(headingsOf(`# H\n\n${P}\n\n## S\n\n${Q}`)).toEqual([[], ["S"]]);
    expect(headingsOf(`---\ntitle: "The: H!"\n---\n# the H\n\n${P}`)).toEqual([[]]);
  });

  test("from front matter leaves another first heading where it is", () => {
    expect(headingsOf(`---\ntitle: F\n---\n# H\n\n${P}`)).toEqual([["H"]]);
  });
});

describe("the headings of a passage", () => {
  test.each<[string, string, readonly (readonly string[])[]]>([
    ["are the path to it", `# T\n\n## A\n\n### B\n\n${P}`, [["A", "B"]]],
    [
      "end where one of the same depth begins",
      `# T\n\n## A\n\n${P}\n\n## B\n\n${Q}`,
      [["A"], ["B"]],
    ],
    ["end where a higher one begins", `# T\n\n### A\n\n${P}\n\n## B\n\n${Q}`, [["A"], ["B"]]],
    ["are told of both kinds", `T\n===\n\nA\n---\n\n${P}\n\n### B\n\n${Q}`, [["A"], ["A", "B"]]],
    ["do not count an empty one", `# T\n\n## A\n\n###\n\n${P}`, [["A"]]],
    ["pass over one with nothing under it", `# T\n\n## A\n\n## B\n\n${P}\n\n## C\n`, [["B"]]],
  ])("%s", (_, text, expected) => {
    expect(headingsOf(text)).toEqual(expected);
  });

  test("part passages that would be joined otherwise", () => {
    expect(passagesOf("# T\n\nShort one.\n\n## A\n\nShort two.")).toEqual([
      "Short one.",
      "Short two.",
    ]);
  });

  test("are no headings inside a quotation or code: there they are quoted", () => {
    expect(passagesOf("> # Not a heading\n\n```\n# neither\n```").join(" ")).toMatch(
      /Not a heading[^]*# neither/,
    );
  });
});

describe("wiki headings", () => {
  test.each<[string, readonly string[]]>([
    ["== A ==", ["A"]],
    ["==A==", ["A"]],
    ["  ===  A b  === ", ["A b"]],
    ["== A = b ==", ["A = b"]],
    ["====== A ======", ["A"]],
  ])("%s is one", (line, headings) => {
    expect(headingsOf(`= T =\n${line}\n${P}`, "a.txt")).toEqual([headings]);
  });

  test.each(["== A =", "== A", "=====", "== ==", "a == b == c"])("%s is none", (line) => {
    expect(headingsOf(`${P}\n${line}\n${Q}`, "a.txt").flat()).toEqual([]);
  });

  test("need no blank lines, and stand in one another", () => {
    const text = `= T =\n== A ==\n${P}\n=== B ===\n${Q}\n== C ==\n${P}`;
    expect(headingsOf(text, "a.txt")).toEqual([["A"], ["A", "B"], ["C"]]);
  });

  test("are text in Markdown", () => {
    expect(passagesOf(`== A ==\n\n${P}`)[0]).toContain("== A ==");
  });
});

describe("bare headings", () => {
  const headed = (line: string): readonly (readonly string[])[] =>
    headingsOf(`${P}\n\n${line}\n\n${Q}`, "a.txt").slice(-1);

  test.each([
    "Official Reaction",
    "Trump warns Iran",
    "2020",
    "“Quoted”",
    "Ελλάδα",
    "العنوان هنا",
    "東京",
    "US will not tolerate (any) actions",
  ])("%s is one", (line) => {
    expect(headed(line)).toEqual([[line]]);
  });

  test.each<[string, string]>([
    ["it ends with a stop", "This is a sentence."],
    ["it ends with a quoted stop", "“This is a sentence.”"],
    ["it ends with a colon", "As follows:"],
    ["it is a question", "Who was it?"],
    ["it begins small", "and so it went"],
    [
      "it has thirteen words",
      "One two three four five six seven eight nine ten eleven twelve thirteen",
    ],
    ["it has more than eighty characters", `A${"b".repeat(80)}`],
    ["it begins with a bullet", "- An item"],
    ["it has two lines", "Two lines\nof a poem"],
  ])("none is a line of which holds: %s", (_, line) => {
    expect(headed(line)).toEqual([[]]);
    expect(passagesOf(`${P}\n\n${line}\n\n${Q}`, "a.txt").join("\n")).toContain(line);
  });

  test("are at most two in a row: more are a list or a poem, and are quoted", () => {
    const lines = ["Roses are red", "Violets are blue", "Sugar is sweet"];
    const two = `${P}\n\n${lines.slice(0, 2).join("\n\n")}\n\n${Q}`;
    const three = `${P}\n\n${lines.join("\n\n")}\n\n${Q}`;
    expect(passagesOf(two, "a.txt")).toEqual([P, Q]);
    expect(headingsOf(two, "a.txt").at(-1)).toEqual(["Violets are blue"]);
    for (const line of lines) expect(passagesOf(three, "a.txt").join("\n")).toContain(line);
  });

  test("are no passage where nothing stands under them", () => {
    expect(passagesOf(`${P}\n\nRoute 6`, "a.txt")).toEqual([P]);
    expect(passagesOf(`${P}\n\nRoute 6\n`, "a.txt")).toEqual([P]);
  });

  test("are none in a text without blank lines", () => {
    const { text, passages } = cutText(`Official Reaction\n${P}\nRoute 6`, "a.txt");
    expect(passages.map((passage) => sliceOf(text, passage)).join("\n")).toBe(text);
  });
});
