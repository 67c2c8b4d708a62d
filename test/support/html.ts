/** @module What a browser would make of HTML, by a parser that others wrote. */

import { type DefaultTreeAdapterTypes as Tree, parse, parseFragment } from "parse5";

export type Element = Tree.Element;

const isElement = (node: Tree.Node): node is Element => "tagName" in node;

/** All elements, in their order. */
export function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const walk = (node: Tree.Node): void => {
    if (isElement(node)) found.push(node);
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  walk(/^<!doctype|^<html/i.test(html) ? parse(html) : parseFragment(html));
  return found;
}

/** The text in a node; a line break counts as one. */
export function textOf(node: Tree.Node): string {
  if ("value" in node) return node.value;
  if (isElement(node) && node.tagName === "br") return "\n";
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

export const attributeOf = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((attribute) => attribute.name === name)?.value;

/** The elements that bear a class. */
export const byClass = (html: string, name: string): Element[] =>
  elementsOf(html).filter((element) => attributeOf(element, "class")?.split(" ").includes(name));

/** The element of an ID. */
export const byId = (html: string, id: string): Element | undefined =>
  elementsOf(html).find((element) => attributeOf(element, "id") === id);
