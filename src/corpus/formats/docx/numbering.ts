/** @module Numbering: finds what Word puts before a list item. */

import type { ListLevel } from "./styles.ts";
import { childOf, childrenOf, type Element, valueIn } from "./xml.ts";

/** A bullet; or a number, letter or text that is not in the paragraph. */
export type Label = "bullet" | "number";

/** Reads `numbering.xml`. Returns what finds the label of a list item; undefined where it has none. */
export function openNumbering(root: Element | undefined): (list: ListLevel) => Label | undefined {
  const definitions = childrenOf(root, "w:abstractNum");
  const lists = byKey(childrenOf(root, "w:num"), ({ attributes }) => attributes["w:numId"]);
  const byId = byKey(definitions, ({ attributes }) => attributes["w:abstractNumId"]);
  const byStyle = byKey(definitions, (definition) => valueIn(definition, "w:styleLink"));

  return ({ id, level }) => {
    const list = lists.get(id);
    const own = byId.get(valueIn(list, "w:abstractNumId"));
    const definition = byStyle.get(valueIn(own, "w:numStyleLink")) ?? own;
    const isLevel = ({ attributes }: Element): boolean => attributes["w:ilvl"] === `${level}`;
    const override = childrenOf(list, "w:lvlOverride").find(isLevel);
    const found = childOf(override, "w:lvl") ?? childrenOf(definition, "w:lvl").find(isLevel);
    return found && labelOf(found);
  };
}

/** Elements without a key are left out. */
const byKey = (
  elements: readonly Element[],
  keyOf: (element: Element) => string | undefined,
): ReadonlyMap<string | undefined, Element> =>
  new Map(
    elements
      .map((element) => [keyOf(element), element] as const)
      .filter(([key]) => key !== undefined),
  );

function labelOf(level: Element): Label | undefined {
  const format = valueIn(level, "w:numFmt") ?? "decimal";
  if (format === "bullet") return "bullet";
  return format === "none" && (valueIn(level, "w:lvlText") ?? "") === "" ? undefined : "number";
}
