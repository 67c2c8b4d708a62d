/** @module Passages as readers of the rendered document see them: sentences without markup, code, rows of tables. */

import type { Inset } from "./block.ts";
import { isMarkdown, markupOf } from "./document.ts";
import { type Edit, editText, orderEdits, shiftEdits } from "./edits.ts";
import { blankHidden, ELLIPSIS, replaceSpans } from "./hidden.ts";
import { codeEdits, proseEdits } from "./markdown/block-markup.ts";
import { inlineEdits, type IsDefined, type Link, linksIn } from "./markdown/inline-markup.ts";
import { keepMeaning } from "./markdown/meaning.ts";
import { softBreaks } from "./markdown/lines.ts";
import {
  definitionLookup,
  firstRow,
  isAtLineStart,
  partsOf,
  type PlainDocument,
  type PlainPassage,
} from "./markup-stripper.ts";
import type { CutEdges, Passage } from "./passage.ts";
import { clipSpans, type Span } from "./span.ts";
import { cellsIn, columnsOf, nameCells, type TableForm } from "./table.ts";

/** The parts of a passage: one for each of its sentences, then one for a text after the last. */
export interface Shown {
  readonly parts: readonly ShownPart[];
  /** The index of the best sentence. */
  readonly best: number | null;
  /** The edges beyond which the text of its section goes on. */
  readonly edges?: CutEdges | undefined;
}

/** A sentence, a block of code, or a row of a table. */
export type ShownPart = ShownProse | ShownCode | ShownRow;

interface Separated {
  /** White space, and the marker of a list item, between the previous part and this one. */
  readonly before: string;
}

export interface ShownProse extends Separated {
  readonly kind: "prose";
  readonly runs: readonly ShownRun[];
}

/** A text, and the address that it links to. */
export interface ShownRun {
  readonly text: string;
  readonly href?: string;
}

export interface ShownCode extends Separated {
  readonly kind: "code";
  readonly text: string;
}

export interface ShownRow extends Separated {
  readonly kind: "row";
  /** The offset of its table in the passage. */
  readonly table: number;
  readonly isHeader: boolean;
  readonly cells: readonly ShownCell[];
}

export interface ShownCell {
  /** The name of its column; empty if it has none. */
  readonly column: string;
  readonly text: string;
}

type ShownPassage = PlainPassage & Pick<Passage, "sentences">;

/** Returns the parts of a passage; `[…]` replaces each hidden part, and a blank each soft line break of Markdown. */
export function showParts(document: PlainDocument, passage: ShownPassage): ShownPart[] {
  const reading = readPassage(document, passage);
  const parts: ShownPart[] = [];
  let at = 0;
  for (const { start, end } of passage.sentences) {
    const own = { start: start - passage.start, end: end - passage.start };
    parts.push(partOf(reading, at, own));
    at = own.end;
  }
  const { raw, insets } = reading;
  const end = Math.max(at, insets.findLast((inset) => inset.start < at)?.end ?? 0);
  const start = raw.length - raw.slice(end).trimStart().length;
  const rest = proseOf(reading, at, { start, end: raw.length });
  return hasText(rest) ? [...parts, rest] : parts;
}

const hasText = ({ runs }: ShownProse): boolean => runs.some(({ text }) => text.trim() !== "");

/** A passage that is being read; all offsets are of the passage. */
interface Reading {
  readonly raw: string;
  /** With blanks for its hidden parts. */
  readonly seen: string;
  /** With letters for its hidden parts. */
  readonly filled: string;
  readonly insets: readonly Inset[];
  readonly columns: readonly string[];
  readonly form: TableForm;
  readonly isDefined: IsDefined;
  /** Whether the text has markup, which edits remove. */
  readonly isMarked: boolean;
  /** Of hidden parts and of prose. */
  readonly edits: readonly Edit[];
  readonly links: readonly Link[];
  /** Whether a span begins in a line of a block quotation. */
  readonly isQuoted: (span: Span) => boolean;
}

function readPassage(document: PlainDocument, passage: ShownPassage): Reading {
  const { start, end, insets = [], columns = [] } = passage;
  const raw = document.text.slice(start, end);
  const seen = blankHidden(document, passage);
  const isDefined = definitionLookup(document);
  const marks = clipSpans(document.hidden, passage).map((part) => ({ ...part, text: ELLIPSIS }));
  const hidden = shiftEdits(marks, -start);
  const form = { isMarkdown: isMarkdown(document) };
  const prose = form.isMarkdown ? markupEdits(document, passage, seen, isDefined) : [];
  const markup = markupOf(document);
  const own = [
    ...clipSpans(markup?.edits ?? [], passage),
    ...clipSpans(markup?.markers ?? [], passage),
  ];
  const edits = orderEdits([
    ...hidden,
    ...shiftEdits(own, -start),
    ...keepMeaning(
      seen,
      prose.filter((edit) => clipSpans(hidden, edit).length === 0),
    ),
  ]);
  return {
    raw,
    seen,
    filled: replaceSpans(raw, hidden, (part) => part.replace(/[^\r\n]/g, "x")),
    insets: insets.map((one) => ({ ...one, start: one.start - start, end: one.end - start })),
    columns,
    form,
    isDefined,
    edits,
    links: markup
      ? clipSpans(markup.links, passage).map((link) => ({
          ...link,
          start: link.start - start,
          end: link.end - start,
        }))
      : linksIn(raw, edits),
    isMarked: form.isMarkdown || markup !== undefined,
    isQuoted: (span) => form.isMarkdown && isInQuotation(document.text, start + span.start),
  };
}

function isInQuotation(text: string, at: number): boolean {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*>/.test(text.slice(line, at + 1));
}

/** Computes the edits of the prose of a passage in Markdown. */
function markupEdits(
  document: PlainDocument,
  passage: ShownPassage,
  seen: string,
  isDefined: IsDefined,
): Edit[] {
  const beginsLine = isAtLineStart(document.text, passage.start);
  return orderEdits(
    partsOf(passage)
      .filter(({ kind }) => kind === "prose")
      .flatMap((part) => [
        ...proseEdits(seen, part, part.start === 0 && beginsLine, isDefined, {
          keepsMarkers: true,
        }),
        ...softBreaks(seen, part),
      ]),
  );
}

/** Returns the part of a sentence; `at` is the end of the one before it. */
function partOf(reading: Reading, at: number, sentence: Span): ShownPart {
  const { insets } = reading;
  const inset = insets.find(({ start, end }) => start <= sentence.start && sentence.start < end);
  if (!inset) return proseOf(reading, at, sentence);
  const before = gapOf(reading, at, Math.max(at, inset.start));
  return inset.kind === "code"
    ? {
        kind: "code",
        before,
        text: codeOf(reading, inset, { ...sentence, start: Math.max(at, inset.start) }),
      }
    : rowOf(reading, before, inset, sentence);
}

const proseOf = (reading: Reading, at: number, sentence: Span): ShownProse => ({
  kind: "prose",
  before: gapOf(reading, at, sentence.start),
  runs: runsOf(reading, sentence),
});

/** Returns the text between two parts, without the rest of an inset. */
function gapOf({ raw, insets, edits, form, isMarked }: Reading, from: number, to: number): string {
  const free = insets.findLast(({ start, end }) => start < from && end <= to)?.end ?? from;
  const { text } = editText(raw, { start: Math.max(from, free), end: to }, edits);
  if (!isMarked) return text;
  if (form.isMarkdown) return tidyLines(text).replace(BULLET, "•");
  return from === 0 ? tidyLines(text).trimStart() : tidyLines(text);
}

const BULLET = /(?<=^|\n)[-*+](?= |$)/g;

/** Removes white space at the edges of lines, which tags leave behind, and all but one of several blank lines. */
const tidyLines = (text: string): string =>
  text.replace(/[ \t]*\n[ \t]*/g, "\n").replace(/\n{3,}/g, "\n\n");

function runsOf({ raw, edits, links, isMarked }: Reading, span: Span): ShownRun[] {
  const runs: ShownRun[] = [];
  const add = (start: number, end: number, href?: string): void => {
    const edited = editText(raw, { start, end }, edits).text;
    const tidy = isMarked ? tidyLines(edited) : edited;
    const text = runs.length === 0 ? tidy.trimStart() : tidy;
    if (text !== "") runs.push(href === undefined ? { text } : { text, href });
  };
  let at = span.start;
  for (const { start, end, href } of clipSpans(links, span)) {
    add(at, start);
    add(start, end, href);
    at = end;
  }
  add(at, span.end);
  const last = runs.pop();
  return last ? [...runs, { ...last, text: last.text.trimEnd() }] : [];
}

function codeOf(reading: Reading, inset: Inset, span: Span): string {
  const { raw, seen, edits, form, isQuoted } = reading;
  const fences = form.isMarkdown ? codeEdits(seen, inset) : [];
  const code = editText(raw, span, orderEdits([...fences, ...edits])).text;
  const text = isQuoted(inset) ? code.replace(QUOTE_MARK, "") : code;
  return dedent(text.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, "").split(/\r?\n/)).join("\n");
}

const QUOTE_MARK = /^[ \t]*>[ \t]?/gm;

/** Removes the indentation that all lines share. */
function dedent(lines: readonly string[]): string[] {
  const margins = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const isUniform =
    lines.every((line) => !/^ *\t/.test(line)) || lines.every((line) => !/^\t* /.test(line));
  const shared = isUniform ? Math.min(...margins, Infinity) : 0;
  return lines.map((line) => line.slice(shared === Infinity ? 0 : shared));
}

function rowOf(reading: Reading, before: string, inset: Inset, row: Span): ShownRow {
  const { seen, filled, form } = reading;
  const header = inset.kind === "table" ? firstRow(seen, inset) : undefined;
  const isHeader = header !== undefined && row.start <= header.start;
  const named = header ? columnsOf(seen.slice(header.start, header.end), form) : reading.columns;
  const cells = nameCells(cellsIn(filled, row, form), isHeader ? [] : named, form);
  return {
    kind: "row",
    before,
    table: inset.start,
    isHeader,
    cells: cells.map(({ name, ...cell }) => ({ column: name, text: cellText(reading, cell) })),
  };
}

function cellText({ raw, seen, form, isDefined, edits }: Reading, cell: Span): string {
  const text = seen.slice(cell.start, cell.end);
  const inline = form.isMarkdown ? orderEdits(inlineEdits(text, isDefined)) : [];
  const own = shiftEdits(keepMeaning(text, inline), cell.start);
  return editText(raw, cell, orderEdits([...clipSpans(edits, cell), ...own])).text;
}
