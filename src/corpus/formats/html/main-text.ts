/** @module Detection of the main text of a page, and of its header and footer. */

import { hasWords } from "../../span.ts";
import { isNavigation, isUndrawn, isUnreadable } from "./elements.ts";
import {
  attribute,
  type Element,
  elementsOf,
  findElement,
  isElement,
  type Node,
  parentOf,
  plainText,
  type Root,
  setOf,
  valueOf,
} from "./tree.ts";
import type { Visibility } from "./visibility.ts";

export interface MainText {
  readonly element: Element;
  /** Whether an element is the header or the footer of the page. */
  readonly isFrame: (element: Element) => boolean;
}

/**
 * Finds the main text: the only `main`, else the only outermost article with more than half of the text that is no link,
 * else the body. Undefined if a page has no body.
 */
export function findMainText(root: Root, visibility: Visibility): MainText | undefined {
  const body = findElement(root, ({ tagName }) => tagName === "body");
  if (!body) return undefined;
  const { unlinked, mains, articles, frames } = survey(body, visibility);
  const share = (element: Element | undefined): number =>
    element ? (unlinked.get(element) ?? 0) / Math.max(1, unlinked.get(body) ?? 0) : 0;
  const isTitled = headerOfTitle(root);
  const marked = [
    ...(mains.length === 1 ? mains : []),
    ...(articles.length === 1 ? articles.filter((one) => share(one) > HALF) : []),
  ];
  return {
    element: marked[0] ?? body,
    isFrame: (element) =>
      frames.has(element) && share(parentOf(element)) > HALF && !isTitled(element),
  };
}

const HALF = 0.5;

/** Elements whose headers and footers are not those of the page. */
const SECTIONS = setOf("aside blockquote details dialog fieldset figure section td th");

interface Survey {
  /** The length of the text below an element, without links, and headers and footers of the page. */
  readonly unlinked: ReadonlyMap<Element, number>;
  /** Only those with text. */
  readonly mains: readonly Element[];
  readonly articles: readonly Element[];
  readonly frames: ReadonlySet<Element>;
}

function survey(body: Element, { hidden }: Visibility): Survey {
  const unlinked = new Map<Element, number>();
  const mains: Element[] = [];
  const articles: Element[] = [];
  const frames = new Set<Element>();
  let read = 0;
  const measure = (node: Node, around: ReadonlySet<string>): number => {
    if (!isElement(node)) {
      const { length } = valueOf(node).trim();
      read += length;
      return length;
    }
    if (hidden.has(node) || isPassedOver(node)) return 0;
    const kind = kindOf(node);
    const before = read;
    const isFrame = kind === "frame" && around.size === 0;
    const isNew = kind !== undefined && kind !== "frame" && !around.has(kind);
    const inner = isNew ? new Set([...around, kind]) : around;
    const length = node.childNodes.reduce((sum, child) => sum + measure(child, inner), 0);
    if (isFrame) frames.add(node);
    if (isNew && kind === "main" && read > before) mains.push(node);
    if (isNew && kind === "article") articles.push(node);
    unlinked.set(node, node.tagName === "a" || isFrame ? 0 : length);
    return unlinked.get(node) ?? 0;
  };
  measure(body, new Set());
  return { unlinked, mains, articles, frames };
}

const UNREAD = setOf("button del s strike math mjx-container");

const isPassedOver = (element: Element): boolean =>
  UNREAD.has(element.tagName) ||
  isUndrawn(element) ||
  isUnreadable(element) ||
  isNavigation(element);

function kindOf(element: Element): "main" | "article" | "section" | "frame" | undefined {
  const { tagName } = element;
  if (tagName === "main" || attribute(element, "role") === "main") return "main";
  if (tagName === "article") return "article";
  if (SECTIONS.has(tagName)) return "section";
  return tagName === "header" || tagName === "footer" ? "frame" : undefined;
}

/**
 * Returns a check of whether a header belongs to the text, not the site: its heading is the title of the page, or the only
 * heading and the beginning of the title.
 */
function headerOfTitle(root: Root): (header: Element) => boolean {
  const title = findElement(root, ({ tagName }) => tagName === "title");
  const name = title ? plainText(title) : "";
  const headings = [...elementsOf(root)].filter(({ tagName }) => tagName === "h1").map(plainText);
  return (header) => {
    const heading = findElement(header, ({ tagName }) => tagName === "h1");
    const text = heading ? plainText(heading) : "";
    return hasWords(text) && (text === name || (headings.length === 1 && name.startsWith(text)));
  };
}
