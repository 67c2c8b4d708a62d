/** @module The tree of an HTML file: decoding, parsing within bounds, walking. */

import { isUtf8 } from "node:buffer";
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parse } from "parse5";
import { UserError } from "../../../base/errors.ts";
import { onOneLine } from "../../span.ts";

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Root = DefaultTreeAdapterTypes.Document;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The part of a file in which the standard looks for a declared encoding. */
const HEAD_BYTES = 1_024;
const DECLARED = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]+)/i;

/**
 * Decodes a page by its byte order mark, else by the declared encoding, else as UTF-8. Bytes that are invalid in the
 * declared encoding may be UTF-8, as programs that save pages keep old declarations.
 * @throws UserError if the bytes are invalid in that encoding.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const label = labelOfMark(bytes) ?? declaredLabel(bytes) ?? "utf-8";
  try {
    return decode(label, bytes);
  } catch (error) {
    if (error instanceof TypeError && isUtf8(bytes)) return decode("utf-8", bytes);
    throw new UserError(`it is not ${label.toUpperCase()}: save it as UTF-8`, { cause: error });
  }
}

const decode = (label: string, bytes: Uint8Array): string =>
  new TextDecoder(label, { fatal: true }).decode(bytes);

function labelOfMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

/** Returns the declared encoding. UTF-16 means UTF-8, as the declaration is readable as ASCII. */
function declaredLabel(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES));
  const label = DECLARED.exec(head)?.[1]?.toLowerCase();
  return label?.startsWith("utf-16") ? "utf-8" : label;
}

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
