/** @module Which elements of a page are furniture: what is about its text, or is never seen. */

import { isFormula } from "./formula.ts";
import { attribute, type Element, findElement, plainText } from "./tree.ts";

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Never seen. */
const UNSEEN = setOf("script style noscript template head title datalist area source track param");
/** Seen, but no text that could be read. */
const UNREADABLE = setOf(
  "input select textarea svg iframe object embed canvas audio video progress meter",
);
/** Where it stands alone, it is none of the text. */
const CONTROLS = setOf("button map");
const ABOUT_TEXT = setOf("nav footer dialog menu");

/** Elements that begin a line of their own. */
const BLOCKS = setOf(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody td tfoot " +
    "th thead tr ul",
);

export const isBlock = ({ tagName }: Element): boolean => BLOCKS.has(tagName);

const ROLES = setOf(
  "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar",
);

/** How the parts of a page that are no text are named, whoever makes it; the name alone or with another behind it. */
const NAMES =
  /^(?:ads?|advert|advertisement|article-meta|banner|breadcrumbs?|byline|comments|consent|cookies?|editsection|entry-meta|footer|gdpr|masthead|menu|modal|mw-editsection|nav|navbar|navigation|navbox|newsletter|noprint|pager|pagination|paywall|popup|post-meta|promo|related|share|sharing|sidebar|signup|site-header|skip|social|sponsored|subscribe|toolbar)(?:$|[-_A-Z\d])/;

/** Elements whose names are believed; a page as a whole may well be called "has-sidebar" or "nav-open". */
const BOXES = setOf("div section aside header ul ol p form table");

/**
 * Whether an element that stands by itself holds nothing that a reader of the text would quote.
 * @param isInText within the main text: there a `header` has its title, and an `aside` may belong to it.
 */
export function isFurnitureElement(element: Element, isInText: boolean): boolean {
  const { tagName } = element;
  if (UNSEEN.has(tagName) || UNREADABLE.has(tagName) || CONTROLS.has(tagName)) return true;
  if (ABOUT_TEXT.has(tagName) || isHidden(element) || isUnspoken(element)) return true;
  if (!isInText && (tagName === "header" || tagName === "aside" || tagName === "form")) return true;
  return hasRole(element) || (BOXES.has(tagName) && hasName(element));
}

/**
 * How an element of running text is read: as its text; as text where there is other text beside it (`control`); as a mark
 * that something stands there; or not at all.
 */
export type Standing =
  "text" | "control" | "raised" | "lowered" | "formula" | "struck" | "unreadable" | "unseen";

/** How an element is read that is no block. */
export function standingOf(element: Element): Standing {
  const { tagName } = element;
  if (UNSEEN.has(tagName) || isHidden(element)) return "unseen";
  if (isFormula(element)) return "formula";
  if (tagName === "img" || tagName === "svg")
    return isDecoration(element) ? "unseen" : "unreadable";
  if (tagName === "input" && /^hidden$/i.test(attribute(element, "type") ?? "")) return "unseen";
  if (UNREADABLE.has(tagName)) return "unreadable";
  // The eye sees it, but what it draws may be a picture made of letters.
  if (isUnspoken(element)) return plainText(element) === "" ? "unseen" : "unreadable";
  return typesetOf(element) ?? (isControl(element) ? "control" : "text");
}

function typesetOf(element: Element): Standing | undefined {
  const { tagName } = element;
  const style = attribute(element, "style") ?? "";
  if (/^(?:del|s|strike)$/.test(tagName) || /\bline-through\b/i.test(style)) return "struck";
  if (tagName === "sup" || /vertical-align\s*:\s*super\b/i.test(style)) return "raised";
  if (tagName === "sub" || /vertical-align\s*:\s*sub\b/i.test(style)) return "lowered";
  return undefined;
}

const isControl = (element: Element): boolean =>
  CONTROLS.has(element.tagName) ||
  hasRole(element) ||
  (element.tagName === "span" && hasName(element));

/** Whether a control is a box with blocks in it, which no line of text has. */
export const isBox = (element: Element): boolean =>
  element.tagName !== "button" && findElement(element, isBlock) !== undefined;

/** So a page's author tells that it is not for the eye. What style sheets hide is not known. */
export function isHidden(element: Element): boolean {
  if (attribute(element, "hidden") !== undefined) return true;
  return /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(
    attribute(element, "style") ?? "",
  );
}

const isUnspoken = (element: Element): boolean => attribute(element, "aria-hidden") === "true";

/** A picture that its author says shows nothing, or that is too small to. */
function isDecoration(element: Element): boolean {
  if (isUnspoken(element) || /^(?:none|presentation)$/.test(attribute(element, "role") ?? ""))
    return plainText(element) === "";
  const isPoint = ["width", "height"].every((side) =>
    /^[01]$/.test(attribute(element, side) ?? ""),
  );
  return isPoint || (element.tagName === "img" && attribute(element, "alt")?.trim() === "");
}

const hasRole = (element: Element): boolean => ROLES.has(attribute(element, "role") ?? "");
const hasName = (element: Element): boolean => namesOf(element).some((name) => NAMES.test(name));

const namesOf = (element: Element): string[] =>
  `${attribute(element, "class") ?? ""} ${attribute(element, "id") ?? ""}`.split(/\s+/);
