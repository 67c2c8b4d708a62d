/** @module A tree of HTML to the parts of a text, in order; furniture and lists of links are put aside. */

import type { Part } from "../extraction/part.ts";
import { isFurniture } from "../furniture.ts";
import { isFurnitureElement } from "./furniture.ts";
import { openInline } from "./inline.ts";
import { isLinkList, type Measure } from "./main-text.ts";
import { type Element, findElement, isElement, type Node, valueOf } from "./tree.ts";

export interface Parts {
  readonly parts: readonly Part[];
  readonly leftOut: readonly string[];
}

const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol option p pre search section summary table tbody td tfoot th " +
    "thead tr ul"
  ).split(" "),
);
/** With one of these in it, a list or a table is no list of lines. */
const LARGE: ReadonlySet<string> = new Set(
  "h1 h2 h3 h4 h5 h6 pre table ul ol dl blockquote article section".split(" "),
);
/** A list item or cell of more paragraphs than one is no line either. */
const MOST_PARAGRAPHS = 1;

/** No line longer than this is taken for furniture by what it says. */
const SHORT = 200;

/** The parts of what stands below an element. */
export function partsOf(root: Element, measure: (node: Node) => Measure): Parts {
  const parts: Part[] = [];
  const leftOut: string[] = [];
  const inline = openInline();
  let inHeader = false;
  const putAside = (text: string): void => void (text !== "" && leftOut.push(text));

  const flush = (): void => {
    const { paragraphs, isLinkList: onlyLinks } = inline.take();
    for (const text of paragraphs)
      if (onlyLinks || isAside(text, inHeader)) putAside(text);
      else parts.push({ kind: "prose", text });
  };
  const visitAll = (element: Element, inLink: boolean): void =>
    element.childNodes.forEach((node) => visit(node, inLink));
  const visitBlock = (element: Element, inLink: boolean): void => {
    flush();
    const outer = inHeader;
    inHeader ||= element.tagName === "header";
    const made = blockOf(element, measure);
    if (made === "furniture") putAside(roughText(element));
    else if (made) parts.push(...made);
    else visitAll(element, inLink);
    flush();
    inHeader = outer;
  };
  const visit = (node: Node, inLink: boolean): void => {
    if (!isElement(node)) return inline.add(valueOf(node), inLink);
    if (isFurnitureElement(node, true)) return putAside(isText(node) ? roughText(node) : "");
    if (node.tagName === "br") return inline.breakLine();
    if (BLOCKS.has(node.tagName)) return visitBlock(node, inLink);
    if (node.tagName === "a") inline.link();
    visitAll(node, inLink || node.tagName === "a");
  };
  visitAll(root, false);
  flush();
  return { parts, leftOut };
}

/** In a header, what is no sentence says who wrote the text and when. */
const isAside = (text: string, inHeader: boolean): boolean =>
  text.length < SHORT && (isFurniture(text) || (inHeader && !/[.!?]["'”’)]?$/.test(text)));

/** All text below a node on one line, its parts apart: only for a person to see what was left out. */
export const roughText = (node: Node): string => spaced(node).replace(/\s+/g, " ").trim();

function spaced(node: Node): string {
  if (!isElement(node)) return valueOf(node);
  return isText(node) ? node.childNodes.map(spaced).join(" ") : "";
}

/** Of what is left out, only what a person could have read is told. */
const isText = ({ tagName }: Element): boolean =>
  !/^(?:script|style|noscript|template|head|title|svg|math|select|datalist|iframe)$/.test(tagName);

/** What a block is as a whole; undefined where it is made of others. */
function blockOf(
  element: Element,
  measure: (node: Node) => Measure,
): readonly Part[] | "furniture" | undefined {
  const { tagName } = element;
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  if (level !== undefined) return headingOf(element, Number(level));
  if (tagName === "pre") return codeOf(element);
  if (!/^(?:ul|ol|table|aside)$/.test(tagName)) return undefined;
  if (isLinkList(measure(element))) return "furniture";
  if (tagName === "aside") return undefined;
  return tagName === "table" ? tableOf(element) : listOf(element);
}

/** The sign of a link to the heading itself is no part of it. */
function headingOf(element: Element, depth: number): readonly Part[] {
  const text = visibleText(element).replace(/(?: ?[#¶§🔗]){1,2}$/u, "");
  return text === "" ? [] : [{ kind: "heading", depth, text }];
}

function codeOf(element: Element): readonly Part[] {
  const text = textIn(element).replace(/^\n+/, "").trimEnd();
  return text === "" ? [] : [{ kind: "code", text }];
}

function listOf(list: Element): readonly Part[] | undefined {
  const items = list.childNodes.filter(isElement);
  if (items.some((item) => item.tagName !== "li" || isLarge(item))) return undefined;
  const texts = items.map(visibleText).filter((text) => text !== "");
  return texts.length === 0 ? [] : [{ kind: "list", items: texts.map((text) => `- ${text}`) }];
}

/** Tables that only arrange a page have texts in their cells, and are read as if they were not there. */
function tableOf(table: Element): readonly Part[] | undefined {
  const rows = rowsOf(table);
  const cells = rows.flatMap((row) => row.childNodes.filter(isElement));
  if (cells.some(isLarge) || !rows.some((row) => row.childNodes.filter(isElement).length > 1))
    return undefined;
  const items = rows.map((row) => row.childNodes.filter(isElement).map(visibleText).join(" | "));
  const caption = findElement(table, ({ tagName }) => tagName === "caption");
  const said = caption ? visibleText(caption) : "";
  const kept = items.filter((item) => /[^\s|]/.test(item));
  return [
    ...(said === "" ? [] : [{ kind: "prose", text: said } as const]),
    ...(kept.length === 0 ? [] : [{ kind: "table", items: kept } as const]),
  ];
}

const rowsOf = (table: Element): Element[] =>
  table.childNodes
    .filter(isElement)
    .flatMap((child) =>
      child.tagName === "tr"
        ? [child]
        : /^t(?:head|body|foot)$/.test(child.tagName)
          ? child.childNodes.filter(isElement).filter(({ tagName }) => tagName === "tr")
          : [],
    );

function isLarge(item: Element): boolean {
  let paragraphs = 0;
  return (
    findElement(item, ({ tagName }) => {
      if (tagName === "p") paragraphs += 1;
      return LARGE.has(tagName) || paragraphs > MOST_PARAGRAPHS;
    }) !== undefined
  );
}

/** What is seen of an element, on one line. */
const visibleText = (node: Node): string =>
  textIn(node)
    .replaceAll("\u00AD", "")
    .replace(/[\t\n\f\r ]+/g, " ")
    .trim();

/** What is seen, as it stands; blocks in it do not run into one another. */
function textIn(node: Node): string {
  if (!isElement(node)) return valueOf(node);
  if (isFurnitureElement(node, true)) return "";
  if (node.tagName === "br") return "\n";
  const text = node.childNodes.map(textIn).join("");
  return BLOCKS.has(node.tagName) && !/^(?:pre|h\d)$/.test(node.tagName) ? ` ${text} ` : text;
}
