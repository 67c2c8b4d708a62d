/** @module Reads an HTML file: its main text, what it says of itself, and what is left out. */

import { UserError } from "../../../base/errors.ts";
import type { Extracted } from "../../extraction/extracted.ts";
import { composeParagraphs } from "../../extraction/part.ts";
import { describePage } from "./about.ts";
import { readBlocks } from "./blocks.ts";
import { roughText } from "./elements.ts";
import { findMainText } from "./main-text.ts";
import { requireText } from "./script-request.ts";
import { decodeHtml, type Element, type Node, parentOf, parseHtml } from "./tree.ts";
import { readVisibility } from "./visibility.ts";

/** Reads a page. @throws UserError if it can't be decoded, has no text, or is no page a person wrote. */
export async function readHtml(bytes: Uint8Array): Promise<Extracted> {
  const root = parseHtml(decodeHtml(bytes));
  const visibility = readVisibility(root);
  const main = findMainText(root, visibility);
  if (!main) throw new UserError("there is no text in it");
  const page = { ...visibility, isFrame: main.isFrame };
  const { parts, leftOut } = readBlocks(main.element, page);
  requireText(parts, root);
  return {
    ...composeParagraphs(parts),
    origin: describePage(root, main.element, page),
    leftOut: [...leftOut, ...textsBeside(main.element)],
    warnings: [],
  };
}

/** Lists the texts outside the main text, each as far as one element goes. */
function textsBeside(main: Element): string[] {
  const texts: string[] = [];
  for (let next: Element = main, around = parentOf(main); around && next.tagName !== "body";) {
    const inner: Node = next;
    texts.unshift(...around.childNodes.filter((node) => node !== inner).map(roughText));
    [next, around] = [around, parentOf(around)];
  }
  return texts.filter((text) => text !== "");
}
