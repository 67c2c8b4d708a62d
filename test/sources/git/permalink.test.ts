/** @module Permanent links, in the forms that the hosts document. */

import { describe, expect, test } from "vitest";
import { linksOf } from "../../../src/sources/git/permalink.ts";

const commit = "1a2b3c4d5e6f708192a3b4c5d6e7f80910a1b2c3";
const place = { commit, path: "docs/a b#ä?.md", lines: { from: 40, to: 52 } };
const path = "docs/a%20b%23%C3%A4%3F.md";

describe("a link to lines", () => {
  test.each([
    ["https://github.com/o/r.git", `https://github.com/o/r/blob/${commit}/${path}?plain=1#L40-L52`],
    ["ssh://git@github.com/o/r", `https://github.com/o/r/blob/${commit}/${path}?plain=1#L40-L52`],
    [
      "https://gitlab.com/g/s/r/",
      `https://gitlab.com/g/s/r/-/blob/${commit}/${path}?plain=1#L40-52`,
    ],
    [
      "ssh://git@gitlab.example.org:2222/g/r.git",
      `https://gitlab.example.org/g/r/-/blob/${commit}/${path}?plain=1#L40-52`,
    ],
    [
      "http://gitlab.example.org:8080/g/r",
      `http://gitlab.example.org:8080/g/r/-/blob/${commit}/${path}?plain=1#L40-52`,
    ],
    [
      "https://codeberg.org/o/r.git",
      `https://codeberg.org/o/r/src/commit/${commit}/${path}?display=source#L40-L52`,
    ],
    [
      "https://gitea.example.org/o/r",
      `https://gitea.example.org/o/r/src/commit/${commit}/${path}?display=source#L40-L52`,
    ],
    ["https://bitbucket.org/o/r", `https://bitbucket.org/o/r/src/${commit}/${path}#lines-40:52`],
    ["https://git.sr.ht/~o/r", `https://git.sr.ht/~o/r/tree/${commit}/item/${path}#L40-52`],
    ["https://git.example.org/r.git", undefined],
    ["https://notgithub.com/o/r", undefined],
    ["file:///srv/docs.git", undefined],
  ])("of %s", (url, expected) => {
    expect(linksOf({ url })(place)).toBe(expected);
  });

  test("names one line once, and is to the file where its text has no lines", () => {
    const linkTo = linksOf({ url: "https://github.com/o/r" });
    expect(linkTo({ ...place, lines: { from: 7, to: 7 } })).toMatch(/\?plain=1#L7$/);
    expect(linkTo({ ...place, lines: undefined })).toBe(
      `https://github.com/o/r/blob/${commit}/${path}`,
    );
  });
});

describe("a template", () => {
  const url = "file:///srv/docs.git";

  test("has its places filled, and its fragment only with lines", () => {
    const linkTo = linksOf({ url, permalink: "https://x.org/{path}?id={commit}#n{start}-{end}" });
    expect(linkTo(place)).toBe(`https://x.org/${path}?id=${commit}#n40-52`);
    expect(linkTo({ ...place, lines: undefined })).toBe(`https://x.org/${path}?id=${commit}`);
  });

  test("that needs lines before its fragment gives no link without them", () => {
    const linkTo = linksOf({ url, permalink: "https://x.org/{path}?line={start}" });
    expect(linkTo({ ...place, lines: undefined })).toBeUndefined();
  });

  test("takes paths as they are", () => {
    const linkTo = linksOf({ url, permalink: "https://x.org/{path}" });
    expect(linkTo({ ...place, path: "$&/{start}.md" })).toBe("https://x.org/%24%26/%7Bstart%7D.md");
  });
});
