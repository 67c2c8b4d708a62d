/** @module The process that takes texts out: what it gives, and what becomes of a file that is too much for it. */

import { expect, onTestFinished, test } from "vitest";
import { type ExtractionLimits, openExtractor } from "../../../src/corpus/extraction/extractor.ts";
import { readHtml } from "../../../src/corpus/html/html.ts";
import { faultOf } from "../../support/fault.ts";

function open(limits?: ExtractionLimits) {
  const extractor = openExtractor(limits);
  onTestFinished(extractor.close);
  return extractor;
}
const PAGE = Buffer.from("<h1>Hours</h1><p>The harbour opens at six.</p>");

test("gives what the reader gives, file after file", async () => {
  const { extract } = open();
  expect(await extract("a.html", PAGE)).toEqual(await readHtml(PAGE));
  expect(await faultOf(() => extract("a.pdf", PAGE))).toContain("no PDF");
  expect(await faultOf(() => extract("a.html", Buffer.from("<p>…")))).toBe(
    "there is no text in it",
  );
  expect(await extract("a.htm", PAGE)).toEqual(await readHtml(PAGE));
});

test("a file that takes too long is refused, and the next is read", async () => {
  const long = Buffer.from("<p>word".repeat(700_000));
  const limits = { milliseconds: 100, megabytes: 1_000 };
  expect(await faultOf(() => open(limits).extract("a.html", long))).toContain("took longer than");
  expect((await open().extract("a.html", PAGE)).text).toContain("six");
});

test("a file that takes too much memory is refused, and the next is read", async () => {
  const { extract } = open({ milliseconds: 60_000, megabytes: 60 });
  const large = Buffer.from("<p>word".repeat(700_000));
  expect(await faultOf(() => extract("a.html", large))).toContain("want of memory");
  expect((await extract("a.html", PAGE)).text).toContain("six");
});
