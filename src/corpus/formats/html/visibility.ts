/** @module Visibility of elements: hidden ones, and hidden ones that a control of the page opens. */

import { isUndrawn } from "./elements.ts";
import { readStyles, valueIn } from "./styles.ts";
import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  parentOf,
  type Root,
  setOf,
  valueOf,
  wordsOf,
} from "./tree.ts";

/**
 * `undisplayed` elements take no space in the page, `invisible` ones do; `aria-hidden` ones are hidden from screen readers,
 * and may be rendered or not.
 */
type Hiding = "undisplayed" | "invisible" | "aria-hidden";

export interface Visibility {
  /** The outermost hidden elements that no control opens. */
  readonly hidden: ReadonlyMap<Element, Hiding>;
  /** Whether a button opens some element of the page. */
  readonly isOpener: (button: Element) => boolean;
}

/** Computes visibility: an element that a control names is reachable if the control is. Visits each element once. */
export function readVisibility(root: Root): Visibility {
  const all = [...elementsOf(root)];
  const hidingOf = hidingIn(all);
  const wrappingOf = wrappingIn();
  const hidden = new Map<Element, Hiding>();
  const opened = new Set<Element>();
  const named = new Set<string>();
  const waiting = new Map<string, Element[]>();
  const left = root.childNodes.filter(isElement);
  const enter = (element: Element): void => {
    for (const name of namedBy(element)) {
      named.add(name);
      for (const one of waiting.get(name) ?? []) {
        if (!hidden.delete(one)) continue;
        opened.add(one);
        left.push(one);
      }
      waiting.delete(name);
    }
    for (const child of element.childNodes)
      if (isElement(child) && !isUndrawn(child)) left.push(child);
  };
  const close = (element: Element, hiding: Hiding): void => {
    const wrapping = wrappingOf(element);
    const names = wrapping.flatMap(namesOf);
    if (wrapping.some(isOpenable) || names.some((name) => named.has(name))) return enter(element);
    hidden.set(element, hiding);
    for (const name of names) if (!waiting.get(name)?.push(element)) waiting.set(name, [element]);
  };
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const hiding = opened.has(next) ? undefined : hidingOf(next);
    if (hiding === undefined) enter(next);
    else close(next, hiding);
  }
  return { hidden, isOpener: openerIn(all) };
}

/** Elements that count as visible, as some pages hide themselves until a script has run. */
const FRAME = setOf("html head body");

/** Returns a function that gives the kind of hiding of an element itself, if any. */
function hidingIn(all: readonly Element[]): (element: Element) => Hiding | undefined {
  const hiddenByStyles = readStyles(all);
  const texts = textsIn(all);
  return (element) => {
    if (FRAME.has(element.tagName)) return undefined;
    const style = attribute(element, "style") ?? "";
    const [display, visibility] = [valueIn(style, "display"), valueIn(style, "visibility")];
    if (display === "none" || visibility === "collapse") return "undisplayed";
    if (visibility === "hidden") return "invisible";
    const isDisplayed = display !== undefined;
    if (!isDisplayed && isUndisplayed(element)) return "undisplayed";
    const property = isDisplayed ? undefined : hiddenByStyles(element);
    if (property !== undefined) return property === "display" ? "undisplayed" : "invisible";
    const isAriaHidden = attribute(element, "aria-hidden") === "true" && !texts.has(element);
    return isAriaHidden ? "aria-hidden" : undefined;
  };
}

/** Whether browsers do not display an element by default. */
const isUndisplayed = (element: Element): boolean =>
  attribute(element, "hidden") !== undefined ||
  attribute(element, "popover") !== undefined ||
  (element.tagName === "dialog" && attribute(element, "open") === undefined);

const TEXTS = setOf("main article h1");

/**
 * Lists the children of the body that contain a text. Pages saved while a dialog is open have them `aria-hidden`; they
 * count as visible.
 */
function textsIn(all: readonly Element[]): ReadonlySet<Element> {
  const found = new Set<Element>();
  for (const element of all) {
    if (!TEXTS.has(element.tagName) && attribute(element, "role") !== "main") continue;
    let outermost = element;
    for (let next = parentOf(element); next && next.tagName !== "body"; next = parentOf(next))
      outermost = next;
    found.add(outermost);
  }
  return found;
}

/** Whether an element opens without a control that names it. */
const isOpenable = (element: Element): boolean =>
  attribute(element, "role") === "tabpanel" ||
  attribute(element, "hidden") === "until-found" ||
  parentOf(element)?.tagName === "details";

/** The most wrappers around, or inside, an element. */
const MOST = 5;

/** Returns a function that lists an element and its wrappers on either side, which open together. */
function wrappingIn(): (element: Element) => Element[] {
  const known = new Map<Element, Element | undefined>();
  const onlyChild = (element: Element): Element | undefined => {
    if (!known.has(element)) known.set(element, onlyChildOf(element));
    return known.get(element);
  };
  return (element) => {
    const all = [element];
    for (let inner = onlyChild(element); inner && all.length < MOST; inner = onlyChild(inner))
      all.push(inner);
    let outer = parentOf(element);
    for (let inner = element; outer && onlyChild(outer) === inner && all.length < 2 * MOST;) {
      all.push(outer);
      [inner, outer] = [outer, parentOf(outer)];
    }
    return all;
  };
}

/** Returns the only child of an element that has no other content. */
function onlyChildOf({ childNodes }: Element): Element | undefined {
  const [first, ...more] = childNodes.filter(
    (node) => isElement(node) || valueOf(node).trim() !== "",
  );
  return first && more.length === 0 && isElement(first) ? first : undefined;
}

/** Lists the selectors that may name an element. */
const namesOf = (element: Element): string[] => [
  ...wordsOf(element, "id").map((id) => `#${id}`),
  ...wordsOf(element, "class").map((name) => `.${name}`),
];

/** Attributes that name the elements that a control opens. */
const CONTROLLED =
  /^(?:aria-controls|for|popovertarget|commandfor|data-(?:[\w-]+-)?(?:target|toggle))$/;

/** Lists the selectors of the elements that a control names. */
export function namedBy({ attrs, tagName }: Element): string[] {
  let names: string[] = [];
  for (const { name, value } of attrs) {
    if (name === "class" || name === "id" || name === "style") continue;
    if (name === "href" && LINKS.has(tagName)) names = names.concat(fragmentOf(value));
    else if (name === "onclick") names = names.concat(value.match(/[\w-]+/g)?.map(asId) ?? []);
    else if (CONTROLLED.test(name)) names = names.concat(value.split(/[\s,]+/).map(asSelector));
  }
  return names;
}

const asId = (name: string): string => `#${name}`;
const asSelector = (name: string): string => (/^[#.]/.test(name) ? name : asId(name));
const LINKS = setOf("a area");

/** Returns the fragment of a link; saved pages may have the whole address before it. */
function fragmentOf(href: string): string[] {
  const at = href.indexOf("#");
  if (at === -1) return [];
  try {
    return [`#${decodeURIComponent(href.slice(at + 1))}`];
  } catch {
    return [href.slice(at)];
  }
}

/** Returns a check of whether a button opens an element of the page. */
function openerIn(all: readonly Element[]): (button: Element) => boolean {
  let ids: ReadonlySet<string> | undefined;
  const idsOf = (): ReadonlySet<string> =>
    new Set(all.flatMap((one) => wordsOf(one, "id").map((id) => `#${id}`)));
  return (button) => {
    if (attribute(button, "role") === "tab") return true;
    return namedBy(button).some((name) => (ids ??= idsOf()).has(name));
  };
}
