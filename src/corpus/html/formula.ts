/** @module Formulas: read where they are one line of signs as it is printed; set in two dimensions, they have no such text. */

import { attribute, type Element, findElement, plainText } from "./tree.ts";

/** How programs that set formulas name what holds one, in all its forms. */
const NAMES = /(?:^|\s)(?:katex|MathJax|MathJax_SVG|MathJax_CHTML)(?:\s|$)/;

/** Whether an element is a formula as a whole. */
export const isFormula = (element: Element): boolean =>
  /^(?:math|mjx-container)$/.test(element.tagName) || NAMES.test(attribute(element, "class") ?? "");

/**
 * What a formula's source says, if that is how it is printed too; undefined for any other. Two letters in a row may be
 * a word of a description, and blanks between digits are not printed.
 */
export function formulaText(element: Element): string | undefined {
  const math = element.tagName === "math" ? element : findElement(element, isMath);
  if (!math) return undefined;
  const note = findElement(math, ({ tagName }) => tagName === "annotation");
  const said = (attribute(math, "alttext") ?? (note && plainText(note)) ?? "").trim();
  const isPlain = /^[\p{L}\p{N} .,+=<>()-]+$/u.test(said) && !/\p{L}\p{L}|\d +\d/u.test(said);
  return isPlain ? said.replace(/ +/g, " ").replaceAll("-", "−") : undefined;
}

const isMath = ({ tagName }: Element): boolean => tagName === "math";
