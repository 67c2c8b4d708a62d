/** @module Raised and lowered text of a PDF: powers, notes, ordinals, fractions. */

import { describe, expect, test } from "vitest";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { drawnPdf, put } from "../../../support/pdf.ts";

/** Pieces of one line, each behind the last: its text, how far it is raised, and its size. */
type Piece = readonly [text: string, raise?: number, size?: number];

/** Widths in Helvetica of the characters used here, in thousandths. */
const WIDTHS: Readonly<Record<string, number>> = {
  " ": 278,
  ".": 278,
  ",": 278,
  "/": 278,
  i: 222,
  t: 278,
  f: 278,
  l: 222,
  r: 333,
  m: 833,
  ")": 333,
  "(": 333,
  C: 722,
  H: 722,
  O: 778,
  U: 722,
  "-": 333,
  "+": 584,
  I: 278,
  s: 500,
  c: 500,
  y: 500,
  k: 500,
  x: 500,
  v: 500,
  T: 611,
  S: 667,
  "*": 389,
  M: 833,
  A: 667,
};
const widthOf = (text: string, size: number): number =>
  Array.from(text).reduce((sum, sign) => sum + (WIDTHS[sign] ?? 556), 0) * (size / 1000);

function lineOf(pieces: readonly Piece[], y = 700): string {
  let x = 72;
  return pieces
    .map(([text, raise = 0, size = 11]) => {
      const drawn = put(text, x, y + raise, size);
      x += widthOf(text, size);
      return drawn;
    })
    .join("");
}
const textOf = async (content: string): Promise<string> =>
  (await readPdf(drawnPdf(content))).text.trim();
const written = (...pieces: readonly Piece[]): Promise<string> => textOf(lineOf(pieces));

describe("raised and lowered text", () => {
  test.each<[string, readonly Piece[], string]>([
    ["a power", [["at most 10"], ["3", 4, 7], [" kilograms"]], "at most 10³ kilograms"],
    ["a negative one", [["some 10"], ["-12", 4, 7], [" seconds"]], "some 10⁻¹² seconds"],
    ["a power of a unit", [["12 m"], ["2", 4, 7], [" of deck"]], "12 m² of deck"],
    [
      "a power in the same size",
      [["at most 10"], ["3", 4], [" kilograms"]],
      "at most 10³ kilograms",
    ],
    ["one at a line's end", [["an area of 12 km"], ["2", 4, 7]], "an area of 12 km²"],
    ["a lowered number", [["of H"], ["2", -2, 7], ["O alone"]], "of H₂O alone"],
    ["both", [["of SO"], ["4", -2, 7], ["2-", 4, 7], [" in it"]], "of SO₄²⁻ in it"],
    [
      "what has no signs",
      [["a speed of v"], ["max, Q", -2, 7], [" knots"]],
      "a speed of v_(max, Q) knots",
    ],
    ["letters raised", [["the M"], ["me", 4, 7], [" Dupont"]], "the Mᵐᵉ Dupont"],
    [
      "an exponent of letters",
      [["growth is e"], ["0.5 T", 4, 7], [" a year"]],
      "growth is e^(0.5 T) a year",
    ],
    ["an ordinal", [["on the 21"], ["st", 4, 7], [" of May"]], "on the 21st of May"],
    ["a dagger", [["the rule"], ["*", 4, 7], [" of May"]], "the rule* of May"],
    ["a sign of a brand", [["Acme"], ["TM", 4, 6], [" ropes"]], "Acme™ ropes"],
    ["an isotope", [["made of "], ["14", 4, 7], ["C alone"]], "made of ¹⁴C alone"],
    [
      "an exponent of an exponent",
      [["it is e"], ["-x", 4, 7], ["2", 7, 5], [" here"]],
      "it is e^(-x²) here",
    ],
  ])("%s", async (_, pieces, expected) => {
    expect(await written(...pieces)).toBe(expected);
  });

  test("is nothing that stands on the line in another size", async () => {
    expect(await written(["Big "], ["small", 0, 7], [" big"])).toBe("Big small big");
    expect(await written(["Line "], ["200", 0, 7])).toBe("Line 200");
  });

  test("is no line of its own that begins beside a larger one", async () => {
    const text = await textOf(
      put("ACME", 72, 700, 30) + put("12 High Street, Harbour Town", 300, 715, 8),
    );
    expect(text).toBe("ACME\n\n12 High Street, Harbour Town");
  });

  test("is put where it belongs, if it is drawn after the rest of the page", async () => {
    const end = 72 + widthOf("at most 10", 11);
    const line = put("at most 10", 72, 700) + put("kilograms", end + 8, 700);
    expect(await textOf(`${line}${put("Another line.", 72, 680)}${put("3", end, 704, 7)}`)).toMatch(
      /^at most 10³ kilograms/,
    );
  });

  test("is raised by the text state as well as by its place", async () => {
    const content =
      "BT /F1 11 Tf 72 700 Td (at most 10) Tj 4 Ts /F1 7 Tf (3) Tj 0 Ts /F1 11 Tf ( kilograms) Tj ET";
    expect(await textOf(content)).toBe("at most 10³ kilograms");
  });

  test("is raised on a page that is turned, and in text that runs upwards", async () => {
    const turned = `0 1 -1 0 800 100 cm ${lineOf([["at most 10"], ["3", 4, 7], [" kilograms"]])}`;
    expect(await textOf(turned)).toBe("at most 10³ kilograms");
    const page = drawnPdf(turned, { page: "/Rotate 90" });
    expect((await readPdf(page)).text.trim()).toBe("at most 10³ kilograms");
  });
});

describe("the mark of a note", () => {
  test.each<[string, readonly Piece[], string]>([
    ["behind a word", [["See the note"], ["2", 4, 7], [" for it"]], "See the note[2] for it"],
    [
      "behind a full stop",
      [["It is forbidden."], ["12", 4, 7], [" But"]],
      "It is forbidden.[12] But",
    ],
    ["behind a number's full stop", [["See rule 7."], ["3", 4, 7], [" But"]], "See rule 7.[3] But"],
    ["behind a bracket", [["(see above)"], ["3", 4, 7], [" and"]], "(see above)[3] and"],
    [
      "behind a bracket of a formula",
      [["it is (x + y)"], ["2", 4, 7], [" and"]],
      "it is (x + y)² and",
    ],
    ["of several", [["the harbour"], ["1, 2", 4, 7], [" has"]], "the harbour[1, 2] has"],
    [
      "at the foot",
      [
        ["2", 3, 6],
        [" That is any vessel.", 0, 9],
      ],
      "[2] That is any vessel.",
    ],
  ])("%s", async (_, pieces, expected) => {
    expect(await written(...pieces)).toBe(expected);
  });
});

describe("fractions", () => {
  test.each<[string, readonly Piece[], string]>([
    ["beside a slash", [["add 2"], ["1", 4, 7], ["/"], ["2", 0, 7], [" cups"]], "add 2½ cups"],
    ["lowered", [["add 2"], ["3", 4, 7], ["/"], ["4", -2, 7], [" cups"]], "add 2¾ cups"],
    ["without a sign", [["a 2"], ["5", 4, 7], ["/"], ["16", -2, 7], [" inch"]], "a 2 5/16 inch"],
    ["with its slash raised", [["a 3"], ["5/", 4, 7], ["16", -2, 7], [" inch"]], "a 3 5/16 inch"],
    ["small on the line", [["a 3"], ["5/16", 0, 7], [" inch"]], "a 3 5/16 inch"],
    ["as a power", [["a 3"], ["1/2", 4, 7], [" there"]], "a 3^(1/2) there"],
  ])("%s", async (_, pieces, expected) => {
    expect(await written(...pieces)).toBe(expected);
  });

  test("one over the other", async () => {
    const x = 72 + widthOf("add 2", 11);
    const line =
      put("add 2", 72, 700) + put("1", x, 705, 6) + put("2", x, 697, 6) + put("cups", x + 7, 700);
    expect(await textOf(`${line} ${x} 703 4 0.5 re f`)).toBe("add 2½ cups");
    expect(await textOf(line)).toBe("add 2¹₂ cups");
  });
});
