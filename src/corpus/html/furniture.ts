/** @module Which elements of a page are furniture: what is about its text, or is never seen. */

import { attribute, type Element } from "./tree.ts";

/** Never text, or never seen. */
const NO_TEXT: ReadonlySet<string> = new Set(
  (
    "script style noscript template head title button input select textarea datalist svg math iframe object embed " +
    "canvas audio video map area progress meter"
  ).split(" "),
);

const ABOUT_TEXT: ReadonlySet<string> = new Set("nav footer dialog menu".split(" "));

const ROLES: ReadonlySet<string> = new Set(
  "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar".split(
    " ",
  ),
);

/** How the parts of a page that are no text are named, whoever makes it; the name alone or with another behind it. */
const NAMES =
  /^(?:ads?|advert|advertisement|article-meta|banner|breadcrumbs?|byline|comments|consent|cookies?|editsection|entry-meta|footer|gdpr|masthead|menu|modal|mw-editsection|nav|navbar|navigation|navbox|newsletter|noprint|pager|pagination|paywall|popup|post-meta|promo|related|share|sharing|sidebar|signup|site-header|skip|social|sponsored|subscribe|toolbar)(?:$|[-_A-Z\d])/;

/** Elements whose names are believed; a page as a whole may well be called "has-sidebar" or "nav-open". */
const BOXES: ReadonlySet<string> = new Set(
  "div section aside header ul ol span p form table".split(" "),
);

/**
 * Whether an element holds nothing that a reader of the text would quote.
 * @param isInText within the main text: there a `header` has its title, and an `aside` may belong to it.
 */
export function isFurnitureElement(element: Element, isInText: boolean): boolean {
  const { tagName } = element;
  if (NO_TEXT.has(tagName) || ABOUT_TEXT.has(tagName) || isHidden(element)) return true;
  if (!isInText && (tagName === "header" || tagName === "aside" || tagName === "form")) return true;
  if (ROLES.has(attribute(element, "role") ?? "")) return true;
  return BOXES.has(tagName) && namesOf(element).some((name) => NAMES.test(name));
}

/** So a page's author tells that it is not for the eye. What style sheets hide is not known. */
function isHidden(element: Element): boolean {
  if (attribute(element, "hidden") !== undefined) return true;
  if (attribute(element, "aria-hidden") === "true") return true;
  return /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(
    attribute(element, "style") ?? "",
  );
}

const namesOf = (element: Element): string[] =>
  `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""}`.split(/\s+/);
