/** @module The text below an element, all of it, as a report of what is left out. */

import { type Element, elementsIn, textIn } from "./xml.ts";

const TEXTS: ReadonlySet<string> = new Set(["w:t", "a:t", "m:t", "c:v"]);
const APART: ReadonlySet<string> = new Set("w:p a:p w:tab w:ptab w:br w:cr w:tc c:pt".split(" "));

export function roughText(element: Element): string {
  if (TEXTS.has(element.name)) return textIn(element);
  if (element.name === "v:textpath") return ` ${element.attributes["string"] ?? ""} `;
  const text = elementsIn(element).map(roughText).join("");
  return APART.has(element.name) ? `${text} ` : text;
}
