/** @module Fonts of symbols in a PDF, and fonts that do not say which characters they draw. */

import { describe, expect, test } from "vitest";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { faultOf } from "../../../support/fault.ts";
import { drawnPdf, FIRST_OBJECT, put, streamOf } from "../../../support/pdf.ts";

const read = async (content: string, font: string, objects: readonly string[] = []) =>
  readPdf(drawnPdf(content, { fonts: `/S ${font}`, objects }));
const fontOf = (name: string, encoding = ""): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} ${encoding} >>`;

describe("a font of symbols gives its signs", () => {
  const WIN = "/Encoding /WinAnsiEncoding";
  test.each<[string, string, string, string]>([
    ["ZapfDingbats", "", "4 8 3 l n", "✔ ✘ ✓ ● ■"],
    ["ZapfDingbats", WIN, "4 8 3 l n", "✔ ✘ ✓ ● ■"],
    ["ABCDEF+ZapfDingbats", WIN, "4", "✔"],
    ["Symbol", "", "a b W", "α β Ω"],
    ["Symbol", WIN, "a b W", "α β Ω"],
    ["Symbol", "", "\xb3 \xb1 3", "≥ ± 3"],
    ["Wingdings", WIN, "\xfe \xa8", "🗹 🞎"],
    ["Wingdings-Regular", WIN, "n", "◼"],
    ["Webdings", WIN, "a", "✔"],
  ])("%s %s %s", async (name, encoding, codes, signs) => {
    const content = put("The plan:", 72, 700) + put(codes, 200, 700, 11, "S");
    const { text } = await read(content, fontOf(name, encoding));
    expect(text.normalize("NFC")).toBe(`The plan: ${signs}\n`);
  });

  test("or a mark, never a letter or a digit", async () => {
    const content =
      put("The plan", 72, 700) + put("\xf0", 200, 700, 11, "S") + put("ends.", 220, 700);
    const { text, warnings } = await read(content, fontOf("ZapfDingbats", WIN));
    expect(text).toBe("The plan […] ends.\n");
    expect(warnings).toEqual([
      "characters on page 1 are quoted as […]: their fonts do not say which they are",
    ]);
  });
});

/** A font whose glyphs are said to be the characters that a table of its own names. */
const mapped = (lines: string): readonly string[] => [
  `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode ${FIRST_OBJECT + 1} 0 R >>`,
  streamOf(
    "",
    `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange ${lines} endcmap end`,
  ),
];
const FONT = `${FIRST_OBJECT} 0 R`;
const char = (code: string, to: string): string => `1 beginbfchar <${code}> <${to}> endbfchar`;

describe("characters that a font does not say", () => {
  test.each([
    ["of private use", "E123"],
    ["replaced", "FFFD"],
    ["unassigned", "0378"],
  ])("leave a mark: %s", async (_, point) => {
    const content = put("The fee is ten AAA crowns for each of the boats", 72, 700, 11, "S");
    const { text } = await read(content, FONT, mapped(char("41", point)));
    expect(text).toBe("The fee is ten […] crowns for each of the boats\n");
  });

  test("make a font untrue whose letters are those of another order", async () => {
    const shifted = "<3A> <0003> <3B> <0011> <3C> <000F>".match(/<..> <....>/g) ?? [];
    const content =
      put("Rules of the harbour, and of its keeper, in so many words.", 72, 700) +
      put("7KH:IHH:LV:WHQ;", 72, 680, 11, "S");
    const map = shifted.map((pair) => `1 beginbfchar ${pair} endbfchar`).join(" ");
    const { text } = await read(content, FONT, mapped(map));
    expect(text).toBe("Rules of the harbour, and of its keeper, in so many words. […]\n");
  });

  test("are blanks where a true font has one control character among words", async () => {
    const content = put("TheIfeeIisItenIcrownsIforIeachIboat.", 72, 700, 11, "S");
    const { text } = await read(content, FONT, mapped(char("49", "0002")));
    expect(text).toBe("The fee is ten crowns for each boat.\n");
  });

  test("are a reason to refuse a file that has hardly any others", async () => {
    const file = drawnPdf(put("AAAA AAA", 72, 700, 11, "S"), {
      fonts: `/S ${FONT}`,
      objects: mapped(char("41", "E123")),
    });
    expect(await faultOf(() => readPdf(file))).toContain("fonts");
  });
});

test("an accent that is drawn by itself goes with its letter", async () => {
  const content = `${put("na", 72, 700)}BT /F1 11 Tf 84.2 700 Td (\xa8) Tj ET BT /F1 11 Tf 84.23 700 Td (i) Tj ET BT /F1 11 Tf 86.7 700 Td (ve) Tj ET`;
  expect((await readPdf(drawnPdf(content))).text).toBe("naïve\n");
});
