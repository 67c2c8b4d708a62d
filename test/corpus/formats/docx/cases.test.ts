/** @module Word files made after faults found in real ones: each is read right, or refused with the reason. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readDocx } from "../../../../src/corpus/formats/docx/docx.ts";
import { sharedPath } from "../../../support/shared.ts";

const CASES = {
  "field.docx": "The meeting is on 1 May 2026 in the hall, see page 12 of the book.",
  "dropdown.docx": "The fee is twenty crowns a day for each boat.",
  "chart.docx": "The chart […] shows the fees of each year.",
  "altchunk.docx":
    "The rules of the garden follow in full below this line:\n\nDogs must not run in the garden.\n\nSo far the rules of the garden.",
  "ptab.docx": "Hall 5 crowns page 3\nYard\nnext line",
  "wingtext.docx": "Guests may use the crane: ✓ and the boat ✗ as the list says.",
  "document2.docx": [
    "Boats that may be hired from the club are these:\n",
    "Boat | Deposit | Price a day",
    "Rowing boat |  | 8 crowns",
    "Sailing boat | 100 crowns |",
    "Motor boat | 200 crowns | 40 crowns 30 for members\n",
    "The deposit is given back when the boat is.",
  ].join("\n"),
};

const folder = sharedPath("cases");

test.skipIf(folder === undefined).each(Object.entries(CASES))("%s", async (name, text) => {
  const read = await readDocx(readFileSync(`${folder}/${name}`));
  expect(read.text).toBe(`${text}\n`);
});
