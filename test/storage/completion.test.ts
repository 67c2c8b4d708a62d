/** @module Suggestions of passages, for headings typed with and without diacritics. */

import { describe, expect, it } from "vitest";
import { buildAt, openAt, placeWith } from "../support/library.ts";

const FILES = {
  "de.md": "---\nlanguage: de\n---\n\n# Satzung\n\n## Öffnungszeiten der Straße\n\nAb acht (8).\n",
  "pl.md": "---\nlanguage: pl\n---\n\n# Statut\n\n## Wysokość składki\n\nOsiem (8).\n",
};

describe("suggestions", () => {
  it.each([
    ["öffn", "Satzung > Öffnungszeiten der Straße"],
    ["OEFFN strasse", "Satzung > Öffnungszeiten der Straße"],
    ["offnungsz", "Satzung > Öffnungszeiten der Straße"],
    ["skladki wysokosc", "Statut > Wysokość składki"],
    ["Składki", "Statut > Wysokość składki"],
  ])("%s finds %s", async (typed, label) => {
    const place = await placeWith(FILES);
    await buildAt(place);
    const found = await (await openAt(place)).complete(typed, 5);
    expect(found.map((completion) => completion.label)).toEqual([label]);
  });
});
