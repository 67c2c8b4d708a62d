/** @module Formulas that can be written on one line. */

import { type BaselineShift, writeShifted } from "../../extraction/superscript.ts";
import { childOf, childrenOf, type Element, elementsIn, textIn } from "./xml.ts";

/** Returns the content of a formula's element, on one line; undefined if it is set in two dimensions. */
export function formulaText(element: Element): string | undefined {
  return joined(
    elementsIn(element)
      .filter(({ name }) => !isProperties(name))
      .map(textOf),
  );
}

/** Joins the texts if all of them are known. */
function joined(texts: readonly (string | undefined)[], between = ""): string | undefined {
  return texts.every((text) => text !== undefined) ? texts.join(between) : undefined;
}

const isProperties = (name: string): boolean => /^(?:m|w):\w*Pr$/.test(name);

function textOf(element: Element): string | undefined {
  const part = (name: string): string | undefined => {
    const own = childOf(element, name);
    return own && formulaText(own);
  };
  const shifted = (name: string, shift: BaselineShift): string | undefined => {
    const text = part(name);
    return text === undefined ? undefined : writeShifted(text, shift);
  };
  switch (element.name) {
    case "m:t":
    case "w:t":
      return textIn(element);
    case "m:r":
    case "m:oMath":
    case "m:box":
    case "m:e":
    case "w:ins":
      return formulaText(element);
    case "w:del":
    case "w:bookmarkStart":
    case "w:bookmarkEnd":
    case "w:proofErr":
      return "";
    case "m:sSup":
      return joined([part("m:e"), shifted("m:sup", "superscript")]);
    case "m:sSub":
      return joined([part("m:e"), shifted("m:sub", "subscript")]);
    case "m:sSubSup":
      return joined([part("m:e"), shifted("m:sub", "subscript"), shifted("m:sup", "superscript")]);
    case "m:func":
      return joined([part("m:fName"), part("m:e")], " ");
    case "m:d":
      return delimited(element);
    default:
      return undefined;
  }
}

function delimited(element: Element): string | undefined {
  const properties = childOf(element, "m:dPr");
  const delimiter = (name: string, fallback: string): string => {
    const found = childOf(properties, name);
    return found ? (found.attributes["m:val"] ?? "") : fallback;
  };
  const inner = joined(childrenOf(element, "m:e").map(formulaText), delimiter("m:sepChr", "|"));
  return joined([delimiter("m:begChr", "("), inner, delimiter("m:endChr", ")")]);
}
