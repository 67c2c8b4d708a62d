/** @module What is seen of an element within running text, and what stands for what can't be read. */

import { formulaText } from "./formula.ts";
import { isBlock, isBox, isFurnitureElement, isHidden, standingOf } from "./furniture.ts";
import { type Inline, openInline } from "./inline.ts";
import { isBracketed, writeNote, writeShifted } from "../extraction/raised.ts";
import { attribute, type Element, findElement, isElement, type Node, valueOf } from "./tree.ts";

/** Is told what was left out. */
export type Tell = (text: string) => void;

/** Where text is read: what gathers it, who is told what was left out, and what is passed over. */
export interface Reading {
  readonly inline: Inline;
  readonly tell: Tell;
  readonly isLink: boolean;
  readonly leans: boolean;
  readonly passesOver?: (element: Element) => boolean;
}

/** What is seen of an element, on one line. */
export function seenLine(
  element: Element,
  tell: Tell,
  passesOver?: (element: Element) => boolean,
): string {
  const inline = openInline();
  readSeen(element, {
    inline,
    tell,
    isLink: false,
    leans: false,
    ...(passesOver && { passesOver }),
  });
  const { text, dropped } = inline.takeRaw();
  tell(dropped);
  return text
    .replaceAll("\u00AD", "")
    .replace(/[\t\n\f\r ]+/g, " ")
    .trim();
}

/** Reads all that stands below an element as text of one line; blocks in it do not run into one another. */
export function readBelow(element: Element, reading: Reading): void {
  for (const node of element.childNodes) readSeen(node, reading);
}

function readSeen(node: Node, reading: Reading): void {
  if (!isElement(node)) return reading.inline.add(valueOf(node), reading.isLink, reading.leans);
  if (reading.passesOver?.(node)) return reading.tell(roughText(node));
  if (node.tagName === "br") return reading.inline.breakLine();
  if (!isBlock(node)) return readInline(node, reading, readBelow);
  if (isHidden(node)) return reading.tell(roughText(node));
  const isApart = !/^(?:pre|h\d)$/.test(node.tagName);
  if (isApart) reading.inline.add(" ", false);
  if (isFurnitureElement(node, true)) reading.tell(roughText(node));
  else readBelow(node, reading);
  if (isApart) reading.inline.add(" ", false);
}

/**
 * Reads an element that is no block, as it stands in running text.
 * @param goOn reads what stands below one that is text as it is.
 */
export function readInline(
  element: Element,
  reading: Reading,
  goOn: (element: Element, reading: Reading) => void,
): void {
  const { inline, tell, isLink, leans } = reading;
  const standing = standingOf(element);
  if (standing === "text") return readText(element, reading, goOn);
  if (standing === "control" && !isBox(element)) return readControl(element, reading);
  if (standing === "raised" || standing === "lowered") {
    if (findElement(element, isBlock)) return goOn(element, reading);
    return inline.add(typeset(element, standing, reading), isLink, leans);
  }
  const text = standing === "formula" ? formulaText(element) : pictured(element);
  if (text !== undefined) return inline.add(text, isLink, leans);
  tell(roughText(element));
  if (standing !== "unseen") inline.mark(standing !== "struck" || leans);
}

function readText(
  element: Element,
  reading: Reading,
  goOn: (element: Element, reading: Reading) => void,
): void {
  if (element.tagName !== "a") return goOn(element, reading);
  reading.inline.link();
  goOn(element, { ...reading, isLink: true });
}

function readControl(element: Element, reading: Reading): void {
  reading.inline.gap();
  readBelow(element, { ...reading, leans: true });
  reading.inline.gap();
}

function typeset(element: Element, standing: "raised" | "lowered", { tell }: Reading): string {
  const inline = openInline();
  readBelow(element, { inline, tell, isLink: false, leans: false });
  const { text } = inline.takeRaw(true);
  if (isNote(element) || isBracketed(text)) return writeNote(text);
  return writeShifted(text, standing);
}

/** A sign that leads to a place in a page is that of a note. */
function isNote(element: Element): boolean {
  const parent = element.parentNode;
  const outer = parent && "tagName" in parent && isWay(parent);
  return outer === true || findElement(element, isWay) !== undefined;
}

const isWay = (element: Element): boolean =>
  element.tagName === "a" &&
  ((attribute(element, "href") ?? "").includes("#") ||
    attribute(element, "role") === "doc-noteref");

/** A picture of a sign is that sign; a picture that is told in words is not those words. */
function pictured(element: Element): string | undefined {
  const alt = element.tagName === "img" ? attribute(element, "alt")?.trim() : undefined;
  return alt && /^(?:\p{Extended_Pictographic}|\u200D|\uFE0F)+$/u.test(alt) ? alt : undefined;
}

/** All text below a node on one line, its parts apart: only for a person to see what was left out. */
export const roughText = (node: Node): string => spaced(node).replace(/\s+/g, " ").trim();

function spaced(node: Node): string {
  if (!isElement(node)) return valueOf(node);
  return isText(node) ? node.childNodes.map(spaced).join(" ") : "";
}

/** Of what is left out, only what a person could have read is told. */
const isText = ({ tagName }: Element): boolean =>
  !/^(?:script|style|noscript|template|head|title|svg|math|select|datalist|iframe)$/.test(tagName);
