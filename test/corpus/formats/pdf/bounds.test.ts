/** @module Pages that are made to be slow: each is read, or refused, in a time that grows with its size. */

import { expect, inject, test } from "vitest";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { drawnPdf, put } from "../../../support/pdf.ts";

const MANY = inject("isLong") ? 60_000 : 20_000;
const times = (count: number, write: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => write(at)).join("");
const SOUND = put("The fee is ten crowns.", 72, 700);

test.each<[string, () => string, { readonly page?: string }?]>([
  [
    "letters at one place",
    () => `BT /F1 11 Tf 72 700 Td ${times(MANY, () => "(a) Tj 0 0 Td ")} ET`,
  ],
  [
    "letters that all but lie on one another",
    () => `BT /F1 0.6 Tf 72 600 Td ${times(MANY, (at) => `(i) Tj 0.00${at % 9} 0 Td `)} ET`,
  ],
  [
    "raised ones that are drawn late",
    () =>
      times(200, (at) => put("x ".repeat(40), 72, 100 + at * 2, 11)) +
      times(MANY / 4, (at) => put("2", 72 + (at % 400), 104 + (at % 400), 7)),
  ],
  ["boxes over the whole page", () => times(MANY, (at) => `0.${at % 10} g 0 0 595 842 re f `)],
  [
    "shapes over the whole page",
    () => times(MANY, (at) => `0 0 m 300 ${at % 800} l 595 842 l 9 ${at % 700} l f `),
  ],
  [
    "one shape of many corners",
    () => `0 0 m ${times(MANY, (at) => `${at % 595} ${at % 842} l `)} f`,
  ],
  [
    "lines through letters",
    () =>
      times(MANY / 10, (at) => put("hello", 72 + (at % 400), 500)) +
      times(MANY, (at) => `72 503 m ${100 + (at % 400)} 503 l S `),
  ],
  [
    "notes on every row",
    () => times(80, (at) => put("Ships wait.", 72, 10 + at * 8, 6)),
    {
      page: `/Annots [${times(3_000, (at) => `<< /Type /Annot /Subtype /FreeText /F 4 /Rect [200 ${at % 640} 300 ${(at % 640) + 9}] /Contents (note) >> `)}]`,
    },
  ],
])("%s", { timeout: 120_000 }, async (_, content, options = {}) => {
  const { text } = await readPdf(drawnPdf(`${content()}\n0 g ${SOUND}`, options));
  expect(text).toContain("The fee is ten crowns.");
});
