/** @module Parts of the main text of a page, in order, and the texts omitted from it. */

import type { Part } from "../../extraction/part.ts";
import { onOneLine, hasWords } from "../../span.ts";
import { isBlock, roughText, typesettingOf } from "./elements.ts";
import { createLineBuffer } from "./line-buffer.ts";
import {
  isLeftOut,
  type Page,
  readBelow,
  readInline,
  readLine,
  type InlineContext,
} from "./inline-elements.ts";
import { createSections } from "./sections.ts";
import { readTable } from "./table.ts";
import {
  type Element,
  findElement,
  isElement,
  type Node,
  plainText,
  setOf,
  valueOf,
} from "./tree.ts";

export interface Blocks {
  readonly parts: readonly Part[];
  /** The omitted texts. */
  readonly leftOut: readonly string[];
}

type Context = Pick<InlineContext, "page" | "leaveOut">;

/** Reads the content of an element. */
export function readBlocks(root: Element, page: Page): Blocks {
  const sections = createSections();
  const leftOut: string[] = [];
  const inline = createLineBuffer();
  const leaveOut = (text: string): void => {
    const line = onOneLine(text);
    if (line !== "") leftOut.push(line);
  };
  const flush = (): void => {
    const { paragraphs, dropped } = inline.takeParagraphs();
    leaveOut(dropped);
    for (const text of paragraphs) sections.add({ kind: "prose", text });
  };
  const visitAll = (element: Element, context: InlineContext): void =>
    element.childNodes.forEach((node) => visit(node, context));
  const visitBlock = (element: Element, context: InlineContext): void => {
    if (isLeftOut(element, page)) {
      const text = roughText(element);
      if (page.hidden.has(element) && hasWords(text)) sections.omit(element);
      return leaveOut(text);
    }
    const depth = /^h([1-6])$/.exec(element.tagName)?.[1];
    if (depth !== undefined) {
      const text = headingText(element, { page, leaveOut });
      if (text !== "")
        sections.addHeading({ kind: "heading", depth: Number(depth), text }, element);
      return;
    }
    const whole = readWhole(element, { page, leaveOut });
    if (whole) whole.forEach(sections.add);
    else visitAll(element, { ...context, isLabel: isLabel(element) });
  };
  const visitApart = (element: Element, read: () => void): void => {
    flush();
    read();
    flush();
    sections.leave(element);
  };
  const visit = (node: Node, context: InlineContext): void => {
    if (!isElement(node)) return inline.add(valueOf(node), context.isDependent);
    if (node.tagName === "br") return inline.breakLine();
    if (isBlock(node)) return visitApart(node, () => visitBlock(node, context));
    if (!isStruckBox(node)) return readInline(node, context, visitAll);
    visitApart(node, () => readInline(node, context, visitAll));
  };
  visitAll(root, { page, inline, leaveOut, isDependent: false, isLabel: false });
  flush();
  return { parts: sections.parts, leftOut };
}

/** Whether an element is struck out and contains blocks, so that it belongs to no line. */
const isStruckBox = (element: Element): boolean =>
  typesettingOf(element) === "struck" && findElement(element, isBlock) !== undefined;

/** Whether a button in a block is part of its text, such as the question that opens an answer. */
const isLabel = ({ tagName }: Element): boolean => /^(?:summary|dt|legend|caption)$/.test(tagName);

/** Reads a block of code, a table or a list; undefined for other blocks. */
function readWhole(element: Element, context: Context): readonly Part[] | undefined {
  if (element.tagName === "pre") return readCode(element, context);
  if (element.tagName === "table") return readTable(element, context);
  return /^(?:ul|ol|menu)$/.test(element.tagName) ? readList(element, context) : undefined;
}

/** Elements that an item of one line does not contain. */
const LARGE = setOf("h1 h2 h3 h4 h5 h6 pre table ul ol dl blockquote article section");

/** Reads a list whose items are lines; undefined for other lists. */
function readList(list: Element, context: Context): readonly Part[] | undefined {
  const children = list.childNodes.filter((node) => isElement(node) || valueOf(node).trim() !== "");
  const isLine = (node: Node): boolean =>
    isElement(node) && (context.page.hidden.has(node) || (node.tagName === "li" && !isLarge(node)));
  if (!children.every(isLine)) return undefined;
  const texts = children.filter(isElement).map((item) => readLine(item, context));
  const items = texts.filter((text) => text !== "").map((text) => `- ${text}`);
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

function isLarge(item: Element): boolean {
  let paragraphs = 0;
  return (
    findElement(item, ({ tagName }) => {
      if (tagName === "p") paragraphs += 1;
      return LARGE.has(tagName) || paragraphs > 1;
    }) !== undefined
  );
}

/** Reads code without the buttons at its edges. */
function readCode(element: Element, context: Context): readonly Part[] {
  const inline = createLineBuffer();
  const edges = new Set([edgesOf(element, 0)[0], edgesOf(element, -1)[0]]);
  const isSkipped = (one: Element): boolean => one.tagName === "button" && edges.has(one);
  readBelow(element, { ...context, inline, isDependent: false, isLabel: false, isSkipped });
  const { text, dropped } = inline.takeRaw();
  context.leaveOut(dropped);
  const code = text.replace(/^\n+/, "").trimEnd();
  return code === "" ? [] : [{ kind: "code", text: code }];
}

/** Reads a heading without the permalinks at its edges. */
export function headingText(heading: Element, context: Context): string {
  const edges = new Set([...edgesOf(heading, -1), ...edgesOf(heading, 0)].filter(isSelfLink));
  return readLine(heading, { ...context, isLabel: true, isSkipped: (one) => edges.has(one) });
}

/** The greatest depth of a permalink in its heading. */
const DEEPEST_EDGE = 5;

/** Lists the elements at an edge of an element: its first or last child, that of the child, and so on. */
function edgesOf(element: Element, at: 0 | -1): Element[] {
  const edges: Element[] = [];
  const isShown = (node: Node): boolean => isElement(node) || valueOf(node).trim() !== "";
  let next = element.childNodes.filter(isShown).at(at);
  while (next && isElement(next) && edges.length < DEEPEST_EDGE) {
    edges.push(next);
    next = next.childNodes.filter(isShown).at(at);
  }
  return edges;
}

/** Whether an element is a link whose text is a symbol, or links in brackets such as "[edit]". */
function isSelfLink(element: Element): boolean {
  const text = plainText(element);
  if (element.tagName === "a") return /^[#¶§🔗\s\u200B\p{Co}]{0,4}$/u.test(text);
  const hasLink = (): boolean =>
    findElement(element, ({ tagName }) => tagName === "a") !== undefined;
  return element.tagName !== "sup" && /^\[[^[\]]*\]$/.test(text) && hasLink();
}
