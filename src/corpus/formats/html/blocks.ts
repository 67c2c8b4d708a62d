/** @module The main text of a page as parts, in order, and what is left out of it. */

import type { Part } from "../../extraction/part.ts";
import { onOneLine, hasWords } from "../../span.ts";
import { isBlock, roughText, typesettingOf } from "./elements.ts";
import { openInline } from "./inline.ts";
import {
  isLeftOut,
  type Page,
  readBelow,
  readInline,
  readLine,
  type Reading,
} from "./running-text.ts";
import { openSections } from "./sections.ts";
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
  /** Each text that is left out. */
  readonly leftOut: readonly string[];
}

type Context = Pick<Reading, "page" | "leaveOut">;

/** Reads what is below an element. */
export function readBlocks(root: Element, page: Page): Blocks {
  const sections = openSections();
  const leftOut: string[] = [];
  const inline = openInline();
  const leaveOut = (text: string): void => {
    const line = onOneLine(text);
    if (line !== "") leftOut.push(line);
  };
  const flush = (): void => {
    const { paragraphs, dropped } = inline.takeParagraphs();
    leaveOut(dropped);
    for (const text of paragraphs) sections.add({ kind: "prose", text });
  };
  const visitAll = (element: Element, reading: Reading): void =>
    element.childNodes.forEach((node) => visit(node, reading));
  const visitBlock = (element: Element, reading: Reading): void => {
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
    else visitAll(element, { ...reading, isLabel: isLabel(element) });
  };
  const visitApart = (element: Element, read: () => void): void => {
    flush();
    read();
    flush();
    sections.leave(element);
  };
  const visit = (node: Node, reading: Reading): void => {
    if (!isElement(node)) return inline.add(valueOf(node), reading.leans);
    if (node.tagName === "br") return inline.breakLine();
    if (isBlock(node)) return visitApart(node, () => visitBlock(node, reading));
    if (!isStruckBox(node)) return readInline(node, reading, visitAll);
    visitApart(node, () => readInline(node, reading, visitAll));
  };
  visitAll(root, { page, inline, leaveOut, leans: false, isLabel: false });
  flush();
  return { parts: sections.parts, leftOut };
}

/** What is struck with blocks in it belongs to no line of text. */
const isStruckBox = (element: Element): boolean =>
  typesettingOf(element) === "struck" && findElement(element, isBlock) !== undefined;

/** Whether a button in a block is its text: the question that opens an answer. */
const isLabel = ({ tagName }: Element): boolean => /^(?:summary|dt|legend|caption)$/.test(tagName);

/** Reads a block that is one part, or lines; undefined for one that is made of others. */
function readWhole(element: Element, context: Context): readonly Part[] | undefined {
  if (element.tagName === "pre") return readCode(element, context);
  if (element.tagName === "table") return readTable(element, context);
  return /^(?:ul|ol|menu)$/.test(element.tagName) ? readList(element, context) : undefined;
}

/** With one of these in it, an item is no line. */
const LARGE = setOf("h1 h2 h3 h4 h5 h6 pre table ul ol dl blockquote article section");

/** Reads a list whose items are lines; undefined for any other. */
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

/** Reads code. Buttons at its edges are no part of it. */
function readCode(element: Element, context: Context): readonly Part[] {
  const inline = openInline();
  const edges = new Set([edgesOf(element, 0)[0], edgesOf(element, -1)[0]]);
  const passesOver = (one: Element): boolean => one.tagName === "button" && edges.has(one);
  readBelow(element, { ...context, inline, leans: false, isLabel: false, passesOver });
  const { text, dropped } = inline.takeRaw();
  context.leaveOut(dropped);
  const code = text.replace(/^\n+/, "").trimEnd();
  return code === "" ? [] : [{ kind: "code", text: code }];
}

/** Reads a heading without the links to itself that programs put at its edges. */
export function headingText(heading: Element, context: Context): string {
  const edges = new Set([...edgesOf(heading, -1), ...edgesOf(heading, 0)].filter(isSelfLink));
  return readLine(heading, { ...context, isLabel: true, passesOver: (one) => edges.has(one) });
}

/** No link to a heading is deeper in it. */
const DEEPEST_EDGE = 5;

/** Lists what is at an edge of an element: its own child, a child of that, and so on. */
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

/** Whether an element is a link whose text is a sign, or links in brackets such as "[edit]". */
function isSelfLink(element: Element): boolean {
  const text = plainText(element);
  if (element.tagName === "a") return /^[#¶§🔗\s\u200B\p{Co}]{0,4}$/u.test(text);
  const hasLink = (): boolean =>
    findElement(element, ({ tagName }) => tagName === "a") !== undefined;
  return element.tagName !== "sup" && /^\[[^[\]]*\]$/.test(text) && hasLink();
}
