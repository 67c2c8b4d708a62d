/** @module The text of one file of a book, which is all content. */

import { defaultTreeAdapter, html as Html } from "parse5";
import type { Part } from "../../extraction/part.ts";
import { readBlocks } from "../html/blocks.ts";
import { attribute, elementsOf, findElement, type Root, wordsOf } from "../html/tree.ts";
import { readVisibility } from "../html/visibility.ts";
import { resolvePart } from "../office/relationships.ts";
import { parseXhtml } from "./xhtml.ts";

export interface Chapter {
  /** Name in the archive. */
  readonly name: string;
  readonly parts: readonly Part[];
  readonly leftOut: readonly string[];
  readonly isMissing: boolean;
  /** Whether it is of a kind that is not read, such as a picture. */
  readonly isUnreadable: boolean;
  readonly isMalformed: boolean;
}

type StyleSheet = (name: string) => Promise<string | undefined>;

/** Reads a chapter with its style sheets, which may hide some of it. */
export async function readChapter(
  name: string,
  content: Uint8Array,
  styleSheet: StyleSheet,
): Promise<Chapter> {
  const { root, isWellFormed } = parseXhtml(content);
  await includeStyles(root, name, styleSheet);
  const body = findElement(root, ({ tagName }) => tagName === "body");
  const page = { ...readVisibility(root), isFrame: () => false };
  const { parts, leftOut } = body ? readBlocks(body, page) : { parts: [], leftOut: [] };
  return {
    name,
    parts,
    leftOut,
    isMissing: false,
    isUnreadable: false,
    isMalformed: !isWellFormed,
  };
}

/** Puts the style sheets that a chapter links to into its tree. */
async function includeStyles(root: Root, name: string, styleSheet: StyleSheet): Promise<void> {
  const links = [...elementsOf(root)].filter(
    (one) => one.tagName === "link" && wordsOf(one, "rel").includes("stylesheet"),
  );
  for (const link of links) {
    const target = resolvePart(attribute(link, "href") ?? "", name);
    const css = target === undefined ? undefined : await styleSheet(target);
    if (css === undefined || link.parentNode === null) continue;
    const style = defaultTreeAdapter.createElement("style", Html.NS.HTML, []);
    defaultTreeAdapter.insertText(style, css);
    defaultTreeAdapter.insertBefore(link.parentNode, style, link);
  }
}
