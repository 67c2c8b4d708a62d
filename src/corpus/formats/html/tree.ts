/** @module The tree of an HTML file: parsing within bounds, walking. */

import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parse } from "parse5";
import { UserError } from "../../../base/errors.ts";
import { onOneLine } from "../../span.ts";

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Root = DefaultTreeAdapterTypes.Document;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The deepest nesting: for most tags the parser searches all open elements, which takes quadratic time. */
const MAX_DEPTH = 500;
/** The most elements: unclosed formatting is reopened in each paragraph, so a short text may create many. */
const MAX_ELEMENTS = 1_000_000;

/** Parses a page. @throws UserError if it exceeds the bounds of depth or number of elements. */
export function parseHtml(text: string): Root {
  let [depth, elements] = [0, 0];
  return parse(text, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...its) {
        if ((elements += 1) > MAX_ELEMENTS)
          throw new UserError("it has more than 1,000,000 elements");
        return defaultTreeAdapter.createElement(...its);
      },
      onItemPush() {
        if ((depth += 1) > MAX_DEPTH)
          throw new UserError(`its elements are nested more than ${MAX_DEPTH} deep`);
      },
      onItemPop() {
        depth -= 1;
      },
    },
  });
}

export const isElement = (node: Node): node is Element => "tagName" in node;

/** Returns the text of a text node; empty for other nodes. */
export const valueOf = (node: Node): string => ("value" in node ? node.value : "");

export const attribute = (element: Element | undefined, name: string): string | undefined =>
  element?.attrs.find((attr) => attr.name === name)?.value;

/** Lists the words of an attribute, such as its classes. */
export const wordsOf = (element: Element, name: string): string[] =>
  attribute(element, name)
    ?.split(/\s+/)
    .filter((word) => word !== "") ?? [];

export const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Returns the parent element; undefined at the top. */
export const parentOf = ({ parentNode }: Element): Element | undefined =>
  parentNode !== null && "tagName" in parentNode ? parentNode : undefined;

/** Yields the elements below a node, in document order. */
export function* elementsOf(node: Parent): Generator<Element> {
  const left = node.childNodes.toReversed();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (!isElement(next)) continue;
    yield next;
    for (let at = next.childNodes.length - 1; at >= 0; at -= 1) {
      const child = next.childNodes[at];
      if (child) left.push(child);
    }
  }
}

/** Returns the first element below a node that satisfies a predicate. */
export function findElement(
  node: Parent,
  satisfies: (element: Element) => boolean,
): Element | undefined {
  for (const element of elementsOf(node)) if (satisfies(element)) return element;
  return undefined;
}

/** Returns all text below a node, with scripts and styles. */
export const rawText = (node: Node): string =>
  isElement(node) ? node.childNodes.map(rawText).join("") : valueOf(node);

/** Returns all text below a node on one line. */
export const plainText = (node: Node): string => onOneLine(rawText(node));
