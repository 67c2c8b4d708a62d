/** @module Where the words of a page belong, by a simple reading of its tree that shares nothing with the reader. */

import { type DefaultTreeAdapterTypes as Tree, parse } from "parse5";

/** `shown` in the text, `hidden` in none, `aside` seen but maybe not as text, `never` drawn. */
export type Fate = "shown" | "hidden" | "aside" | "never";

type Element = Tree.Element;

const UNDRAWN = /^(?:script|style|noscript|template|head|title|datalist|rp)$/;
/** The text in these is none of the page: choices, what replaces a frame, notes for machines. */
const UNTOLD = /^(?:iframe|select|desc|metadata|annotation)$/;
/** Navigation, controls, pictures, formulas, struck text: listed, and perhaps marked. */
const ASIDE =
  /^(?:nav|search|button|textarea|svg|math|object|video|audio|canvas|progress|meter|s|del|strike)$/;
const ASIDE_ROLE = /^(?:navigation|banner|contentinfo|search)$/;

const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

const isElement = (node: Tree.Node): node is Element => "tagName" in node;
const isText = (node: Tree.Node): node is Tree.TextNode => node.nodeName === "#text";

/** Finds the fate of each word that satisfies a pattern, in the order of the page. All of it is within one `main`. */
export function fatesOf(html: string, word: RegExp): (readonly [string, Fate])[] {
  const root = parse(html, { scriptingEnabled: false });
  const closed = closedIn(root);
  const fates: (readonly [string, Fate])[] = [];
  const walk = (node: Tree.Node, fate: Fate): void => {
    if (isText(node)) for (const [found] of node.value.matchAll(word)) fates.push([found, fate]);
    const own = isElement(node) ? fateOf(node, closed) : "shown";
    const inner =
      fate === "never" || own === "shown"
        ? fate
        : fate === "hidden" && own === "aside"
          ? fate
          : own;
    if ("childNodes" in node) for (const child of node.childNodes) walk(child, inner);
  };
  walk(root, "shown");
  return fates;
}

function fateOf(element: Element, closed: ReadonlySet<Element>): Fate {
  if (UNDRAWN.test(element.tagName) || UNTOLD.test(element.tagName)) return "never";
  if (closed.has(element)) return "hidden";
  const isAside =
    ASIDE.test(element.tagName) || ASIDE_ROLE.test(attributeOf(element, "role") ?? "");
  return isAside ? "aside" : "shown";
}

/** Opens what can be opened, again and again, until nothing more opens. */
function closedIn(root: Tree.Document): ReadonlySet<Element> {
  const closed = new Set(below(root).filter(isHidden));
  for (let before = -1; before !== closed.size;) {
    before = closed.size;
    const names = below(root)
      .filter(
        (element) => !around(element).some((one) => closed.has(one) || UNDRAWN.test(one.tagName)),
      )
      .flatMap(namedBy);
    for (const element of closed) {
      const outer = around(element)
        .slice(1)
        .some((one) => closed.has(one));
      if (!outer && together(element).some((one) => isOpened(one, names))) closed.delete(element);
    }
  }
  return closed;
}

const isHidden = (element: Element): boolean =>
  attributeOf(element, "hidden") !== undefined ||
  /display:none/.test(attributeOf(element, "style") ?? "") ||
  attributeOf(element, "aria-hidden") === "true" ||
  (element.tagName === "dialog" && attributeOf(element, "open") === undefined);

const namedBy = (element: Element): string[] => [
  ...(attributeOf(element, "aria-controls")?.split(" ") ?? []),
  ...(element.tagName === "a" ? [attributeOf(element, "href")?.slice(1) ?? ""] : []),
  attributeOf(element, "data-bs-target")?.slice(1) ?? "",
];

const isOpened = (element: Element, names: readonly string[]): boolean =>
  names.includes(attributeOf(element, "id") ?? "none") ||
  attributeOf(element, "role") === "tabpanel" ||
  (element.parentNode !== null && element.parentNode.nodeName === "details");

/** An element with those that wrap it alone, and those that it wraps alone. */
function together(element: Element): Element[] {
  const all = [element];
  for (let inner = only(element); inner; inner = only(inner)) all.push(inner);
  for (const outer of around(element).slice(1)) {
    const last = all.find((one) => one.parentNode === outer);
    if (!last || only(outer) !== last) break;
    all.push(outer);
  }
  return all;
}

function only(element: Element): Element | undefined {
  const shown = element.childNodes.filter(
    (node) => isElement(node) || (isText(node) && /\S/.test(node.value)),
  );
  const [first] = shown;
  return shown.length === 1 && first && isElement(first) ? first : undefined;
}

/** An element and all that it is in. */
function around(element: Element): Element[] {
  const parent = element.parentNode;
  return parent && isElement(parent) ? [element, ...around(parent)] : [element];
}

const below = (node: Tree.Node): Element[] =>
  "childNodes" in node
    ? node.childNodes.flatMap((child) => (isElement(child) ? [child, ...below(child)] : []))
    : [];
