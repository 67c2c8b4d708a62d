/** @module Text that a PDF draws again at its own place. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { drawnPdf, put } from "../../../support/pdf.ts";
import { runs } from "../../../support/runs.ts";

const TEXT = "Harbour rules, all 111 of them: ill, hall, IIII ...";
const textOf = async (content: string): Promise<string> =>
  (await readPdf(drawnPdf(content))).text.trim();

describe("what is drawn again is read once", () => {
  test.each<[string, number, number]>([
    ["at its own place", 0, 0],
    ["a little to the right", 0.3, 0],
    ["a little to the left", -0.3, 0],
    ["a little higher", 0, 0.3],
    ["a little lower", 0, -0.3],
    ["as a shadow below", 1.5, -1.5],
    ["as a shadow above", -1.5, 1.5],
    ["as a shadow further off than its narrow letters are wide", 3, -2],
  ])("%s", async (_, dx, dy) => {
    expect(await textOf(put(TEXT, 72, 700, 12) + put(TEXT, 72 + dx, 700 + dy, 12))).toBe(TEXT);
  });

  test("in other colours, and more than twice", async () => {
    const grey = `0.7 g ${put(TEXT, 73, 699, 12)}`;
    const red = `1 0 0 rg ${put(TEXT, 72.2, 700, 12)}`;
    expect(await textOf(`${grey}${red}0 g ${put(TEXT, 72, 700, 12)}`)).toBe(TEXT);
  });

  test("as an outline", async () => {
    expect(await textOf(`${put(TEXT, 72, 700)} 1 Tr ${put(TEXT, 72, 700)}`)).toBe(TEXT);
  });

  test("letter by letter", async () => {
    const content = Array.from("Habounde", (letter, at) =>
      put(letter, 72 + 7 * at, 700, 12).concat(put(letter, 72.4 + 7 * at, 700, 12)),
    );
    expect(await textOf(content.join(""))).toBe("Habounde");
  });

  test("word by word, over a line that was drawn as one", async () => {
    const content = put("Harbour rules", 72, 700, 12) + put("Harbour", 72.3, 700, 12);
    expect(await textOf(content)).toBe("Harbour rules");
  });
});

test("no letter is lost of text that is drawn once", async () => {
  const word = fc.stringMatching(/^[ilIjft.1mWo]{1,12}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
      const text = `A ${words.join(" ")}`;
      expect(await textOf(put(text, 72, 700) + put(text, 72, 685))).toBe(`${text} ${text}`);
    }),
    { numRuns: runs(40) },
  );
});
