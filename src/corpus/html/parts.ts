/** @module A tree of HTML to the parts of a text, in order; furniture and lists of links are put aside. */

import type { Part } from "../extraction/part.ts";
import { isFurniture } from "../furniture.ts";
import { hasWords } from "../span.ts";
import { isBlock, isBox, isFurnitureElement, isHidden, standingOf } from "./furniture.ts";
import { MARK, openInline } from "./inline.ts";
import { isLinkList, type Measure } from "./main-text.ts";
import { type Reading, readBelow, readInline, roughText, type Tell } from "./seen.ts";
import { listOf, tableOf } from "./lines.ts";
import { headingOf } from "./heading.ts";
import { type Element, isElement, type Node, valueOf } from "./tree.ts";

export interface Parts {
  readonly parts: readonly Part[];
  readonly leftOut: readonly string[];
}

/** No line longer than this is taken for furniture by what it says. */
const SHORT = 200;

/** The parts of what stands below an element. */
export function partsOf(root: Element, measure: (node: Node) => Measure): Parts {
  const parts: Part[] = [];
  const leftOut: string[] = [];
  const inline = openInline();
  let inHeader = false;
  const tell = (text: string): void => void (text.trim() !== "" && leftOut.push(text.trim()));

  const flush = (): void => {
    const { paragraphs, dropped, isLinkList: onlyLinks } = inline.take();
    tell(dropped.replace(/\s+/g, " "));
    for (const text of paragraphs)
      if (onlyLinks || isAside(text, inHeader)) tell(text);
      else parts.push({ kind: "prose", text });
  };
  const visitAll = (element: Element, reading: Reading): void =>
    element.childNodes.forEach((node) => visit(node, reading));
  const visitBlock = (element: Element, reading: Reading): void => {
    flush();
    const outer = inHeader;
    inHeader ||= element.tagName === "header";
    const made = blockOf(element, measure, tell);
    if (made === "furniture") tell(roughText(element));
    else if (made) for (const part of made) parts.push(part);
    else visitAll(element, reading);
    flush();
    inHeader = outer;
  };
  const visit = (node: Node, reading: Reading): void => {
    if (!isElement(node)) return inline.add(valueOf(node), reading.isLink);
    if (node.tagName === "br") return inline.breakLine();
    if (isHidden(node)) return tell(roughText(node));
    if (isBlock(node)) return visitBlock(node, reading);
    if (!isStruckBox(node)) return readInline(node, reading, visitAll);
    flush();
    readInline(node, reading, visitAll);
    flush();
  };
  visitAll(root, { inline, tell, isLink: false, leans: false });
  flush();
  return { parts, leftOut };
}

/** What is struck with blocks in it, or is a box of furniture, belongs to no line of text. */
function isStruckBox(element: Element): boolean {
  const standing = standingOf(element);
  return (standing === "struck" || standing === "control") && isBox(element);
}

/** In a header, what is no sentence says who wrote the text and when. A mark alone stands for a paragraph that is struck. */
function isAside(text: string, inHeader: boolean): boolean {
  if (text.length >= SHORT || (text.includes(MARK) && !hasWords(text))) return false;
  return isFurniture(text) || (inHeader && !/[.!?]["'”’)]?$/.test(text));
}

/** What a block is as a whole; undefined where it is made of others. */
function blockOf(
  element: Element,
  measure: (node: Node) => Measure,
  tell: Tell,
): readonly Part[] | "furniture" | undefined {
  const { tagName } = element;
  if (isFurnitureElement(element, true)) return "furniture";
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  if (level !== undefined) return headingOf(element, Number(level), tell);
  if (tagName === "pre") return codeOf(element, tell);
  if (!/^(?:ul|ol|table|aside)$/.test(tagName)) return undefined;
  if (isLinkList(measure(element))) return "furniture";
  if (tagName === "aside") return undefined;
  return tagName === "table" ? tableOf(element, tell) : listOf(element, tell);
}

/** Buttons at the edges of code are no part of it. */
function codeOf(element: Element, tell: Tell): readonly Part[] {
  const inline = openInline();
  const edges = new Set([edgeOf(element, 0), edgeOf(element, -1)]);
  const passesOver = (one: Element): boolean => one.tagName === "button" && edges.has(one);
  readBelow(element, { inline, tell, isLink: false, leans: false, passesOver });
  const text = inline.takeRaw().text.replace(/^\n+/, "").trimEnd();
  return text === "" ? [] : [{ kind: "code", text }];
}

const edgeOf = (element: Element, at: 0 | -1): Node | undefined =>
  element.childNodes.filter((node) => isElement(node) || valueOf(node).trim() !== "").at(at);
