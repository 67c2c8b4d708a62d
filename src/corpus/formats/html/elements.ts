/** @module Classification of elements: blocks, navigation, formulas, elements that are not text. */

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

/** Elements that are never rendered. */
const UNDRAWN = setOf(
  "script style noscript template head title datalist area source track param rp",
);
/** Elements that are rendered, but not as quotable text. */
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

/** Returns the text below a node on one line, with white space between elements, for the list of omitted texts. */
export const roughText = (node: Node): string => onOneLine(spaced(node));

function spaced(node: Node): string {
  if (!isElement(node)) return valueOf(node);
  const isSilent = isUndrawn(node) || UNLISTED.has(node.tagName);
  return isSilent ? "" : node.childNodes.map(spaced).join(" ");
}

/** Options of a field, fallbacks of a frame, sources of a formula, descriptions of a drawing. */
const UNLISTED = setOf("select iframe annotation annotation-xml desc metadata");

/** Whether a picture is decorative: marked so, or of at most one pixel. */
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

/** Classes of formulas that KaTeX and MathJax rendered. */
const FORMULA = /(?:^|\s)(?:katex|MathJax|MathJax_SVG|MathJax_CHTML)(?:\s|$)/;

/** Whether an element is a whole formula. */
export const isFormula = (element: Element): boolean =>
  /^(?:math|mjx-container)$/.test(element.tagName) ||
  FORMULA.test(attribute(element, "class") ?? "");

/**
 * Returns the source of a formula if it is rendered exactly so, on one line. Not if it has two letters in a row, which may
 * be a word of a description, or blanks between digits, which are not rendered.
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
