/** @module Controls of a page and the elements that they open, named by selectors (`#id`, `.class`). */

import { attribute, type Element, setOf, wordsOf } from "./tree.ts";

/** Lists the selectors by which a control may name an element. */
export const namesOf = (element: Element): string[] => [
  ...wordsOf(element, "id").map((id) => `#${id}`),
  ...wordsOf(element, "class").map((name) => `.${name}`),
];

/** Attributes by which a control names what it controls. */
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

/** Browsers may write the whole address before the fragment of a link within the page. */
function fragmentOf(href: string): string[] {
  const at = href.indexOf("#");
  if (at === -1) return [];
  try {
    return [`#${decodeURIComponent(href.slice(at + 1))}`];
  } catch {
    return [href.slice(at)];
  }
}

/** The function returned tells whether a button opens some element of the page. */
export function openerIn(all: readonly Element[]): (button: Element) => boolean {
  let ids: ReadonlySet<string> | undefined;
  const idsOf = (): ReadonlySet<string> =>
    new Set(all.flatMap((one) => wordsOf(one, "id").map((id) => `#${id}`)));
  return (button) => {
    if (attribute(button, "role") === "tab") return true;
    return namedBy(button).some((name) => (ids ??= idsOf()).has(name));
  };
}
