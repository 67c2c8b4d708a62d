/** @module The title of a heading as a reader sees it. */

import { fromMarkdown } from "mdast-util-from-markdown";
import { toString } from "mdast-util-to-string";
import type { Heading } from "../block.ts";
import type { Span } from "../span.ts";

/** No title is longer; what the parser takes for inline constructs grows with the square of the text. */
const MAX_TITLE_LENGTH = 1_000;
/** Written for a picture of that name. */
const EMOJI = /(?<![\w:]):[a-z\d_+-]+:(?![\w:])/g;
const HTML_HEADING = /<h([1-6])\b[^>]{0,500}>([^]{0,1000}?)<\/h\1\s*>/i;

/** Returns the words of a heading's source, without markup, tags and pictures. */
export function titleOf(source: string): string {
  const tree = fromMarkdown(source.slice(0, MAX_TITLE_LENGTH));
  return toString(tree, { includeImageAlt: false, includeHtml: false })
    .replace(EMOJI, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Returns the first heading that is written as HTML in a block of it. */
export function headingIn(source: string, { start }: Span): Heading | undefined {
  const found = HTML_HEADING.exec(source);
  if (!found?.[1]) return undefined;
  const title = titleOf((found[2] ?? "").replace(/^\s+/gm, ""));
  const at = start + found.index;
  return { kind: "heading", depth: Number(found[1]), title, start: at, end: at + found[0].length };
}
