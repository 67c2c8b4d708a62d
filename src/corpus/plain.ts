/** @module Parser of plain text: wiki headings, bare headings, and paragraphs at blank lines. */

import { type Block, type Heading, leaf } from "./block.ts";
import { isBoilerplate } from "./boilerplate.ts";
import { hasWords, type Span, trim } from "./span.ts";

const WIKI_HEADING = /^(={1,6})\s*([^=\s](?:.*[^=\s])?)\s*\1$/;
const MAX_HEADING_LENGTH = 80;
const MAX_HEADING_WORDS = 12;
/** A longer run of lines that look like headings is a list or a poem. */
const MAX_HEADING_RUN = 2;

/** Consecutive lines. `isSeparate`: one line between blank ones or edges. */
interface Paragraph extends Span {
  readonly lines: number;
  readonly isSeparate: boolean;
}

/**
 * Parses a plain text from an offset on to blocks, in order, without boilerplate. Paragraphs end at blank lines; if there
 * are none, at line ends.
 */
export function readPlain(text: string, bodyStart: number): Block[] {
  const lines = linesOf(text, bodyStart);
  const body = trim(text, { start: bodyStart, end: text.length });
  const hasBlank = /\n[^\S\n]*\n/.test(text.slice(body.start, body.end));
  const groups = groupLines(text, lines, hasBlank);
  const blocks = unfoldRuns(groups.map((group) => toBlock(text, group)));
  return blocks.some((block) => block.kind !== "heading") ? blocks : blocks.map(asText);
}

/** Makes a bare heading prose, for texts in which every line looks like a heading. */
const asText = (block: Block): Block => (isBare(block) ? leaf("prose", block) : block);

/** Lists the lines, trimmed. */
function linesOf(text: string, bodyStart: number): Span[] {
  const lines: Span[] = [];
  for (let start = bodyStart; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    lines.push(trim(text, { start, end }));
    start = end + 1;
  }
  return lines;
}

/** Groups lines to paragraphs, which end at blank lines, wiki headings and boilerplate. */
function groupLines(text: string, lines: readonly Span[], hasBlank: boolean): Paragraph[] {
  const groups: Paragraph[] = [];
  let open: Span[] = [];
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)];
    if (first && last)
      groups.push({
        start: first.start,
        end: last.end,
        lines: open.length,
        isSeparate: hasBlank && open.length === 1,
      });
    open = [];
  };
  for (const line of lines) {
    const content = text.slice(line.start, line.end);
    const isHeading = WIKI_HEADING.test(content);
    if (isHeading || isBoilerplate(content)) close();
    if (!isHeading && isBoilerplate(content)) continue;
    open.push(line);
    if (isHeading || !hasBlank) close();
  }
  close();
  return groups;
}

function toBlock(text: string, paragraph: Paragraph): Block {
  const content = text.slice(paragraph.start, paragraph.end);
  const { start, end } = paragraph;
  const wiki = paragraph.lines === 1 ? WIKI_HEADING.exec(content) : null;
  if (wiki?.[1] && wiki[2])
    return { kind: "heading", depth: wiki[1].length, title: wiki[2], start, end };
  if (paragraph.isSeparate && isBareHeading(content))
    return { kind: "heading", depth: BARE, title: content, start, end };
  return leaf("prose", paragraph);
}

/** The depth of a bare heading, below that of any wiki heading. */
const BARE = 7;

function isBareHeading(line: string): boolean {
  return (
    line.length <= MAX_HEADING_LENGTH &&
    line.split(/\s+/).length <= MAX_HEADING_WORDS &&
    /^["'“‘(]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(line) &&
    !/[.!?;,:]["'”’)\]]*$/.test(line) &&
    hasWords(line)
  );
}

const isBare = (block: Block | undefined): block is Heading =>
  block?.kind === "heading" && block.depth === BARE;

/** Makes the headings of long runs prose, except the first block, which is the title. */
function unfoldRuns(blocks: readonly Block[]): Block[] {
  return blocks.map((block, at) =>
    isBare(block) && at > 0 && runLength(blocks, at) > MAX_HEADING_RUN
      ? leaf("prose", block)
      : block,
  );
}

function runLength(blocks: readonly Block[], at: number): number {
  let [first, last] = [at, at];
  while (first > 1 && at - first < MAX_HEADING_RUN && isBare(blocks[first - 1])) first -= 1;
  while (last - at < MAX_HEADING_RUN && isBare(blocks[last + 1])) last += 1;
  return last - first + 1;
}
