/** @module The shared PDFs that were misread once. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { sharedPath } from "../../../support/shared.ts";

const CASES: Readonly<Record<string, string>> = {
  "raised.pdf":
    "The load must not be more than 10³ kilograms on the lower deck. See the note[2] for what is meant by a boat in this rule.\n",
  "overprint.pdf":
    "The harbour office opens at nine.\n\nBoats must be tied up before sunset every day.\n",
  "dingbats.pdf":
    "Which plan may use the crane\n\nGuest plan with the use of the large crane: ✘ Member plan with the use of the large crane: ✔ Council plan with the use of the large crane: ✔ The angle α must be below thirty degrees.\n",
  "layer.pdf": "The fee for a berth is ten crowns a night for every boat.\n",
  "formvalue.pdf":
    "The rent of the hall per day in crowns is: 450 It is paid to the treasurer before the key is handed over.\n",
  "annot.pdf": "[…]\n\nCORRECTION: from May on it opens at ten.\n",
  "hyphens.pdf":
    "The office is open from Monday to Friday between 9-12 and 14-18 o'clock, and the so-called self-service desk on the ground floor is a non-smoking area at all times. Friday is not a holiday.\n",
};

const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  "layer.pdf": ["text on layers that are off is left out on page 1"],
  "formvalue.pdf": ["values filled into a form are quoted as text on page 1"],
  "annot.pdf": [
    "words on page 1 are struck out and quoted as […]",
    "notes written onto the page are quoted as text on page 1",
  ],
};

const folder = sharedPath("cases");
describe.skipIf(folder === undefined)("the shared cases", () => {
  test.each(Object.entries(CASES))("%s", async (name, expected) => {
    const { text, warnings } = await readPdf(await readFile(join(folder ?? "", name)));
    expect(text).toBe(expected);
    expect(warnings).toEqual(WARNINGS[name] ?? []);
  });
});
