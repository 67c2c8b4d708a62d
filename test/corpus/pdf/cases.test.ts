/** @module PDF files that were misread once, as they should be read. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPdf } from "../../../src/corpus/pdf/pdf.ts";
import { sharedPath } from "../../support/shared.ts";

const CASES = sharedPath("cases");

const read = (name: string) => readPdf(new Uint8Array(readFileSync(join(CASES ?? "", name))));

describe.skipIf(CASES === undefined)("a PDF that was misread", () => {
  it("raised.pdf: a power is raised, and the number of a note is its sign", async () => {
    const { text } = await read("raised.pdf");
    expect(text).toContain("10³ kilograms");
    expect(text).toContain("See the note[2] for");
    expect(text).not.toMatch(/103|note2/);
  });

  it("overprint.pdf: a line drawn three times is read once", async () => {
    const { text } = await read("overprint.pdf");
    expect(text.match(/The harbour office opens at nine\./g)).toHaveLength(1);
  });

  it("dingbats.pdf: signs are the signs that are drawn", async () => {
    const { text } = await read("dingbats.pdf");
    expect(text).toMatch(/Guest plan .*: ✘[^]*Member plan .*: ✔[^]*The angle α must/);
    expect(text).not.toMatch(/: [48a]\b/);
  });

  it("layer.pdf: a layer that is off is left out, and said to be", async () => {
    const { text, leftOut, warnings } = await read("layer.pdf");
    expect(text).not.toContain("forty crowns");
    expect(leftOut.join(" ")).toContain("forty crowns");
    expect(warnings.join(" ")).toContain("layers that are off");
  });

  it("formvalue.pdf: a value filled in is text, with a warning", async () => {
    const { text, warnings } = await read("formvalue.pdf");
    expect(text).toContain("crowns is: 450");
    expect(warnings.join(" ")).toContain("filled into a form");
  });

  it("annot.pdf: struck words leave a mark, a note on the page is text, with warnings", async () => {
    const { text, warnings } = await read("annot.pdf");
    expect(text).toContain("[…]");
    expect(text).toContain("CORRECTION: from May on it opens at ten.");
    expect(warnings).toHaveLength(2);
  });

  it("hyphens.pdf: a hyphen at a line's end is kept, without white space behind it", async () => {
    const { text } = await read("hyphens.pdf");
    for (const word of ["9-12", "14-18", "self-service", "non-smoking"])
      expect(text).toContain(word);
    expect(text).not.toMatch(/- \w/);
  });
});
