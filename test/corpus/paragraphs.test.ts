/** @module Where paragraphs end, which are joined, and what nobody would quote. */

import { describe, expect, test } from "vitest";
import { isBoilerplate } from "../../src/corpus/boilerplate.ts";
import { cutText, passagesOf, sliceOf } from "../support/cutting.ts";

const long = (name: string): string =>
  `${name} is a paragraph of more than one hundred and twenty characters, which is as long as one of them needs to be to be told from another here.`;
const [A, B, C] = [long("Alpha"), long("Beta"), long("Gamma")];

/** Room for two of them, and for one. */
const [TWO, ONE] = [290, 200];

describe("paragraphs of plain text", () => {
  test("end at blank lines, and keep their lines together", () => {
    expect(passagesOf(`${A}\n${B}\n\n${C}\n`, "a.txt", TWO)).toEqual([`${A}\n${B}`, C]);
  });

  test("end at line ends where the text has no blank line", () => {
    expect(passagesOf(`${A}\n${B}\n${C}\n\n\n`, "a.txt", ONE)).toEqual([A, B, C]);
    expect(passagesOf(`\uFEFF\n\n${A}\r\n${B}`, "a.txt", ONE)).toEqual([A, B]);
  });

  test.each(["\n \n", "\n\t\n", "\r\n\r\n", "\n\u00A0\n", "\n\n\n"])(
    "end at the blank line %j",
    (gap) => {
      expect(passagesOf(`${A}\n${B}${gap}${C}`, "a.txt", TWO)).toEqual([`${A}\n${B}`, C]);
    },
  );

  test("are cut from a file of another ending as from plain text", () => {
    expect(passagesOf(`# ${A}\n\n${B}`, "a.other", ONE)).toEqual([`# ${A}`, B]);
  });
});

describe("paragraphs under one heading", () => {
  test("are one passage where they fit, and no more than fit", () => {
    expect(passagesOf([A, B, C].join("\n\n"))).toEqual([[A, B, C].join("\n\n")]);
    expect(passagesOf([A, B, C].join("\n\n"), "a.md", TWO)).toHaveLength(2);
    expect(passagesOf(["That is all."].join("\n\n"))).toEqual(["That is all."]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["a line that leads up to the next", [A, "It said:", B], [A, `It said:\n\n${B}`]],
    ["an attribution and its quotation", [A, "— Ada, 3 May", B], [`${A}\n\n— Ada, 3 May`, B]],
  ])("are cut last between %s", (_, paragraphs, expected) => {
    expect(passagesOf(paragraphs.join("\n\n"), "a.md", 250)).toEqual(expected);
  });

  test("are not joined over a comment, boilerplate or a heading between them", () => {
    for (const between of ["<!-- between -->", "Loading...", "# Between", "***"])
      expect(passagesOf(`It said:\n\n${between}\n\n${A}`)).toEqual(["It said:", A]);
  });

  test("however many and short, make passages of some length", () => {
    const rows = Array.from({ length: 60 }, (_, at) => `Short paragraph number ${at} stands here.`);
    const { text, passages } = cutText(rows.join("\n\n"));
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages) expect(sliceOf(text, passage).length).toBeGreaterThan(250);
  });
});

describe("boilerplate", () => {
  test.each([
    "Loading...",
    "Close Menu",
    "AFP",
    "(Reuters)",
    "AFP / Getty Images",
    "[AP]",
    "Advertisement",
    "SHARE",
    "Read more »",
    "<!-- a comment -->",
    "<br/>",
    '<img src="a.png">',
    "</div>",
    "* * *",
    "—",
    "…",
    "😀",
    "",
    "<!-- one --> <!-- two -->",
    "AP | EPA",
  ])("%j is some", (line) => {
    expect(isBoilerplate(line)).toBe(true);
  });

  test.each([
    "Loading the truck took hours.",
    "AFP reported it.",
    "The menu",
    "Route 6",
    "5",
    "<b>Bold</b>",
    "é",
    "东",
    "<https://example.org/rules>",
    "<ada@example.org>",
    "a < b > c",
    "<!-- not closed",
    "AP AP said",
    "no",
  ])("%j is none", (line) => {
    expect(isBoilerplate(line)).toBe(false);
  });

  test("is no passage, and parts those about it", () => {
    const lines = ["Loading...", "Close Menu", "AFP"];
    expect(passagesOf([A, ...lines, B].join("\n\n"))).toEqual([A, B]);
    expect(passagesOf(`${A}\nAFP\n\n${B}\nLoading...\n${C}`, "a.txt")).toEqual([A, B, C]);
  });

  test("is quoted where it is part of a paragraph's line", () => {
    expect(passagesOf(`${A} Loading...`)).toEqual([`${A} Loading...`]);
  });
});

describe("what Markdown does not show", () => {
  test.each<[string, string]>([
    ["a link definition", `[a]: https://example.org "Title"`],
    ["a comment of several lines", "<!-- one\n\ntwo -->"],
    ["a thematic break", "- - -"],
  ])("%s is no passage", (_, block) => {
    expect(passagesOf(`${A}\n\n${block}\n\n${B}`)).toEqual([A, B]);
  });

  test("is quoted where it shows text after all", () => {
    for (const block of ["<div>Something to read, inside of it</div>", "<https://example.org/a>"])
      expect(passagesOf(`${A}\n\n${block}\n\n${B}`).join("\n")).toContain(block);
  });
});
