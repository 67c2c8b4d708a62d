/** @module The paths of pages. */

import { describe, expect, test } from "vitest";
import { entryOf } from "../../../src/sources/files.ts";
import { pathsOfPage } from "../../../src/sources/pages/path.ts";

const HASH = /-[0-9a-f]{8}\.\w+$/;

describe("the path of a page", () => {
  test.each<[string, string, string]>([
    ["https://example.org/rules/guests.html", ".html", "example.org/rules/guests.html"],
    ["https://example.org/rules/guests.HTM", ".html", "example.org/rules/guests.HTM"],
    ["https://example.org/guests", ".html", "example.org/guests.html"],
    ["https://example.org/", ".html", "example.org/index.html"],
    ["https://example.org/a//b/", ".html", "example.org/a/b/index.html"],
    ["https://example.org/a.php", ".html", "example.org/a.php.html"],
    ["https://example.org/a.html", ".pdf", "example.org/a.html.pdf"],
    ["http://127.0.0.1:8080/a.md", ".md", "127.0.0.1_8080/a.md"],
    ["https://bücher.example/%C3%BC%20b.txt", ".txt", "xn--bcher-kva.example/ü b.txt"],
    ["https://example.org/.hidden/..a", ".html", "example.org/_hidden/__a.html"],
    ["https://example.org/a%2Fb%00%5Cc", ".html", "example.org/a_b__c.html"],
    ["https://example.org/%E0%A4", ".html", "example.org/%E0%A4.html"],
  ])("%s as %s", (address, extension, path) => {
    const [first = "", ...others] = pathsOfPage(address, extension);
    expect(first).toBe(path);
    for (const other of others) expect(other).toMatch(/-[0-9a-f]{8,}\.\w+$/);
    expect(entryOf(first, () => "x")).toEqual({ path, fingerprint: "x" });
  });

  test("has a part of a hash where there is a query, or the path is long", () => {
    const ofQuery = pathsOfPage("https://example.org/a?token=SECRET", ".html")[0];
    expect(ofQuery).toMatch(/^example\.org\/a-[0-9a-f]{8}\.html$/);
    const long = pathsOfPage(`https://example.org/${"😀".repeat(200)}`, ".html")[0] ?? "";
    expect(long).toMatch(HASH);
    expect(long.isWellFormed()).toBe(true);
    expect(long.length).toBeLessThan(170);
  });
});
