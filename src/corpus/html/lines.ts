/** @module Lists and tables whose items and rows are lines. */

import type { Part } from "../extraction/part.ts";
import { isFurnitureElement } from "./furniture.ts";
import { roughText, seenLine, type Tell } from "./seen.ts";
import { type Element, findElement, isElement } from "./tree.ts";

/** With one of these in it, a list or a table is no list of lines. */
const LARGE: ReadonlySet<string> = new Set(
  "h1 h2 h3 h4 h5 h6 pre table ul ol dl blockquote article section".split(" "),
);
/** A list item or cell of more paragraphs than one is no line either. */
const MOST_PARAGRAPHS = 1;

/** A list whose items are lines; undefined for any other. */
export function listOf(list: Element, tell: Tell): readonly Part[] | undefined {
  const items = list.childNodes.filter(isElement);
  if (items.some((item) => item.tagName !== "li" || isLarge(item))) return undefined;
  const texts = items.map((item) => seenLine(item, tell)).filter((text) => text !== "");
  return texts.length === 0 ? [] : [{ kind: "list", items: texts.map((text) => `- ${text}`) }];
}

/**
 * A table whose rows are lines; undefined for any other. Tables that only arrange a page have texts in their cells, and
 * are read as if they were not there.
 */
export function tableOf(table: Element, tell: Tell): readonly Part[] | undefined {
  const rows = rowsOf(table);
  const seen = rows
    .filter(({ isSeen }) => isSeen)
    .map(({ row }) => row.childNodes.filter(isElement));
  if (seen.some((cells) => cells.some(isLarge)) || !seen.some(({ length }) => length > 1))
    return undefined;
  for (const { row, isSeen } of rows) if (!isSeen) tell(roughText(row));
  const items = seen.map((cells) => cells.map((cell) => seenLine(cell, tell)).join(" | "));
  const caption = findElement(table, ({ tagName }) => tagName === "caption");
  const said = caption ? seenLine(caption, tell) : "";
  const kept = items.filter((item) => /[^\s|]/.test(item));
  return [
    ...(said === "" ? [] : [{ kind: "prose", text: said } as const]),
    ...(kept.length === 0 ? [] : [{ kind: "table", items: kept } as const]),
  ];
}

interface Row {
  readonly row: Element;
  readonly isSeen: boolean;
}

const rowsOf = (table: Element): Row[] =>
  table.childNodes.filter(isElement).flatMap((child): Row[] => {
    const isSeen = !isFurnitureElement(child, true);
    if (child.tagName === "tr") return [{ row: child, isSeen }];
    if (!/^t(?:head|body|foot)$/.test(child.tagName)) return [];
    const rows = child.childNodes.filter(isElement).filter(({ tagName }) => tagName === "tr");
    return rows.map((row) => ({ row, isSeen: isSeen && !isFurnitureElement(row, true) }));
  });

function isLarge(item: Element): boolean {
  let paragraphs = 0;
  return (
    findElement(item, ({ tagName }) => {
      if (tagName === "p") paragraphs += 1;
      return LARGE.has(tagName) || paragraphs > MOST_PARAGRAPHS;
    }) !== undefined
  );
}
