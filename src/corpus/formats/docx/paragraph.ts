/** @module Paragraphs: tells what one is, and whether the next continues its line. */

import type { Context } from "./context.ts";
import { childOf, type Element, valueIn } from "./xml.ts";

export type Role =
  | { readonly kind: "heading"; readonly depth: number }
  /** Levels count from 0. */
  | { readonly kind: "item"; readonly level: number }
  | { readonly kind: "prose" };

export const PROSE: Role = { kind: "prose" };

const COUNTED = "the numbers that Word puts before headings and list items are left out";

/** Tells the role of a paragraph by its `w:pPr`. A heading with a number is a heading. */
export function roleOf(properties: Element | undefined, context: Context): Role {
  const depth = context.styles.depthOf(properties);
  const list = context.styles.listOf(properties);
  const label = list && context.labelOf(list);
  if (label === "number") context.warn(COUNTED);
  if (depth !== undefined) return { kind: "heading", depth };
  return list && label ? { kind: "item", level: list.level } : PROSE;
}

/** Whether the line goes on: a drop cap ends none, nor does a paragraph mark that was deleted or is hidden. */
export function continuesInNext(
  properties: Element | undefined,
  role: Role,
  { styles }: Context,
): boolean {
  const mark = childOf(properties, "w:rPr");
  if (childOf(mark, "w:del") || childOf(mark, "w:moveFrom")) return true;
  const dropCap = childOf(properties, "w:framePr")?.attributes["w:dropCap"] ?? "none";
  if (dropCap !== "none") return true;
  // A heading that shares its line with the text after it stays a heading.
  const style = valueIn(properties, "w:pStyle");
  return role.kind !== "heading" && styles.formatOf(mark, style).isHidden === true;
}
