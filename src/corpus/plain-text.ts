/** @module The text of a passage without markup, which is embedded and indexed while the text as it is written is quoted. */

import { type Document, isMarkdown } from "./document.ts";
import { type Edit, type EditedText, editText, leaveOut, orderEdits, shiftEdits } from "./edits.ts";
import { blankHidden, hiddenIn, visibleText } from "./hidden.ts";
import { codeMarks, proseMarks } from "./markdown/block-marks.ts";
import { lineAt, nextLine } from "./markdown/lines.ts";
import type { Inset } from "./block.ts";
import type { Passage } from "./passage.ts";
import { hasWords, onOneLine, type Span } from "./span.ts";
import { columnsOf, type Naming, rowMarks, type Rows } from "./table.ts";

export type PlainDocument = Pick<Document, "path" | "of" | "text" | "hidden">;
export type PlainPassage = Pick<Passage, "start" | "end" | "insets" | "columns">;

/** Returns the plain text of a part of a passage; it has words if the part shows any. */
export type PlainReader = (part: Span) => EditedText;

/** Reads the plain text of a passage and of its sentences. */
export function plainReader(
  document: PlainDocument,
  passage: PlainPassage,
  naming: Naming = "each cell",
): PlainReader {
  const { start, end } = passage;
  const raw = document.text.slice(start, end);
  const edits = editsIn(document, passage, naming);
  return (part) => {
    const own = { start: part.start - start, end: part.end - start };
    const { text, mayBeLonger } = editText(raw, own, edits);
    if (hasWords(text)) return { text: text.trim(), mayBeLonger };
    return { text: visibleText(document, part), mayBeLonger };
  };
}

/** The edits of a passage, in offsets of it. */
function editsIn(document: PlainDocument, passage: PlainPassage, naming: Naming): Edit[] {
  const { start, insets = [] } = passage;
  const hidden = hiddenIn(document, passage).map((part) => leaveOut(part.start, part.end));
  const edits = shiftEdits(hidden, -start);
  if (!isMarkdown(document) && insets.length === 0) return edits;
  const marksOf = marksFinder(document, passage, naming);
  for (const part of partsOf(passage)) edits.push(...marksOf(part));
  return orderEdits(edits);
}

type Part = Span & { readonly kind: Inset["kind"] | "prose"; readonly columns?: readonly string[] };

/** The parts of a passage, in offsets of it: insets, and prose between them. */
function partsOf({ start, end, insets = [], columns = [] }: PlainPassage): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [index, inset] of insets.entries()) {
    const own = { kind: inset.kind, start: inset.start - start, end: inset.end - start };
    parts.push({ kind: "prose", start: at, end: own.start });
    parts.push(index === 0 ? { ...own, columns } : own);
    at = own.end;
  }
  return [...parts, { kind: "prose", start: at, end: end - start }];
}

function marksFinder(document: PlainDocument, passage: PlainPassage, naming: Naming) {
  const form = { isMarkdown: isMarkdown(document) };
  const seen = blankHidden(document, passage);
  const isDefined = definitionFinder(document);
  const beginsLine = isAtLineStart(document.text, passage.start);
  const isWhole = ({ start }: Part): boolean => start > 0 || beginsLine;
  const rowsOf = (part: Part): Rows => {
    const { start, end, kind, columns = [] } = part;
    const header = kind === "table" ? firstRow(seen, part) : undefined;
    const names = header ? columnsOf(seen.slice(header.start, header.end), form) : columns;
    return { start, end, header, isWhole: isWhole(part), names, naming };
  };
  const read = (part: Part): Edit[] => {
    if (part.kind === "table" || part.kind === "rows")
      return rowMarks(seen, rowsOf(part), form, isDefined);
    if (!form.isMarkdown) return [];
    if (part.kind === "code") return codeMarks(seen, part);
    return proseMarks(seen, part, part.start === 0 && beginsLine, isDefined);
  };
  return read;
}

/** The first line with words; above it there may be an empty header and the line below that. */
function firstRow(text: string, { start, end }: Span): Span {
  let row = lineAt(text, start);
  while (row.end < end && !hasWords(text.slice(row.start, row.end)))
    row = lineAt(text, nextLine(text, row.start));
  return { start: row.start, end: Math.min(row.end, end) };
}

/** A line is followed back so far; what is before on a longer one is text. */
const LOOK_BACK = 200;
const MARKS = /^[\s>*+\d.)-]*$/;

/** Whether there are only marks between the beginning of a line and an offset. */
function isAtLineStart(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOK_BACK), at);
  const line = before.lastIndexOf("\n") + 1;
  return (line > 0 || at <= LOOK_BACK) && MARKS.test(before.slice(line));
}

const DEFINITION = /^[ \t>]*(?:[-*+][ \t]+)?\[([^[\]\n]{1,200})\]:/gm;

const fold = (label: string): string => onOneLine(label).toLowerCase();

/** By document: its passages are asked about one after the other. */
const known = new WeakMap<object, ReadonlySet<string>>();

/** Tells of a label whether a document defines it; the document is only searched once a label is asked about. */
export function definitionFinder(document: { readonly text: string }): (label: string) => boolean {
  return (label) => {
    const labels = known.get(document) ?? labelsIn(document.text);
    known.set(document, labels);
    return labels.has(fold(label));
  };
}

const labelsIn = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(DEFINITION), ([, label = ""]) => fold(label)));
