/** @module Reading of inline elements: as text, as an ellipsis if they are unreadable, or omitted. */

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
import { type LineBuffer, createLineBuffer } from "./line-buffer.ts";
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

/** Facts about the whole page. */
export type Page = Visibility & Pick<MainText, "isFrame">;

/** The context in which inline text is read. */
export interface InlineContext {
  readonly page: Page;
  readonly inline: LineBuffer;
  /** Is called with each omitted text. */
  readonly leaveOut: (text: string) => void;
  readonly isDependent: boolean;
  /** Whether a button is part of the text, as in a heading, and no control. */
  readonly isLabel: boolean;
  /** Whether the text is raised or lowered: it has no blocks, and is a footnote reference only as a whole. */
  readonly isShifted?: boolean;
  readonly isSkipped?: (element: Element) => boolean;
}

/** Whether a block is omitted. */
export const isLeftOut = (element: Element, page: Page): boolean =>
  isUndrawn(element) || isNavigation(element) || page.hidden.has(element) || page.isFrame(element);

/** Reads an element on one line, with white space between blocks. */
export function readLine(
  element: Element,
  context: Pick<InlineContext, "page" | "leaveOut"> & Partial<InlineContext>,
): string {
  const inline = createLineBuffer();
  readNode(element, { isDependent: false, isLabel: false, ...context, inline });
  const { text, dropped } = inline.takeLine();
  context.leaveOut(dropped);
  return text;
}

/** Reads the content of an element as text of one line. */
export function readBelow(element: Element, context: InlineContext): void {
  for (const node of element.childNodes) readNode(node, context);
}

function readNode(node: Node, context: InlineContext): void {
  const { inline, leaveOut, page, isDependent } = context;
  if (!isElement(node)) return inline.add(valueOf(node), isDependent);
  if (context.isSkipped?.(node)) return leaveOut(roughText(node));
  if (node.tagName === "br") return inline.breakLine();
  if (!isBlock(node)) return readInline(node, context, readBelow);
  const isApart = !/^(?:pre|h\d)$/.test(node.tagName);
  if (isApart) inline.add(" ", false);
  if (isLeftOut(node, page)) leaveOut(roughText(node));
  else readBelow(node, context);
  if (isApart) inline.add(" ", false);
}

/**
 * Reads an element that is no block.
 * @param readContent reads the content of an element without a treatment of its own.
 */
export function readInline(
  element: Element,
  context: InlineContext,
  readContent: (element: Element, context: InlineContext) => void,
): void {
  const { inline, isDependent, page } = context;
  const typesetting = typesettingOf(element);
  if (isUndrawn(element) || isPermalink(element) || !isDrawn(element, page))
    return context.leaveOut(roughText(element));
  if (isFormula(element) || isUnread(element, page)) return addUnreadable(element, context);
  if (typesetting === "struck") {
    context.leaveOut(roughText(element));
    return inline.addEllipsis(isDependent);
  }
  if (typesetting !== undefined && (context.isShifted || !findElement(element, isBlock)))
    return inline.add(writeShiftedText(element, typesetting, context), isDependent);
  if (element.tagName !== "button") return readContent(element, context);
  const isText = context.isLabel || page.isOpener(element);
  inline.gap();
  readBelow(element, { ...context, isDependent: isDependent || !isText });
  inline.gap();
}

const isDrawn = (element: Element, { hidden }: Page): boolean =>
  [undefined, "aria-hidden"].includes(hidden.get(element));

/** Whether an element is a permalink, which is shown on hover only. */
function isPermalink({ tagName, childNodes: [text] }: Element): boolean {
  return tagName === "a" && text !== undefined && /^[¶🔗\u200B\p{Co}]$/u.test(valueOf(text));
}

const isUnread = (element: Element, { hidden }: Page): boolean =>
  element.tagName === "img" ||
  isUnreadable(element) ||
  isNavigation(element) ||
  hidden.has(element);

/** Adds a plain formula or an emoji as text; adds an ellipsis for other elements, unless they are invisible. */
function addUnreadable(
  element: Element,
  { inline, leaveOut, isDependent, page }: InlineContext,
): void {
  const text = isFormula(element) ? formulaText(element) : pictureText(element);
  if (text !== undefined) return inline.add(text, isDependent);
  leaveOut(roughText(element));
  if (!isBlank(element, page)) inline.addEllipsis(true);
}

/** Whether an unreadable element is invisible. */
function isBlank(element: Element, { hidden }: Page): boolean {
  if (/^(?:img|svg)$/.test(element.tagName)) return isDecoration(element);
  if (element.tagName === "input") return /^hidden$/i.test(attribute(element, "type") ?? "");
  const isText = !isUnreadable(element) && !isFormula(element);
  return isText && (hidden.has(element) || isNavigation(element)) && plainText(element) === "";
}

/** Returns the emoji that a picture shows; undefined for other pictures. */
function pictureText(element: Element): string | undefined {
  const alt = element.tagName === "img" ? attribute(element, "alt")?.trim() : undefined;
  return alt && /^(?:\p{Extended_Pictographic}|\u200D|\uFE0F)+$/u.test(alt) ? alt : undefined;
}

function writeShiftedText(
  element: Element,
  shift: "superscript" | "subscript",
  context: InlineContext,
): string {
  const inline = createLineBuffer();
  readBelow(element, { ...context, inline, isDependent: false, isShifted: true });
  const { text } = inline.takeRaw(true);
  const isMark = isBracketed(text) || (!context.isShifted && isNote(element));
  return isMark ? writeNote(text) : writeShifted(text, shift);
}

/** Whether shifted text is a footnote reference: it links to a fragment. */
function isNote(element: Element): boolean {
  const parent = parentOf(element);
  return (
    (parent !== undefined && isFragmentLink(parent)) ||
    findElement(element, isFragmentLink) !== undefined
  );
}

const isFragmentLink = (element: Element): boolean =>
  element.tagName === "a" &&
  ((attribute(element, "href") ?? "").includes("#") ||
    attribute(element, "role") === "doc-noteref");
