/** @module Files that were misread once, as they should be read. */

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { excerptOf } from "../../src/corpus/hidden.ts";
import { parseText } from "../../src/corpus/parse.ts";
import { sha256 } from "../../src/base/hash.ts";
import { cutText, isWord } from "../support/cutting.ts";
import { sharedPath } from "../support/shared.ts";

const CASES = sharedPath("cases");

const textOf = (name: string): string => readFileSync(join(CASES ?? "", name), "utf8");

function read(name: string) {
  const { document, passages } = cutText(textOf(name), name);
  const excerpts = passages.map((passage) => excerptOf(document, passage));
  return {
    document,
    passages,
    excerpts,
    headings: passages.flatMap((passage) => passage.headings),
  };
}

describe.skipIf(CASES === undefined)("a file that was misread", () => {
  it("hidden.md: no comment, definition, attribute or block ID is quoted", () => {
    const { excerpts, headings } = read("hidden.md");
    const all = [...excerpts, ...headings].join("\n");
    expect(all).not.toMatch(
      /caretaker|not true in winter|4711|remove this|https?:|porter is leaving/,
    );
    expect(all).not.toMatch(/%%|\^block|\{|<|by way of|note \}/);
    expect(excerpts).toContain("The cellar is […] for hire.");
    expect(excerpts[0]).toMatch(
      /^- The hall opens at nine\.\n {2}\[…\]\n- The hall closes at six\.\n\nThe garden is open all day\. \[…\]/,
    );
    expect(all).toContain("The footnote says that dogs stay outside.");
    expect([...new Set(headings)]).toEqual([
      "Opening hours",
      "Fees",
      "Rooms",
      "Keys",
      "Spare keys",
      "Parking",
      "Setext with id",
    ]);
  });

  it("dialects.md: its sentences, and nothing that only a site generator reads", () => {
    const { excerpts, headings, document } = read("dialects.md");
    const all = excerpts.join("\n");
    expect(document.title).toBe("Dialects");
    for (const sentence of [
      "Install it with the package manager of your choice.",
      "Use the short form.",
      "The valve is hot. It must not be touched for ten minutes.",
      "Folded text about the valve.",
      "Run the installer as an ordinary user.",
      "The hose is two metres long.",
      "Close the tap and call the office.",
      "Definition of the term.",
    ])
      expect(all).toContain(sentence);
    expect(all).not.toMatch(
      /import|export|Tab|:::|!!!|\?\?\?|===|\{|TOC|label|badge|shields|pump|</,
    );
    expect(headings).toEqual(
      expect.arrayContaining(["macOS", "My tip", "Take care", "Linux", "What if the hose bursts?"]),
    );
  });

  it("code-cut.md: code is cut between lines, and each cut is marked", () => {
    const { passages, document } = read("code-cut.md");
    expect(passages.map(({ cut }) => cut)).toEqual(["after", "both", "both", "before"]);
    for (const { start, end } of passages.slice(1)) {
      expect(document.text.charAt(start - 1)).toBe("\n");
      expect(["\n", ""]).toContain(document.text.charAt(end));
    }
  });

  it("table-padded.md: padding does not count, and a header is with its rows", () => {
    const { passages, excerpts } = read("table-padded.md");
    expect(passages.length).toBeLessThan(3);
    expect(excerpts[0]).toMatch(/^\| Berth .*\n\|-+\|.*\n\| A1 /);
    for (const passage of passages.slice(1))
      expect(passage.columns).toEqual(["Berth", "Summer fee", "Notes"]);
  });

  it.each([
    ["title-1.md", "Fees of the harbour"],
    ["title-4.md", "Rope guide"],
    ["toml-front-matter.md", "Pump manual"],
    ["guide.mdx", "Anti-cheat"],
  ])("%s has the title %s", (name, title) => {
    expect(read(name).document.title).toBe(title);
  });

  it("toml-front-matter.md: its fields are not quoted", () => {
    expect(read("toml-front-matter.md").excerpts).toEqual([
      "The pump is blue and stands in the yard.",
    ]);
  });

  it("published-false.md is a draft under a licence, without a date", () => {
    const path = join(CASES ?? "", "published-false.md");
    const text = textOf(basename(path));
    const parsed = parseText({ path, text, sha256: sha256(text), bytes: text.length }, isWord);
    expect(parsed.isDraft).toBe(true);
    expect(parsed.document.origin).toEqual({ licence: "CC BY 4.0" });
  });

  it("guide.mdx: its import is no passage", () => {
    expect(read("guide.mdx").excerpts).toEqual([
      "The anti-cheat is switched off with `anti-cheat.enabled: false` in `server.yml`.",
    ]);
  });
});
