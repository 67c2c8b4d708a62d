/** @module Parser of Markdown to blocks with exact offsets; text is sliced from the source, never taken from a node. */

import type { List, ListItem, Nodes, RootContent } from "mdast";
import { type Block, type Heading, leaf, type Stretch } from "../block.ts";
import { isBoilerplate } from "../boilerplate.ts";
import { blankHidden, joinSpans, replaceSpans } from "../hidden.ts";
import type { Origin } from "../front-matter.ts";
import type { Markup as OtherMarkup } from "../marked-text.ts";
import { hasWords, matchAt, type Span, trim } from "../span.ts";
import { headingIn, titleOf, topNodes } from "./parse.ts";
import { withoutMarkup } from "./inline-markup.ts";
import { type Markup, type Scope, scanMarkup } from "./hidden-markup.ts";

/** The blocks of a text, in order, and its hidden parts. */
export interface ReadText {
  readonly blocks: readonly Block[];
  readonly hidden: readonly Span[];
  /** Metadata in the text. */
  readonly origin?: Origin;
  /** Remarks, each a clause without a full stop. */
  readonly warnings?: readonly string[];
  /** Of a text with markup other than Markdown. */
  readonly markup?: OtherMarkup;
}

/** Parses a Markdown text from an offset on, without link definitions, comments, thematic breaks and boilerplate. */
export function readMarkdown(text: string, bodyStart: number, isMdx = false): ReadText {
  const offset = skipByteOrderMarks(text, bodyStart);
  const markup = scanMarkup(text, offset, isMdx);
  const visible = blankHidden({ text, hidden: joinSpans(text, markup.hidden) });
  const reader = blockReader(visible, offset, markup);
  const parsed = withoutDepths(withPlaceholders(visible, markup).slice(offset));
  const blocks: Block[] = [];
  for (const node of topNodes(parsed, isMdx)) blocks.push(...reader.toBlocks(node));
  const hidden = joinSpans(text, [...markup.hidden, ...reader.definitions]);
  return { blocks: withScopes(blocks, markup.scopes), hidden };
}

/**
 * Prepares the visible text for the parser. A line that opens an indented part begins a list item, so that its content is
 * parsed. Blanks in place of hidden markup become no-break spaces, so that they are no indentation.
 */
function withPlaceholders(visible: string, { hidden, openers }: Markup): string {
  const joined = joinSpans(visible, hidden);
  const inLines = joined
    .filter(({ end }) => matchAt(TEXT, visible, end))
    .map(({ start, end }) => ({
      start: Math.max(start, visible.lastIndexOf("\n", end - 1) + 1),
      end,
    }));
  const unbroken = replaceSpans(visible, inLines, ({ length }) => NO_BREAK.repeat(length));
  const items = openers.map((start) => ({ start, end: start + ITEM.length }));
  return replaceSpans(unbroken, items, () => ITEM);
}

/** The placeholder; every opening line is longer. */
const ITEM = "- x";
const NO_BREAK = "\u00A0";

const TEXT = /[ \t]*\S/y;

/** Lists and quotations that are nested deeper are read as prose. */
const MAX_DEPTH = 20;

const CONTAINER = String.raw`[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$))`;
/** Indentation at which a list item has at least that depth. */
const FAR_RIGHT = String.raw`(?: {4}| {0,3}\t){${MAX_DEPTH + 5}}`;
const TOO_DEEP = new RegExp(
  `^(?:(?:${CONTAINER}){${MAX_DEPTH + 1}}|${FAR_RIGHT})(?=${CONTAINER})(.*)`,
  "gm",
);
const NEXT_CONTAINER = new RegExp(CONTAINER, "y");
const BREAK = /^(?:[- \t]+|[* \t]+)$/;

/**
 * Replaces the markers of containers that are nested too deep in one line by letters, without a change of offsets: the
 * parser takes quadratic time for them. A line of only such markers is a thematic break, and is kept.
 */
const withoutDepths = (text: string): string =>
  text.replace(TOO_DEEP, (line: string, rest: string) => {
    if (BREAK.test(line)) return line;
    const deep = containersEnd(rest);
    const kept = line.slice(0, line.length - rest.length);
    return kept + rest.slice(0, deep).replace(/[^ \t]/g, "x") + rest.slice(deep);
  });

/** Returns the end of the containers that begin a line, matched one by one, as there may be millions. */
function containersEnd(line: string): number {
  let end = 0;
  NEXT_CONTAINER.lastIndex = 0;
  while (NEXT_CONTAINER.test(line)) end = NEXT_CONTAINER.lastIndex;
  return end;
}

/** Skips byte order marks, as the parser does not count one at the head of its text. */
function skipByteOrderMarks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 0xfeff) at += 1;
  return at;
}

/** Converts nodes to blocks. Spans are trimmed to visible text; `definitions` grows with the nodes read. */
function blockReader(visible: string, offset: number, { openers }: Markup) {
  const definitions: Span[] = [];
  const isOpener = new Set(openers);
  const spanOf = (node: Nodes): Span => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined) throw new Error(`no position on a ${node.type}`);
    return trim(visible, { start: start + offset, end: end + offset });
  };
  /** Whether a node defines a link; a footnote has the same syntax, but its text is kept. */
  const isDefinition = (node: Nodes): boolean =>
    node.type === "definition" && !node.identifier.startsWith("^");

  const toBlocks = (node: RootContent): Block[] => {
    if (node.type === "thematicBreak" || isDefinition(node)) return [];
    const span = spanOf(node);
    const source = visible.slice(span.start, span.end);
    if (node.type === "heading")
      return [{ kind: "heading", depth: node.depth, title: titleOf(source), ...span }];
    if (node.type === "list" && node.children.some(opensPart))
      return node.children.flatMap(toParts);
    const heading = node.type === "html" ? headingIn(source, span) : undefined;
    if (heading) return aroundHeading(span, heading);
    const isOmitted =
      node.type === "code" ? !hasWords(source) : isBoilerplate(source) || isPicture(source);
    return isOmitted ? [] : [toStretch(node)];
  };
  const opensPart = (item: ListItem): boolean =>
    isOpener.has((item.position?.start.offset ?? -1) + offset);
  const toParts = (item: ListItem): Block[] =>
    opensPart(item) ? item.children.flatMap(toBlocks) : [toStretch(item)];
  const aroundHeading = (span: Span, heading: Heading): Block[] => {
    const [before, after] = [
      trim(visible, { start: span.start, end: heading.start }),
      trim(visible, { start: heading.end, end: span.end }),
    ];
    const text = (part: Span): Stretch[] =>
      isBoilerplate(visible.slice(part.start, part.end)) ? [] : [leaf("prose", part)];
    return [...text(before), heading, ...text(after)];
  };
  const toStretch = (node: Nodes, depth = 0): Stretch => {
    const span = spanOf(node);
    if (depth > MAX_DEPTH) return leaf("prose", span);
    switch (node.type) {
      case "list":
      case "listItem":
      case "blockquote":
        return grouped("group", span, partsOf(node, depth));
      case "table":
        return grouped("table", span, partsOf(node, depth));
      case "tableRow":
        return leaf("row", span);
      case "code":
        return leaf("code", span);
      default:
        return leaf("prose", span);
    }
  };
  const partsOf = (node: List | Extract<Nodes, { children: unknown }>, depth: number): Stretch[] =>
    node.children.flatMap((child) => {
      if (isDefinition(child)) definitions.push(spanOf(child));
      return isDefinition(child) ? [] : [toStretch(child, depth + 1)];
    });
  return { toBlocks, definitions };
}

/** Makes a stretch that ends with its last part, without empty lines of a quotation after it. */
function grouped(kind: "group" | "table", span: Span, parts: readonly Stretch[]): Stretch {
  return { kind, start: span.start, end: parts.at(-1)?.end ?? span.end, parts };
}

/** Pictures, whose alternative text is not shown. */
const PICTURE =
  /\[?!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])(?:\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\]))?|!\[\[[^\]\n]{0,500}\]\]/g;

const isPicture = (source: string): boolean =>
  source.includes("![") && !hasWords(source.replace(PICTURE, " "));

/** The depth of scopes, below that of any heading. */
export const SCOPE_DEPTH = 10;

/** Inserts a heading before the first block of each scope, and one without a title after the last. */
function withScopes(blocks: readonly Block[], scopes: readonly Scope[]): Block[] {
  if (scopes.length === 0) return [...blocks];
  const all: Block[] = [];
  const open: Scope[] = [];
  let next = 0;
  const heading = (at: number, title: string, level: number): Heading => ({
    kind: "heading",
    depth: SCOPE_DEPTH + level,
    title,
    start: at,
    end: at,
  });
  const leave = (offset: number): void => {
    for (let last = open.at(-1); last && last.end <= offset; last = open.at(-1)) {
      all.push(heading(last.end, "", open.length));
      open.pop();
    }
  };
  for (const block of blocks) {
    for (; (scopes[next]?.start ?? Infinity) <= block.start; next += 1) {
      const scope = scopes[next];
      if (!scope) break;
      leave(scope.start);
      open.push(scope);
      all.push(heading(scope.start, withoutMarkup(scope.title), open.length));
    }
    leave(block.start);
    all.push(block);
  }
  return all;
}
