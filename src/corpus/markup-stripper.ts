/** @module Passages without markup, as embedded and indexed; quotations keep the text as written. */

import { type Document, isMarkdown, markupOf } from "./document.ts";
import { type Edit, type EditedText, editText, deletion, orderEdits, shiftEdits } from "./edits.ts";
import { blankHidden, visibleText } from "./hidden.ts";
import { codeEdits, proseEdits } from "./markdown/block-markup.ts";
import { lineAt, nextLine } from "./markdown/lines.ts";
import type { Inset } from "./block.ts";
import type { Passage } from "./passage.ts";
import { clipSpans, hasWords, onOneLine, type Span } from "./span.ts";
import { columnsOf, type Naming, rowEdits, type Rows } from "./table.ts";

export type PlainDocument = Pick<Document, "path" | "of" | "text" | "hidden">;
export type PlainPassage = Pick<Passage, "start" | "end" | "insets" | "columns">;

/** Returns the plain text of a part of a passage; it has words if the visible part has any. */
export type StripMarkup = (part: Span) => EditedText;

/** Returns a function that strips markup from parts of a passage. */
export function markupStripper(
  document: PlainDocument,
  passage: PlainPassage,
  naming: Naming = "each cell",
): StripMarkup {
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

/** Computes the edits of a passage, in offsets of the passage. */
function editsIn(document: PlainDocument, passage: PlainPassage, naming: Naming): Edit[] {
  const { start, insets = [] } = passage;
  const hidden = clipSpans(document.hidden, passage).map((part) => deletion(part.start, part.end));
  const markup = markupOf(document);
  const markers = markup?.markers.map((marker) => deletion(marker.start, marker.end)) ?? [];
  const found = [
    ...hidden,
    ...clipSpans(markup?.edits ?? [], passage),
    ...clipSpans(markers, passage),
  ];
  const edits = shiftEdits(found, -start);
  if (!isMarkdown(document) && insets.length === 0) return orderEdits(edits);
  const editsOf = editFinder(document, passage, naming);
  for (const part of partsOf(passage)) edits.push(...editsOf(part));
  return orderEdits(edits);
}

type Part = Span & { readonly kind: Inset["kind"] | "prose"; readonly columns?: readonly string[] };

/** Lists the parts of a passage, in offsets of the passage: insets, and prose between them. */
export function partsOf({ start, end, insets = [], columns = [] }: PlainPassage): Part[] {
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

function editFinder(document: PlainDocument, passage: PlainPassage, naming: Naming) {
  const form = { isMarkdown: isMarkdown(document) };
  const seen = blankHidden(document, passage);
  const isDefined = definitionLookup(document);
  const beginsLine = isAtLineStart(document.text, passage.start);
  const isWhole = ({ start }: Part): boolean => start > 0 || beginsLine;
  const rowsOf = (part: Part): Rows => {
    const { start, end, kind, columns = [] } = part;
    const header = kind === "table" ? firstRow(seen, part) : undefined;
    const names = header ? columnsOf(seen.slice(header.start, header.end), form) : columns;
    return { start, end, header, isWhole: isWhole(part), names, naming };
  };
  return (part: Part): Edit[] => {
    if (part.kind === "table" || part.kind === "rows")
      return rowEdits(seen, rowsOf(part), form, isDefined);
    if (!form.isMarkdown) return [];
    if (part.kind === "code") return codeEdits(seen, part);
    return proseEdits(seen, part, part.start === 0 && beginsLine, isDefined);
  };
}

/** Finds the first line with words; an empty header and its delimiter row may be above. */
export function firstRow(text: string, { start, end }: Span): Span {
  let row = lineAt(text, start);
  while (row.end < end && !hasWords(text.slice(row.start, row.end)))
    row = lineAt(text, nextLine(text, row.start));
  return { start: row.start, end: Math.min(row.end, end) };
}

/** The longest prefix of a line that is examined; a longer one is text. */
const LOOK_BACK = 200;
const ONLY_MARKUP = /^[\s>*+\d.)-]*$/;

/** Whether only markup is between the beginning of a line and an offset. */
export function isAtLineStart(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOK_BACK), at);
  const line = before.lastIndexOf("\n") + 1;
  return (line > 0 || at <= LOOK_BACK) && ONLY_MARKUP.test(before.slice(line));
}

const DEFINITION = /^[ \t>]*(?:[-*+][ \t]+)?\[([^[\]\n]{1,200})\]:/gm;

const fold = (label: string): string => onOneLine(label).toLowerCase();

/** By document, as its passages are read one after the other. */
const known = new WeakMap<object, ReadonlySet<string>>();

/** Returns whether a document defines a label; the document is searched on first use. */
export function definitionLookup(document: { readonly text: string }): (label: string) => boolean {
  return (label) => {
    const labels = known.get(document) ?? labelsIn(document.text);
    known.set(document, labels);
    return labels.has(fold(label));
  };
}

const labelsIn = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(DEFINITION), ([, label = ""]) => fold(label)));
