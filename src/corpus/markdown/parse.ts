/** @module Parsing of Markdown in windows, as the parser takes quadratic time for some texts, and of titles. */

import type { List, Nodes, RootContent } from "mdast";
import type { Span } from "../span.ts";
import { fromMarkdown, type Options } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { toString } from "mdast-util-to-string";
import type { Heading } from "../block.ts";

/** In UTF-16 units. */
const WINDOW = 8_192;

/**
 * Yields the top-level nodes in order; only the offsets of their positions are valid.
 *
 * A node is final if another one begins after it. So all nodes of a window but the last are kept, and the next window
 * begins with the last. A window of one node is doubled, unless the node is a list: its items but the last are kept.
 */
export function* topNodes(
  text: string,
  isMdx: boolean,
  windowSize = WINDOW,
): Generator<RootContent> {
  let list: List | undefined;
  let [from, size] = [0, windowSize];
  while (from < text.length) {
    const end = lineEndAfter(text, from + size);
    const nodes = parse(text, { start: from, end }, isMdx);
    const kept = end < text.length ? countFinal(text, nodes) : nodes.length;
    for (const node of nodes.slice(0, kept)) {
      yield list ? joinLists(list, node) : node;
      list = undefined;
    }
    const last = nodes[kept];
    size = windowSize;
    if (last === undefined) from = end;
    else if (kept > 0) from = lineStart(text, startOf(last));
    else if (last.type === "list" && last.children.length > 1) {
      from = lineStart(text, startOf(last.children.pop()));
      list = list ? joinLists(list, last) : last;
    } else size = 2 * (end - from);
  }
}

/** Counts the final nodes of a window, such that the node after them may begin the next window. */
function countFinal(text: string, nodes: readonly RootContent[]): number {
  let count = nodes.length - 1;
  while (count > 0 && !mayBeFirst(text, nodes[count - 1], nodes[count])) count -= 1;
  return Math.max(0, count);
}

/** Whether the parser reads a node in the same way without the text before it, as after an empty line. */
function mayBeFirst(
  text: string,
  before: RootContent | undefined,
  node: RootContent | undefined,
): boolean {
  if (before?.type === "heading" || before?.type === "thematicBreak") return true;
  // After indented code the parser reads an empty list item as a paragraph.
  if (before?.type === "code" && !/[`~]/.test(text.charAt(startOf(before)))) return false;
  // The line after a definition may be its title.
  if (before?.type === "definition" && text.charAt(startOf(node)) === "[") return true;
  return text.slice(endOf(before), startOf(node)).split(LINE_END).length > 2;
}

/** Adds the items of the second list to the first. */
function joinLists(list: List, more: RootContent): List {
  if (more.type !== "list") throw new Error(`a list is continued by a ${more.type}`);
  for (const item of more.children) list.children.push(item);
  if (list.position && more.position) list.position.end = more.position.end;
  return list;
}

const LINE_END = /\r\n?|\n/;

function lineEndAfter(text: string, offset: number): number {
  const lineEnd = new RegExp(LINE_END, "g");
  lineEnd.lastIndex = offset;
  return lineEnd.test(text) ? lineEnd.lastIndex : text.length;
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (/[ \t]/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

const startOf = (node: Nodes | undefined): number => node?.position?.start.offset ?? 0;
const endOf = (node: Nodes | undefined): number => node?.position?.end.offset ?? 0;

function parse(text: string, { start, end }: Span, isMdx: boolean): RootContent[] {
  const window = text.slice(start, end);
  if (EMPTY_LINES.test(window)) return [];
  const nodes = parseBlocks(window.replace(BYTE_ORDER_MARK, "x"), isMdx);
  for (const node of nodes) shift(node, start);
  return nodes;
}

const EMPTY_LINES = /^[ \t\r\n]*$/;

/** The parser skips one at the head of its text only. */
const BYTE_ORDER_MARK = /^\uFEFF/;

function shift(node: Nodes, by: number): void {
  for (const point of [node.position?.start, node.position?.end])
    if (point?.offset !== undefined) point.offset += by;
  if ("children" in node) for (const child of node.children) shift(child, by);
}

type Syntax = NonNullable<Options["extensions"]>[number];
type Inline = NonNullable<Extract<Syntax, { text?: unknown }>["text"]>;
type Construct = Extract<Inline[number], { tokenize: unknown }>;
type State = ReturnType<Construct["tokenize"]>;

/** Reads the rest of a line as text, from the first character that may begin inline markup, which is slow to parse. */
const REST_OF_LINE: Construct = {
  tokenize(effects, ok) {
    const inside: State = (code) => {
      if (code === null || code < TAB) {
        effects.exit("data");
        return ok(code);
      }
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter("data");
      return inside(code);
    };
  },
};
/** The parser's code of a tab; those of line ends are lower. */
const TAB = -2;

const LINES: Syntax = {
  text: Object.fromEntries(
    Array.from("!&*<[\\]_`", (sign) => [sign.charCodeAt(0), REST_OF_LINE] as const),
  ),
};
/** In MDX, indented text is no code. */
const MDX: Syntax = { disable: { null: ["codeIndented"] } };

const optionsFor = (hasTables: boolean, isMdx: boolean): Options => ({
  extensions: [...(hasTables ? [gfmTable()] : []), LINES, ...(isMdx ? [MDX] : [])],
  mdastExtensions: hasTables ? [gfmTableFromMarkdown()] : [],
});
/** The row below the header of a table. Without one the extension is off, as it parses the start of each paragraph. */
const DELIMITER_ROW = /^[ \t>]*[|:-][ \t|:-]*$/m;

/** Parses a text to its top-level nodes, with inline markup as plain text. */
const parseBlocks = (text: string, isMdx: boolean): RootContent[] =>
  fromMarkdown(text, optionsFor(DELIMITER_ROW.test(text), isMdx)).children;

/** The longest title: the parser takes quadratic time for inline markup. */
const MAX_TITLE_LENGTH = 1_000;
/** A shortcode of an emoji. */
const EMOJI = /(?<![\w:]):[a-z\d_+-]+:(?![\w:])/g;
const HTML_HEADING = /<h([1-6])\b[^>]{0,500}>([^]{0,1000}?)<\/h\1\s*>/i;

/** Returns the text of a heading's source, without markup, tags and pictures. */
export function titleOf(source: string): string {
  const tree = fromMarkdown(source.slice(0, MAX_TITLE_LENGTH));
  return toString(tree, { includeImageAlt: false, includeHtml: false })
    .replace(EMOJI, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Returns the first HTML heading in a block of HTML. */
export function headingIn(source: string, { start }: Span): Heading | undefined {
  const found = HTML_HEADING.exec(source);
  if (!found?.[1]) return undefined;
  const title = titleOf((found[2] ?? "").replace(/^\s+/gm, ""));
  const at = start + found.index;
  return { kind: "heading", depth: Number(found[1]), title, start: at, end: at + found[0].length };
}
