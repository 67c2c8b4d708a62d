/** @module Headings, without the links to themselves that programs put at their edges. */

import type { Part } from "../extraction/part.ts";
import { seenLine, type Tell } from "./seen.ts";
import { attribute, type Element, isElement, type Node, plainText, valueOf } from "./tree.ts";

type Heading = Extract<Part, { readonly kind: "heading" }>;

/** A heading; nothing where no word of it is seen. */
export function headingOf(element: Element, depth: number, tell: Tell): readonly Heading[] {
  const edges = new Set([...edgeOf(element, -1), ...edgeOf(element, 0)].filter(isWayToItself));
  const text = seenLine(element, tell, (one) => edges.has(one));
  return text === "" ? [] : [{ kind: "heading", depth, text }];
}

/** What stands at an edge of an element: its own child, a child of that, and so on. */
function edgeOf(element: Element, at: 0 | -1): Element[] {
  const edges: Element[] = [];
  const isShown = (node: Node): boolean => isElement(node) || valueOf(node).trim() !== "";
  for (let next = element.childNodes.filter(isShown).at(at); next && isElement(next);) {
    edges.push(next);
    next = next.childNodes.filter(isShown).at(at);
  }
  return edges;
}

/** A link whose text is a sign alone, or a picture; and the link to edit what follows. */
const isWayToItself = (element: Element): boolean =>
  (element.tagName === "a" && /^[#¶§🔗\s]{0,4}$/u.test(plainText(element))) ||
  /(?:^|\s)(?:mw-)?editsection(?:\s|$)/.test(attribute(element, "class") ?? "");
