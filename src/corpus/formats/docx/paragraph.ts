/** @module Role of a paragraph: heading, list item or prose, by its styles and numbering. */

import { PROSE, type Role } from "../office/line.ts";
import type { Context } from "./context.ts";
import type { ListLevel } from "./styles.ts";
import { childOf, childrenOf, type Element, valueIn } from "../office/xml.ts";

const NUMBERS_OMITTED = "the numbers that Word puts before headings and list items are left out";

/** Returns the role of a paragraph by its `w:pPr`. A heading with a number is a heading. */
export function roleOf(properties: Element | undefined, context: Context): Role {
  const depth = context.styles.depthOf(properties);
  const list = context.styles.listOf(properties);
  const label = list && context.labelOf(list);
  if (label === "number") context.warn(NUMBERS_OMITTED);
  if (depth !== undefined) return { kind: "heading", depth };
  return list && label ? { kind: "item", level: list.level } : PROSE;
}

/** Whether the line continues in the next paragraph, as after a drop cap or a deleted or hidden paragraph mark. */
export function continuesInNext(
  properties: Element | undefined,
  role: Role,
  { styles }: Context,
): boolean {
  const markFormat = childOf(properties, "w:rPr");
  if (childOf(markFormat, "w:del") || childOf(markFormat, "w:moveFrom")) return true;
  const dropCap = childOf(properties, "w:framePr")?.attributes["w:dropCap"] ?? "none";
  if (dropCap !== "none") return true;
  // A heading that shares its line with the text after it stays a heading.
  const style = valueIn(properties, "w:pStyle");
  return role.kind !== "heading" && styles.formatOf(markFormat, style).isHidden === true;
}

/** Bullet, or a number, letter or text that is not in the paragraph. */
export type Label = "bullet" | "number";

/** Reads `numbering.xml`. Returns a function that finds the label of a list item; undefined if it has none. */
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
    return found && labelOfLevel(found);
  };
}

/** Indexes elements that have a key. */
function byKey(elements: readonly Element[], keyOf: (element: Element) => string | undefined) {
  const found = new Map(elements.map((element) => [keyOf(element), element] as const));
  found.delete(undefined);
  return found;
}

function labelOfLevel(level: Element): Label | undefined {
  const format = valueIn(level, "w:numFmt") ?? "decimal";
  if (format === "bullet") return "bullet";
  return format === "none" && (valueIn(level, "w:lvlText") ?? "") === "" ? undefined : "number";
}
