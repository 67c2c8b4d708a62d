/** @module HTML to a text: its main text, what it says of itself, and what was left out. */

import { UserError } from "../../errors.ts";
import type { Extracted } from "../extraction/extracted.ts";
import { compose } from "../extraction/part.ts";
import { aboutPage } from "./about.ts";
import { decodeHtml } from "./charset.ts";
import { mainText, measurer } from "./main-text.ts";
import { partsOf } from "./parts.ts";
import { roughText } from "./seen.ts";
import { type Element, elementsOf, parseHtml, type Root } from "./tree.ts";

/** Reads a page. @throws UserError if it can't be decoded, or is no page a person wrote. */
export async function readHtml(bytes: Uint8Array): Promise<Extracted> {
  const root = parseHtml(decodeHtml(bytes));
  const measure = measurer();
  const main = mainText(root, measure);
  if (!main) throw new UserError("there is no text in it");
  const { parts, leftOut } = partsOf(main, measure);
  const { text, blocks, starts } = compose(parts);
  const all = [...leftOut, ...paragraphsBeside(root, main)];
  const origin = aboutPage(root, main);
  return {
    text,
    blocks,
    places: { unit: "paragraph", starts },
    origin,
    leftOut: all,
    warnings: [],
  };
}

/** Paragraphs that stand outside the main text: who adds the page should see them. */
function paragraphsBeside(root: Root, main: Element): string[] {
  const within = new Set(elementsOf(main));
  return [...elementsOf(root)]
    .filter((element) => element.tagName === "p" && !within.has(element))
    .map(roughText);
}
