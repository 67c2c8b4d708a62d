/** @module The script for others refuses hostile citations, other JSON, and paths that lead out of the folder. */

import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile, openInside, verify } from "../../../docs/verify.mjs";
import { sha256 } from "../../../src/base/hash.ts";
import { citedIn, faultIn, resultsOf } from "../../support/cited.ts";
import { cutText } from "../../support/cutting.ts";
import { folderWith } from "../../support/temporary.ts";

describe("a hostile citation", () => {
  const text = "# A\n\nThe bell 😀 is rung at nine \u0000 and at \u2028 six.\n";
  const file = Buffer.from(text);
  const { document, passages } = cutText(text);
  const [cited] = citedIn(document, passages);
  if (!cited) throw new Error("no passage");
  const having = (fields: object) => ({ ...cited, citation: { ...cited.citation, ...fields } });
  const pair = text.indexOf("😀") + 1;

  it.each([
    ["no object", "x", "form"],
    ["null", null, "form"],
    ["without offsets", having({ start: undefined }), "form"],
    ["with a negative offset", having({ start: -1 }), "form"],
    ["with an offset that is no integer", having({ end: 10.5 }), "form"],
    ["with offsets as texts", having({ start: "5", end: "50" }), "form"],
    ["with offsets that are too large for integers", having({ end: 1e300 }), "form"],
    ["with offsets beyond the end", having({ end: text.length + 1 }), "offsets"],
    ["with offsets in the wrong order", having({ start: 9, end: 8 }), "form"],
    ["with an empty span", having({ start: 9, end: 9 }), "form"],
    ["that begins inside a pair", { ...having({ start: pair }), excerpt: "\uDE00" }, "offsets"],
    [
      "that ends inside a pair",
      { ...having({ end: pair }), excerpt: text.slice(5, pair) },
      "offsets",
    ],
    ["with a path that is no text", having({ path: 5 }), "form"],
    ["with a very long path", having({ path: "a/".repeat(9_000) }), "form"],
    ["with hidden parts that are no list", having({ hidden: "all" }), "form"],
    ["without an excerpt", { citation: cited.citation }, "excerpt"],
    ["with an excerpt that is no text", { ...cited, excerpt: [cited.excerpt] }, "excerpt"],
    [
      "of another normal form",
      { ...cited, excerpt: cited.excerpt.replace("e", "e\u0301") },
      "excerpt",
    ],
    ["with a lone surrogate", { ...cited, excerpt: `${cited.excerpt}\uD83D` }, "excerpt"],
    ["with its hash in capitals", having({ sha256: cited.citation.sha256.toUpperCase() }), "file"],
    ["with an ID that is no text", having({ id: [cited.citation.id] }), "ID"],
    ["of a prototype", having({ id: "__proto__" }), "ID"],
  ])("is refused: %s", (_, quoted, check) => {
    const one = quoted === null || quoted === "x" ? { citation: quoted } : quoted;
    expect(faultIn(JSON.parse(JSON.stringify(one)), file)).toBe(check);
  });

  it("is refused without its file, also if it names no hash of that", () => {
    const found = having({ of: "extracted", sha256: undefined, textSha256: sha256(text) });
    const files = { fileOf: () => undefined, texts: [openFile(file)] };
    const { holds, checks } = verify({ ...found, place: "quotation 1", hasExcerpt: true }, files);
    expect(holds).toBe(false);
    expect(checks.at(-1)).toMatchObject({ check: "file", holds: false });
  });

  it("is refused of a file that is not UTF-8", () => {
    const bytes = Buffer.concat([file, Buffer.from([0xff])]);
    expect(faultIn(having({ sha256: sha256(bytes) }), bytes)).toBe("encoding");
  });

  it("holds as it is", () => {
    expect(faultIn(cited, file)).toBeUndefined();
  });
});

describe("a path in an answer", () => {
  const place = async () => {
    const folder = await folderWith({
      "inside/a.md": "A",
      "inside/b/c.md": "C",
      "inside-2/d.md": "D",
      "e.md": "E",
    });
    const inside = join(folder, "inside");
    await symlink(join(folder, "e.md"), join(inside, "out.md"));
    await symlink(folder, join(inside, "up"));
    await symlink(join(inside, "b"), join(inside, "in"));
    return { folder, inside };
  };

  it("may lead to any file in the folder", async () => {
    const { inside } = await place();
    for (const path of ["a.md", "b/c.md", "./a.md", "b/../a.md", "in/c.md", "/a.md", "a.md/"])
      expect(openInside(inside, path), path).toBeDefined();
  });

  it("never leads out of the folder, nor to what is no file", async () => {
    const { folder, inside } = await place();
    for (const path of [
      "../e.md",
      "b/../../e.md",
      "../inside-2/d.md",
      join(folder, "e.md"),
      "out.md",
      "up/e.md",
      "up/inside-2/d.md",
      "",
      ".",
      "..",
      "b",
      "missing.md",
      "a.md\0.txt",
      "..\\e.md",
      "%2e%2e/e.md",
      "file:///etc/passwd",
      "a".repeat(5e3),
      "/etc/passwd",
      "/dev/zero",
      "../../../../../../etc/passwd",
    ])
      expect(openInside(inside, path), path).toBeUndefined();
    expect(openInside(join(folder, "none"), "a.md")).toBeUndefined();
  });
});

describe("other JSON", () => {
  it.each([
    ["null", null],
    ["a text", "answers"],
    ["a list", []],
    ["an object", {}],
    ["a problem", { type: "urn:footnote:problem:no-token", status: 401 }],
    ["a prototype's status", { status: "constructor" }],
    ["answers that are no list", { answers: {} }],
    ["answers that are a text", { answers: "abc" }],
    ["answers of nothing", { answers: [null] }],
    ["places that are no list", { answers: [{ alsoReportedIn: 5 }] }],
    ["conflicts that are no list", { answers: [{ differsFrom: {} }] }],
  ])("is no answer: %s", (_, json) => {
    expect(() => resultsOf(json, Buffer.from(""))).toThrow();
  });

  it.each([
    ["without a find", { outcome: "nothing", answers: [] }],
    ["to an ID that is gone", { status: "gone", id: "aaaaaaaaaaaa" }],
    ["with a verdict on an ID that is unknown", { verdict: "unknown", id: "aaaaaaaaaaaa" }],
    ["to an ID that is unknown", { status: "unknown", id: "aaaaaaaaaaaa" }],
  ])("is an answer %s", (_, json) => {
    expect(resultsOf(json, Buffer.from(""))).toEqual([]);
  });

  it("has its forged texts checked whatever else it says", () => {
    const forged = { citation: { path: "a.md", start: 0, end: 1 }, excerpt: "Forged." };
    for (const more of [{ verdict: "holds" }, { status: "gone" }, { verdict: "unknown" }])
      for (const json of [
        { ...forged, ...more },
        { answers: [forged], ...more },
      ])
        expect(resultsOf(json, Buffer.from("")).map(({ holds }) => holds)).toEqual([false]);
    expect(resultsOf({ status: "gone", excerpt: "Forged." }, Buffer.from(""))).toHaveLength(1);
  });

  it("has citations that don't hold where they are empty", () => {
    const answer = { answers: [{ differsFrom: [null, {}], alsoReportedIn: [null, 7] }] };
    expect(resultsOf(answer, Buffer.from("")).map(({ holds }) => holds)).toEqual(
      Array(5).fill(false),
    );
  });
});
