/** @module What a document says about itself, and what only looks like it. */

import { describe, expect, test } from "vitest";
import { readFrontMatter } from "../../src/corpus/front-matter.ts";
import { cutText, passagesOf } from "../support/cutting.ts";
import { UserError } from "../../src/base/errors.ts";
import { faultOf } from "../support/fault.ts";

const BODY = "The text of the document begins here.";
const around = (fields: string): string => `---\n${fields}\n---\n${BODY}`;
const originOf = (fields: string) => readFrontMatter(around(fields)).origin;

describe("front matter", () => {
  test("tells title, author, publisher, source, dates, licence and language", () => {
    const fields = {
      title: "Rules of the club",
      author: "Ada Example",
      publisher: "The club",
      source: "https://example.org/rules",
      published: "2020-01-02",
      retrieved: "2021-03-04",
      licence: "CC BY 4.0",
      language: "en",
    };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    expect(originOf(lines.join("\n"))).toEqual(fields);
  });

  test.each<[string, string]>([
    ["with LF", "---\ntitle: T\n---\n"],
    ["with CRLF", "---\r\ntitle: T\r\n---\r\n"],
    ["behind a byte order mark", "\uFEFF---\ntitle: T\n---\n"],
    ["with blanks behind its marks", "--- \t\ntitle: T\n---  \n"],
    ["closed by dots", "---\ntitle: T\n...\n"],
    ["with a comment and an empty line", "---\n# about\n\ntitle: T\n---\n"],
  ])("is read %s, and the text begins behind it", (_, head) => {
    const { origin, bodyStart } = readFrontMatter(head + BODY);
    expect(origin).toEqual({ title: "T" });
    expect((head + BODY).slice(bodyStart)).toBe(BODY);
    expect(passagesOf(head + BODY)).toEqual([BODY]);
  });

  test.each<[string, string, string | undefined]>([
    ["a date", "published: 2020-01-02", "2020-01-02"],
    ["a year", "published: 2020", "2020"],
    ["a number with a last zero", "published: 2020.10", "2020.10"],
    ["a number with leading zeros", "published: 007", "007"],
    ["a truth value", "published: true", undefined],
    ["a quoted text", 'published: "  2020: early "', "2020: early"],
    ["folded lines", "published: >-\n  early\n  2020", "early 2020"],
    ["nothing", "published:", undefined],
    ["null", "published: null", undefined],
    ["a tilde", "published: ~", undefined],
    ["an empty text", 'published: ""', undefined],
    ["blanks", 'published: "  "', undefined],
  ])("takes %s as the text it is", (_, line, expected) => {
    expect(originOf(`title: T\n${line}`).published).toBe(expected);
  });

  test("joins several authors", () => {
    expect(originOf("author: [Ada, Bob]").author).toBe("Ada, Bob");
    expect(originOf("author:\n  - Ada\n  - null\n  - Bob").author).toBe("Ada, Bob");
  });

  test("may be indented by tabs, as sites' generators allow", () => {
    const fields = 'aliases: [\n\t"/a",\n  "/b",\n]\nauthor:\n\t- Ada\n\t- Bob\ntitle: T';
    expect(originOf(fields)).toEqual({ title: "T", author: "Ada, Bob" });
  });

  test("is read past fields that are not known", () => {
    const fields =
      "draws_on:\n  - title: Another\n    url: https://example.org\ntitle: T\ntags: [a]";
    expect(originOf(fields)).toEqual({ title: "T" });
  });

  test("may be empty", () => {
    expect(readFrontMatter("---\n---\nText.")).toMatchObject({ origin: {}, bodyStart: 8 });
    expect(readFrontMatter("---\n\n# nothing\n---")).toMatchObject({ origin: {}, bodyStart: 18 });
  });

  test.each<[string, string]>([
    ["a bracket that is not closed", "title: [T"],
    ["a quotation mark that is not closed", 'title: "T'],
    ["two colons", "title: one: two"],
    ["a field twice", "title: one\ntitle: two"],
    ["a title that is a list", "title: [one, two]"],
    ["a title that is a mapping", "title: {one: two}"],
    ["an author without a name", "author: [{age: 3}]"],
    ["a key that is a list", "? [a, b]\n: c\ntitle: T"],
    ["an alias of nothing", "title: *nowhere"],
    [
      "aliases of aliases",
      `a: &a [x, x]\n${"bcdefghij"
        .split("")
        .map((name, at) => `${name}: &${name} [*${"abcdefghi"[at]}, *${"abcdefghi"[at]}]`)
        .join("\n")}\ntitle: T`,
    ],
  ])("with %s is refused, and says why", async (_, fields) => {
    const fault = await faultOf(() => readFrontMatter(around(fields)));
    expect(fault).toMatch(/^its front matter cannot be read \(.+\): correct it/);
    expect(fault).not.toContain("\n");
  });
});

describe("no front matter", () => {
  test.each<[string, string]>([
    ["no mark at all", BODY],
    ["a mark that is not closed", `---\ntitle: T\n\n${BODY}`],
    ["a mark not at the head", `\n---\ntitle: T\n---\n${BODY}`],
    ["four dashes", `----\ntitle: T\n----\n${BODY}`],
    ["something behind the mark", `--- title: T\n---\n${BODY}`],
    ["two thematic breaks about a paragraph", `---\nA paragraph, no field.\n---\n${BODY}`],
    ["two thematic breaks about a list", `---\n- one\n- two\n---\n${BODY}`],
    ["an end too far away", `---\ntitle: ${"T".repeat(64_000)}\n---\n${BODY}`],
  ])("is in a text with %s", (_, text) => {
    expect(readFrontMatter(text)).toMatchObject({ origin: {}, bodyStart: 0 });
    expect(readFrontMatter(`\uFEFF${text}`)).toMatchObject({ origin: {}, bodyStart: 1 });
  });

  test("leaves a text between thematic breaks to be quoted", () => {
    const text = `---\n\nA first paragraph, which is no field.\n\n---\n\n${BODY}`;
    expect(passagesOf(text).join(" ")).toContain("A first paragraph, which is no field.");
  });
});

test("a byte order mark behind front matter moves no passage", () => {
  expect(passagesOf(`---\ntitle: T\n---\n\uFEFF${BODY}`)).toEqual([BODY]);
  expect(passagesOf(`\uFEFF\uFEFF${BODY}`)).toEqual([BODY]);
});

test("what front matter tells is part of the document, but for the title", () => {
  const { document } = cutText(around("title: T\npublisher: P"));
  expect(document).toMatchObject({ title: "T", origin: { publisher: "P" } });
  expect(document.origin).not.toHaveProperty("title");
});

/** So many that a parser which calls itself for each would overflow its stack, and end the process. */
const MANY = 15_000;
const full = (unit: string): string => unit.repeat(Math.floor(MANY / unit.length));

describe("a bomb", () => {
  test.each([
    ["lists in lists", `title: ${full("[")}`],
    ["lists that close again", `title: ${"[".repeat(MANY / 2)}${"]".repeat(MANY / 2)}`],
    ["lists behind ends of none", `title: x\na: ${"]".repeat(50)}${"[".repeat(MANY / 2)}`],
    ["maps in maps", `title: ${full("{a: ")}`],
    ["lists in one line", `title:\n  ${full("- ")}`],
    ["keys of keys", `title:\n  ${full("? ")}`],
    ["values of values", `title: ${full("a: ")}`],
    ["values of values in a list", `title: [${full("a: ")}`],
    ["values of values in a list, over lines", `title: [${full("a:\n")}`],
    ["a depth just too deep", `title: ${"[".repeat(21)}${"]".repeat(21)}`],
  ])("of %s is refused before it is parsed", async (_, yaml) => {
    expect(await faultOf(() => readFrontMatter(`---\n${yaml}\n---\nText.`))).toMatch(
      /^its front matter cannot be read \(its values are nested too deeply/,
    );
  });

  test.each([
    [
      "multiplied without end",
      `a: &a [${"x,".repeat(9)}x]\n${"bcdefgh"
        .split("")
        .map((name, at) => `${name}: &${name} [${`*${"abcdefg"[at]},`.repeat(9)}x]`)
        .join("\n")}\ntitle: *h`,
    ],
    ["of one long text", `a: &a ${"x".repeat(10_000)}\nauthor: [${"*a, ".repeat(200)}x]`],
  ])("of aliases %s is refused", async (_, yaml) => {
    expect(await faultOf(() => readFrontMatter(`---\n${yaml}\n---\nText.`))).toContain(
      "too many aliases",
    );
  });

  test("of an alias to itself, or of keys that objects have, does no harm", () => {
    const yaml = "a: &a [*a]\n__proto__: {title: x}\nconstructor: y\ntitle: Z";
    expect(readFrontMatter(`---\n${yaml}\n---\nText.`).origin).toEqual({ title: "Z" });
    expect(Object.prototype).not.toHaveProperty("title");
  });

  test.each([
    [
      "depth by indentation",
      Array.from({ length: 150 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
    ],
    ["faults", `title: ${full("!a ")}`],
    ["keys that stand twice", `title: x\n${full("k: v\n")}`],
    ["brackets that are text", `title: "${full("[")}"`],
  ])("of many %s is read or refused", (_, yaml) => {
    try {
      readFrontMatter(`---\n${yaml}\n---\nText.`);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  });

  test("of more than 16 kB is no front matter, and is not parsed", () => {
    const text = `---\ntitle: "${"x".repeat(16_000)}"\n---\nText.`;
    expect(readFrontMatter(text)).toMatchObject({ origin: {}, bodyStart: 0 });
  });
});

test("many fields in a line are no bomb", () => {
  const tags = Array.from({ length: 60 }, (_, at) => `k${at}: v`).join(", ");
  const list = Array.from({ length: 60 }, () => "- x").join("\n");
  const yaml = `title: Z\ntags: {${tags}}\nmore:\n${list}`;
  expect(readFrontMatter(`---\n${yaml}\n---\nText.`).origin).toEqual({ title: "Z" });
});

test("a thematic break of many dashes is no bomb", () => {
  const text = `---\n${"- ".repeat(40)}\n---\nText.`;
  expect(readFrontMatter(text)).toMatchObject({ origin: {}, bodyStart: 0 });
});

test("what is wrong is told with the line of the file", async () => {
  expect(await faultOf(() => readFrontMatter("---\ntitle: x\nb: 'y\n---\nText."))).toMatch(
    /in line \d\)/,
  );
});
