/** @module Raised and lowered text keeps its meaning on the line. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BaselineShift,
  writeNote,
  writeShifted,
} from "../../../src/corpus/extraction/superscript.ts";

describe("raised and lowered text", () => {
  test.each<[BaselineShift, string, string]>([
    ["superscript", "3", "³"],
    ["superscript", "−12", "⁻¹²"],
    ["superscript", "n+1", "ⁿ⁺¹"],
    ["superscript", "0.5", "^(0.5)"],
    ["superscript", "T", "^(T)"],
    ["superscript", "a\n b", "^(a b)"],
    ["superscript", " 6 ", " ⁶ "],
    ["superscript", "st", "st"],
    ["superscript", "th ", "th "],
    ["superscript", "TM", "™"],
    ["superscript", "®", "®"],
    ["superscript", "†", "†"],
    ["superscript", "", ""],
    ["superscript", " \n", " "],
    ["subscript", "2", "₂"],
    ["subscript", "max", "ₘₐₓ"],
    ["subscript", "max, Q", "_(max, Q)"],
    ["subscript", "th", "ₜₕ"],
  ])("%s %j is written %j", (shift, text, written) => {
    expect(writeShifted(text, shift)).toBe(written);
  });

  test.each([
    ["kept with care", "1", "[1]"],
    ["kept with care.", "12", "[12]"],
    ["as the law.", "3", "[3]"],
    ["“as it was”", "1,2", "[1,2]"],
    ["für Gäste", "4", "[4]"],
    ["10", "3", "³"],
    ["5 km", "2", "²"],
    ["5 metres", "2", "²"],
    ["sin", "2", "²"],
    ["(a + b)", "2", "²"],
    ["E = mc", "2", "²"],
    ["per second", "−1", "⁻¹"],
    ["the third word", "th", "th"],
    ["", "1", "¹"],
  ])("after %j a raised %j is written %j", (before, text, written) => {
    expect(writeShifted(text, "superscript", before)).toBe(written);
  });

  test("the mark of a note has one pair of brackets", () => {
    expect([writeNote("1"), writeNote(" [a] "), writeNote("†")]).toEqual(["[1]", " [a] ", "[†]"]);
  });

  test("never reads as text on the line where it has a digit", () => {
    const text = fc.stringMatching(/^[a-zA-Z0-9 .,+-]*[0-9][a-zA-Z0-9 .,+-]*$/);
    fc.assert(
      fc.property(
        text,
        fc.constantFrom<BaselineShift>("superscript", "subscript"),
        (own, shift) => {
          expect(writeShifted(own, shift).replace(/[_^]\([^)]*\)/, "")).not.toMatch(/[0-9]/);
        },
      ),
    );
  });
});
