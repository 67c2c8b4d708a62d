/** @module Markdown to blocks, with the exact offsets mdast gives; the text of a node is never taken from its value. */

import type { Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { toString } from "mdast-util-to-string";
import { gfmTable } from "micromark-extension-gfm-table";
import { UserError } from "../errors.ts";
import { type Block, type Heading, leaf, type Stretch } from "./block.ts";
import { isFurniture } from "./furniture.ts";
import type { Span } from "./span.ts";

/** Only blocks are wanted. Without the inline constructs the parser takes a third of the time and no text is hard for it. */
const INLINE = {
  disable: {
    null: [
      "attention",
      "autolink",
      "characterEscape",
      "characterReference",
      "codeText",
      "hardBreakEscape",
      "htmlText",
      "labelEnd",
      "labelStartImage",
      "labelStartLink",
    ],
  },
};

/**
 * The blocks of a Markdown text from an offset on, in order. Link definitions, comments, thematic breaks and other
 * furniture are left out.
 * @throws UserError if very many headings are underlined.
 */
export function readMarkdown(text: string, bodyStart: number): Block[] {
  requireFewUnderlined(text);
  const offset = afterMark(text, bodyStart);
  const tree = fromMarkdown(withoutDepths(text.slice(offset)), {
    extensions: [gfmTable(), INLINE],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  return tree.children.flatMap((node) => toBlock(text, offset, node) ?? []);
}

/** Lists and quotations that stand deeper in one another are taken for prose. */
const MAX_DEPTH = 20;

const CONTAINER = String.raw`[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))`;
const TOO_DEEP = new RegExp(`^((?:${CONTAINER}){${MAX_DEPTH + 1}})((?:${CONTAINER})+)(.*)`, "gm");
const BREAK = /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/;

/**
 * The text, as long as it is, with a letter in place of each mark that opens one of very many containers in one line: the
 * parser takes the square of their number. A line of such marks alone is a thematic break, and stays.
 */
const withoutDepths = (text: string): string =>
  text.replace(TOO_DEEP, (line: string, kept: string, deep: string, rest: string) =>
    BREAK.test(line) ? line : kept + deep.replace(/[^ \t]/g, "x") + rest,
  );

/** The parser takes the square of the number of headings that are underlined instead of marked with `#`. */
const MOST_UNDERLINED = 2_000;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t\r]*$/;

function requireFewUnderlined(text: string): void {
  const lines = text.split("\n");
  const isHeading = (line: string, at: number): boolean =>
    UNDERLINE.test(line) && (lines[at - 1] ?? "").trim() !== "";
  const found = lines.filter(isHeading).length;
  if (found <= MOST_UNDERLINED) return;
  throw new UserError({
    expected: `at most ${MOST_UNDERLINED} headings underlined with === or ---`,
    found: `${found}`,
    remedy: "Mark headings with # instead, or split the document.",
  });
}

/** The parser does not count a byte order mark at its text's head, so it is never given one. */
function afterMark(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 0xfeff) at += 1;
  return at;
}

function toBlock(text: string, offset: number, node: RootContent): Block | undefined {
  if (node.type === "definition" || node.type === "thematicBreak") return undefined;
  if (node.type === "heading") return toHeading(text, offset, node);
  const { start, end } = spanOf(offset, node);
  if (isFurniture(text.slice(start, end))) return undefined;
  return toStretch(offset, node);
}

function toHeading(text: string, offset: number, node: Nodes & { depth: number }): Heading {
  const span = spanOf(offset, node);
  const source = text.slice(span.start, span.end);
  return { kind: "heading", depth: node.depth, title: plainText(source), ...span };
}

/** No title is longer; what the parser takes for inline constructs grows with the square of the text. */
const MAX_TITLE_LENGTH = 1_000;

/** What a reader sees of a line of Markdown. */
function plainText(markdown: string): string {
  return toString(fromMarkdown(markdown.slice(0, MAX_TITLE_LENGTH)))
    .replace(/\s+/g, " ")
    .trim();
}

function toStretch(offset: number, node: Nodes, depth = 0): Stretch {
  const span = spanOf(offset, node);
  if (depth > MAX_DEPTH) return leaf("prose", span);
  switch (node.type) {
    case "list":
    case "listItem":
    case "blockquote":
    case "table":
      return {
        kind: "group",
        ...span,
        parts: node.children.map((child) => toStretch(offset, child, depth + 1)),
      };
    case "tableRow":
      return leaf("row", span);
    case "code":
      return leaf("code", span);
    default:
      return leaf("prose", span);
  }
}

function spanOf(offset: number, node: Nodes): Span {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`no position on a ${node.type}`);
  return { start: start + offset, end: end + offset };
}
