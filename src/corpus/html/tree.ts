/** @module The tree of an HTML text, within bounds, and how it is looked at. */

import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parse } from "parse5";
import { UserError } from "../../errors.ts";

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Root = DefaultTreeAdapterTypes.Document;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The parser looks through what is open for most tags: without a bound it would take the square of the text. */
const MAX_DEPTH = 500;
/** Formatting that is never closed is opened again in each paragraph, so a short text may ask for any number. */
const MAX_ELEMENTS = 1_000_000;

/** The tree of a text. @throws UserError if it is deeper or has more elements than any page a person wrote. */
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
          throw new UserError(`its elements stand more than ${MAX_DEPTH} deep in one another`);
      },
      onItemPop() {
        depth -= 1;
      },
    },
  });
}

export const isElement = (node: Node): node is Element => "tagName" in node;

/** The text of a text node; empty for any other. */
export const valueOf = (node: Node): string => ("value" in node ? node.value : "");

export const attribute = (element: Element | undefined, name: string): string | undefined =>
  element?.attrs.find((attr) => attr.name === name)?.value;

/** Every element below a node, in the order of the text. */
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

/** The first element below that satisfies. */
export function findElement(
  node: Parent,
  satisfies: (element: Element) => boolean,
): Element | undefined {
  for (const element of elementsOf(node)) if (satisfies(element)) return element;
  return undefined;
}

/** All text below a node on one line. */
export const plainText = (node: Node): string => textBelow(node).replace(/\s+/g, " ").trim();

const textBelow = (node: Node): string =>
  isElement(node) ? node.childNodes.map(textBelow).join("") : valueOf(node);

/** What stands in a script, which is no text of the page. */
export const textOfScript = (script: Element): string => script.childNodes.map(valueOf).join("");
