/** @module Where the main text of a page stands, and how much of what stands in an element is links. */

import { isFurnitureElement } from "./furniture.ts";
import {
  attribute,
  type Element,
  elementsOf,
  findElement,
  isElement,
  type Node,
  type Root,
  valueOf,
} from "./tree.ts";

/** Of the text below an element, furniture left out: how long it is, how much of it stands in links, how many those are. */
export interface Measure {
  readonly length: number;
  readonly linked: number;
  readonly links: number;
}

const NONE: Measure = { length: 0, linked: 0, links: 0 };

/** Measures each element once. */
export function measurer(): (node: Node) => Measure {
  const known = new Map<Element, Measure>();
  const measure = (node: Node): Measure => {
    if (!isElement(node)) return { ...NONE, length: valueOf(node).trim().length };
    const found = known.get(node) ?? measureElement(node);
    known.set(node, found);
    return found;
  };
  const measureElement = (element: Element): Measure => {
    if (isFurnitureElement(element, true)) return NONE;
    const all = element.childNodes.map(measure).reduce(sum, NONE);
    return element.tagName === "a" ? { length: all.length, linked: all.length, links: 1 } : all;
  };
  return measure;
}

const sum = (a: Measure, b: Measure): Measure => ({
  length: a.length + b.length,
  linked: a.linked + b.linked,
  links: a.links + b.links,
});

/** From so many links on, and this share of a text, it is a way to other texts and none itself. */
const LINKS = 3;
const SHARE = 0.7;

export const isLinkList = ({ length, linked, links }: Measure): boolean =>
  links >= LINKS && linked > length * SHARE;

/** An element that is said to be the main text is believed if it has at least this share of what is no link. */
const LEAST_SHARE = 0.3;

/**
 * The element that holds the main text: what is marked as that, else the one article, else all of the body. Nothing is
 * left out only because it stands elsewhere in a page that marks nothing.
 */
export function mainText(root: Root, measure: (node: Node) => Measure): Element | undefined {
  const body = findElement(root, ({ tagName }) => tagName === "body");
  if (!body) return undefined;
  const own = (element: Element): number => measure(element).length - measure(element).linked;
  const enough = own(body) * LEAST_SHARE;
  const main = [...elementsOf(body)].find((element) => isMain(element) && own(element) >= enough);
  return onlyArticle(main ?? body, own) ?? main ?? body;
}

const isMain = (element: Element): boolean =>
  element.tagName === "main" || attribute(element, "role") === "main";

/** The one article that is longer than all the others together. */
function onlyArticle(within: Element, own: (element: Element) => number): Element | undefined {
  const articles = [...elementsOf(within)].filter(({ tagName }) => tagName === "article");
  const longest = articles.toSorted((a, b) => own(b) - own(a))[0];
  return longest && own(longest) > own(within) * 0.5 ? longest : undefined;
}
