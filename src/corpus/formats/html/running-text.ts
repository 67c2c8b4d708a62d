/** @module Reading elements within a line: as their text, as a mark for what can't be read, or not at all. */

import { isBracketed, writeNote, writeShifted } from "../../extraction/superscript.ts";
import {
  formulaText,
  isBlock,
  isDecoration,
  isFormula,
  isNavigation,
  isUnreadable,
  isUndrawn,
  roughText,
  typesettingOf,
} from "./elements.ts";
import { type Inline, openInline } from "./inline.ts";
import type { MainText } from "./main-text.ts";
import {
  attribute,
  type Element,
  findElement,
  isElement,
  type Node,
  parentOf,
  plainText,
  valueOf,
} from "./tree.ts";
import type { Visibility } from "./visibility.ts";

/** What is known of a page as a whole. */
export type Page = Visibility & Pick<MainText, "isFrame">;

/** Where text is read. */
export interface Reading {
  readonly page: Page;
  readonly inline: Inline;
  /** Is called with each text that is left out. */
  readonly leaveOut: (text: string) => void;
  readonly leans: boolean;
  /** In a heading or the like, a button is its text and not a control beside some. */
  readonly isLabel: boolean;
  /** Within raised or lowered text: it has no blocks, and is a note as a whole or not at all. */
  readonly isTypeset?: boolean;
  readonly passesOver?: (element: Element) => boolean;
}

/** Whether a block is no part of the text around it. */
export const isLeftOut = (element: Element, page: Page): boolean =>
  isUndrawn(element) || isNavigation(element) || page.hidden.has(element) || page.isFrame(element);

/** Reads an element on one line; blocks in it do not run into one another. */
export function readLine(
  element: Element,
  context: Pick<Reading, "page" | "leaveOut"> & Partial<Reading>,
): string {
  const inline = openInline();
  readNode(element, { leans: false, isLabel: false, ...context, inline });
  const { text, dropped } = inline.takeLine();
  context.leaveOut(dropped);
  return text;
}

/** Reads all that is below an element as text of one line. */
export function readBelow(element: Element, reading: Reading): void {
  for (const node of element.childNodes) readNode(node, reading);
}

function readNode(node: Node, reading: Reading): void {
  const { inline, leaveOut, page, leans } = reading;
  if (!isElement(node)) return inline.add(valueOf(node), leans);
  if (reading.passesOver?.(node)) return leaveOut(roughText(node));
  if (node.tagName === "br") return inline.breakLine();
  if (!isBlock(node)) return readInline(node, reading, readBelow);
  const isApart = !/^(?:pre|h\d)$/.test(node.tagName);
  if (isApart) inline.add(" ", false);
  if (isLeftOut(node, page)) leaveOut(roughText(node));
  else readBelow(node, reading);
  if (isApart) inline.add(" ", false);
}

/**
 * Reads an element that is no block.
 * @param readOn reads the content of one that is text as it is.
 */
export function readInline(
  element: Element,
  reading: Reading,
  readOn: (element: Element, reading: Reading) => void,
): void {
  const { inline, leans, page } = reading;
  const typesetting = typesettingOf(element);
  if (isUndrawn(element) || isPermalink(element) || !isDrawn(element, page))
    return reading.leaveOut(roughText(element));
  if (isFormula(element) || isUnread(element, page)) return markUnread(element, reading);
  if (typesetting === "struck") {
    reading.leaveOut(roughText(element));
    return inline.mark(leans);
  }
  if (typesetting !== undefined && (reading.isTypeset || !findElement(element, isBlock)))
    return inline.add(writeTypeset(element, typesetting, reading), leans);
  if (element.tagName !== "button") return readOn(element, reading);
  const isText = reading.isLabel || page.isOpener(element);
  inline.gap();
  readBelow(element, { ...reading, leans: leans || !isText });
  inline.gap();
}

const isDrawn = (element: Element, { hidden }: Page): boolean =>
  [undefined, "aria-hidden"].includes(hidden.get(element));

/** Whether an element is a link to its own place, which is shown to a pointer only. */
function isPermalink({ tagName, childNodes: [text] }: Element): boolean {
  return tagName === "a" && text !== undefined && /^[¶🔗\u200B\p{Co}]$/u.test(valueOf(text));
}

const isUnread = (element: Element, { hidden }: Page): boolean =>
  element.tagName === "img" ||
  isUnreadable(element) ||
  isNavigation(element) ||
  hidden.has(element);

/** Reads a formula or a picture that is one of signs; puts a mark for any other, unless nothing is seen of it. */
function markUnread(element: Element, { inline, leaveOut, leans, page }: Reading): void {
  const text = isFormula(element) ? formulaText(element) : pictureText(element);
  if (text !== undefined) return inline.add(text, leans);
  leaveOut(roughText(element));
  if (!isBlank(element, page)) inline.mark(true);
}

/** Whether nothing is seen of an element that can't be read. */
function isBlank(element: Element, { hidden }: Page): boolean {
  if (/^(?:img|svg)$/.test(element.tagName)) return isDecoration(element);
  if (element.tagName === "input") return /^hidden$/i.test(attribute(element, "type") ?? "");
  const isText = !isUnreadable(element) && !isFormula(element);
  return isText && (hidden.has(element) || isNavigation(element)) && plainText(element) === "";
}

/** Reads a picture of a sign as that sign; a picture that is described in words is not those words. */
function pictureText(element: Element): string | undefined {
  const alt = element.tagName === "img" ? attribute(element, "alt")?.trim() : undefined;
  return alt && /^(?:\p{Extended_Pictographic}|\u200D|\uFE0F)+$/u.test(alt) ? alt : undefined;
}

function writeTypeset(
  element: Element,
  shift: "superscript" | "subscript",
  reading: Reading,
): string {
  const inline = openInline();
  readBelow(element, { ...reading, inline, leans: false, isTypeset: true });
  const { text } = inline.takeRaw(true);
  const isMark = isBracketed(text) || (!reading.isTypeset && isNote(element));
  return isMark ? writeNote(text) : writeShifted(text, shift);
}

/** Whether a sign is that of a note: it leads to a place in a page. */
function isNote(element: Element): boolean {
  const parent = parentOf(element);
  return (
    (parent !== undefined && isPlaceLink(parent)) || findElement(element, isPlaceLink) !== undefined
  );
}

const isPlaceLink = (element: Element): boolean =>
  element.tagName === "a" &&
  ((attribute(element, "href") ?? "").includes("#") ||
    attribute(element, "role") === "doc-noteref");
