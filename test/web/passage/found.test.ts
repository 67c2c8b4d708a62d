/** @module The page of a passage that is in the documents. */

import { describe, expect, it } from "vitest";
import { sha256 } from "../../../src/base/hash.ts";
import { byClass, elementsOf, textOf } from "../../support/html.ts";
import { HARBOUR } from "../../support/library.ts";
import { idUnder, pagesOf, shelfOf } from "../../support/passage-pages.ts";

const HOURS =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";

describe("the page of a passage", () => {
  it("shows it marked, with its document, section, place and hashes", async () => {
    const shelf = await shelfOf({ default: { files: { "a.md": HARBOUR } } });
    const [library] = shelf.libraries;
    if (!library) throw new Error("no library");
    const id = await idUnder(library, "Hours");
    const response = await pagesOf(shelf).get(`/p/${id}`);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(byClass(html, "passage").map(textOf)).toEqual([HOURS]);
    expect(
      elementsOf(html)
        .filter(({ tagName }) => tagName === "h1")
        .map(textOf),
    ).toEqual(["Hours"]);
    for (const part of [id, "The harbour", "a.md, line 5", sha256(HOURS), sha256(HARBOUR)])
      expect(html).toContain(part);
  });
});
