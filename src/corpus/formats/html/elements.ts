/** @module What kinds of elements there are, for one who reads a page. */

import {
  attribute,
  type Element,
  findElement,
  isElement,
  type Node,
  plainText,
  setOf,
  valueOf,
} from "./tree.ts";
import { onOneLine } from "../../span.ts";

/** Never drawn. */
const UNDRAWN = setOf(
  "script style noscript template head title datalist area source track param rp",
);
/** Drawn, but not as text that could be quoted. */
const UNREADABLE = setOf(
  "input select textarea svg iframe object embed canvas audio video progress meter",
);
const NAVIGATION = setOf("nav search");
const NAVIGATION_ROLES = setOf("navigation banner contentinfo search");

/** Elements that begin a line of their own. */
const BLOCKS = setOf(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table " +
    "tbody td tfoot th thead tr ul",
);

export const isBlock = ({ tagName }: Element): boolean => BLOCKS.has(tagName);
export const isUndrawn = ({ tagName }: Element): boolean => UNDRAWN.has(tagName);
export const isUnreadable = ({ tagName }: Element): boolean => UNREADABLE.has(tagName);

export const isNavigation = (element: Element): boolean =>
  NAVIGATION.has(element.tagName) || NAVIGATION_ROLES.has(attribute(element, "role") ?? "");

/**
 * Returns all text below a node that could be seen, on one line, with white space between its elements: only to list what
 * is left out.
 */
export const roughText = (node: Node): string => onOneLine(spaced(node));

function spaced(node: Node): string {
  if (!isElement(node)) return valueOf(node);
  const isSilent = isUndrawn(node) || UNLISTED.has(node.tagName);
  return isSilent ? "" : node.childNodes.map(spaced).join(" ");
}

/** Choices of a field, the fallback of a frame, the sources of a formula, notes on a drawing. */
const UNLISTED = setOf("select iframe annotation annotation-xml desc metadata");

/** Whether a picture shows nothing: its author says so, or it is too small to. */
export function isDecoration(element: Element): boolean {
  const isSilent = attribute(element, "aria-hidden") === "true";
  if (isSilent || /^(?:none|presentation)$/.test(attribute(element, "role") ?? ""))
    return plainText(element) === "";
  const isPoint = ["width", "height"].every((side) =>
    /^[01]$/.test(attribute(element, side) ?? ""),
  );
  return isPoint || (element.tagName === "img" && attribute(element, "alt")?.trim() === "");
}

/** Returns how text is set that is not on the line as it is. */
export function typesettingOf(
  element: Element,
): "struck" | "superscript" | "subscript" | undefined {
  const { tagName } = element;
  const style = attribute(element, "style") ?? "";
  if (/^(?:del|s|strike)$/.test(tagName) || /\bline-through\b/i.test(style)) return "struck";
  if (/^(?:sup|rt)$/.test(tagName) || /vertical-align\s*:\s*super\b/i.test(style))
    return "superscript";
  if (tagName === "sub" || /vertical-align\s*:\s*sub\b/i.test(style)) return "subscript";
  return undefined;
}

/** Classes by which programs that set formulas mark one, in all its forms. */
const FORMULA = /(?:^|\s)(?:katex|MathJax|MathJax_SVG|MathJax_CHTML)(?:\s|$)/;

/** Whether an element is a formula as a whole. */
export const isFormula = (element: Element): boolean =>
  /^(?:math|mjx-container)$/.test(element.tagName) ||
  FORMULA.test(attribute(element, "class") ?? "");

/**
 * Returns the source of a formula where it is printed just like that, on one line. Two letters in a row may be a word of a
 * description, and blanks between digits are not printed.
 */
export function formulaText(element: Element): string | undefined {
  const math = element.tagName === "math" ? element : findElement(element, isMath);
  if (!math) return undefined;
  const note = findElement(math, ({ tagName }) => tagName === "annotation");
  const source = (attribute(math, "alttext") ?? (note && plainText(note)) ?? "").trim();
  const isPlain = /^[\p{L}\p{N} .,+=<>()-]+$/u.test(source) && !/\p{L}\p{L}|\d +\d/u.test(source);
  return isPlain ? source.replace(/ +/g, " ").replaceAll("-", "−") : undefined;
}

const isMath = ({ tagName }: Element): boolean => tagName === "math";
