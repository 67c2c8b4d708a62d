/** @module Content of paragraphs and runs: a closed list of elements that are read; other visible ones become `[…]`. */

import { hasOwnMarker, type Reading } from "./context.ts";
import { readDrawing } from "./drawing.ts";
import { controlValue, type Value } from "./fields.ts";
import { formulaText } from "./formula.ts";
import type { Baseline } from "./line.ts";
import type { RunFormat } from "./styles.ts";
import type { Fonts } from "./symbols.ts";
import { childOf, type Element, elementsIn, roughText, textIn } from "./xml.ts";

type ReadInline = (element: Element, reading: Reading) => void;

/** Reads all that an element holds. */
export const readContent: ReadInline = (element, reading) => {
  let isAfterFormula = false;
  for (const child of elementsIn(element)) {
    const isFormula = child.name === "m:oMath";
    if (isFormula && isAfterFormula) reading.line.add(" ");
    readInline(child, reading);
    isAfterFormula = isFormula;
  }
};

export const readInline: ReadInline = (element, reading) => {
  const read = READ_INLINE.get(element.name);
  if (read) read(element, reading);
  else if (reading.fields.isSeen() && !isUnseen(element)) markUnread(element, reading);
};

const READ_INLINE: ReadonlyMap<string, ReadInline> = new Map(
  Object.entries<ReadInline>({
    "w:r": readRun,
    "w:fldSimple": readSimpleField,
    "w:sdt": readControl,
    "m:oMath": readFormula,
    "m:oMathPara": readFormulas,
    "w:hyperlink": readContent,
    "w:smartTag": readContent,
    "w:customXml": readContent,
    "w:bdo": readContent,
    "w:dir": readContent,
    "w:ins": readContent,
    "w:moveTo": readContent,
    "w14:conflictIns": readContent,
  }),
);

function readSimpleField(field: Element, reading: Reading): void {
  const { fields, line } = reading;
  fields.begin();
  fields.addInstruction(field.attributes["w:instr"] ?? "");
  if (elementsIn(field).length > 0) fields.beginResult(line.count());
  readContent(field, reading);
  show(fields.end(line.count()), reading);
}

function readControl(control: Element, reading: Reading): void {
  const before = reading.line.count();
  const content = childOf(control, "w:sdtContent");
  if (content) readContent(content, reading);
  if (reading.line.count() === before) showChoice(control, reading);
}

/** Shows what was chosen in a content control that holds no text. */
export function showChoice(control: Element, reading: Reading): void {
  if (reading.fields.isSeen()) show(controlValue(childOf(control, "w:sdtPr")), reading);
}

function readFormula(formula: Element, reading: Reading): void {
  if (!reading.fields.isSeen()) return;
  const text = formulaText(formula);
  if (text === undefined) markUnread(formula, reading);
  else reading.line.add(text);
}

/** Reads formulas that have a line of their own. */
function readFormulas(formulas: Element, reading: Reading): void {
  reading.line.breakLine();
  readContent(formulas, reading);
  reading.line.breakLine();
}

type ReadPiece = (element: Element, format: RunFormat, reading: Reading) => void;

const addSpace: ReadPiece = (_element, _format, { line }) => line.add(" ");
const breakLine: ReadPiece = (_element, _format, { line }) => line.breakLine();
const addMarker: ReadPiece = (element, _format, { context, line }) =>
  line.add(context.notes.refer(element));
const readDrawn: ReadPiece = (element, _format, reading) => readDrawing(element, reading);

const READ_IN_RUN: ReadonlyMap<string, ReadPiece> = new Map(
  Object.entries<ReadPiece>({
    "w:t": (element, format, reading) => addText(textIn(element), format, reading),
    "w:tab": addSpace,
    "w:ptab": addSpace,
    "w:br": breakLine,
    "w:cr": breakLine,
    "w:noBreakHyphen": (_element, format, { line }) => line.add("\u2011", baselineOf(format)),
    "w:sym": (element, format, reading) => addSymbol(element, "w", format, reading),
    "w16se:symEx": (element, format, reading) => addSymbol(element, "w16se", format, reading),
    "w:footnoteReference": addMarker,
    "w:endnoteReference": addMarker,
    "w:drawing": readDrawn,
    "w:pict": readDrawn,
    "w:object": readDrawn,
    "w:ruby": readRuby,
  }),
);

/** Elements that show nothing: of a run, of a paragraph, or between paragraphs. */
const UNSEEN: ReadonlySet<string> = new Set(
  (
    "w:annotationRef w:background w:commentReference w:continuationSeparator w:del w:delInstrText w:delText w:endnoteRef " +
    "w:footnoteRef w:lastRenderedPageBreak w:moveFrom w:proofErr w:separator w:softHyphen w14:conflictDel"
  ).split(" "),
);
export const isUnseen = ({ name }: Element): boolean =>
  UNSEEN.has(name) || /^[wm]:(?:\w+Pr|bookmark\w+|perm\w+|\w+Range(?:Start|End))$/.test(name);

/** Marks an element. The white space at the edges of its text still separates words. */
export function markUnread(element: Element, { line }: Reading): void {
  const text = roughText(element);
  line.omit(text);
  if (/^\s/.test(text)) line.add(" ");
  line.mark();
  if (/\s$/.test(text)) line.add(" ");
}

/** Reads a `w:r`. */
export function readRun(run: Element, reading: Reading): void {
  const { context, fields, line, paragraphStyle } = reading;
  const own = context.styles.formatOf(childOf(run, "w:rPr"), paragraphStyle);
  const format = elementsIn(run).some(hasOwnMarker) ? { ...own, align: "note" } : own;
  for (const piece of elementsIn(run)) {
    if (piece.name === "w:fldChar") show(fields.readMark(piece, line.count()), reading, format);
    else if (piece.name === "w:instrText") fields.addInstruction(textIn(piece));
    else if (fields.isSeen() && !isUnseen(piece)) readPiece(piece, format, reading);
  }
}

function readPiece(piece: Element, format: RunFormat, reading: Reading): void {
  const text = roughText(piece);
  if (format.isHidden) return reading.line.omit(text);
  const isStruck = (format.isStruck || format.isStruckTwice) && text.trim() !== "";
  const read = isStruck ? undefined : READ_IN_RUN.get(piece.name);
  if (read) read(piece, format, reading);
  else markUnread(piece, reading);
}

function addText(text: string, format: RunFormat, { context, line }: Reading): void {
  for (const piece of context.readSymbols(text.toWellFormed(), format))
    if (piece === undefined) line.mark();
    else line.add(piece, baselineOf(format));
}

function addSymbol(symbol: Element, prefix: string, format: RunFormat, reading: Reading): void {
  const code = Number.parseInt(symbol.attributes[`${prefix}:char`] ?? "", 16);
  if (!(code > 0 && code <= 0x10ffff)) return reading.line.mark();
  const font = symbol.attributes[`${prefix}:font`];
  addText(String.fromCodePoint(code), { ...format, ...allIn(font) }, reading);
}

const allIn = (font: string | undefined): Fonts =>
  font === undefined ? {} : { asciiFont: font, otherFont: font };

/** The size of text without one, in half-points. */
const USUAL_SIZE = 20;
/** Text moved by less than this share of its size does not look raised. */
const LEAST_MOVE = 1 / 8;

function baselineOf({ align, position = 0, size = USUAL_SIZE }: RunFormat): Baseline {
  if (align === "note") return { at: "note" };
  if (align === "superscript") return { at: "raised" };
  if (align === "subscript") return { at: "lowered" };
  if (Math.abs(position) < size * LEAST_MOVE) return { at: "line" };
  return { at: position > 0 ? "raised" : "lowered", isMoved: true };
}

/** Shows the value of a field or control. */
export function show(value: Value | undefined, reading: Reading, format: RunFormat = {}): void {
  if (value === undefined || format.isHidden) return;
  if (value === "unreadable") reading.line.mark();
  else addText(value.text, { ...format, ...allIn(value.font) }, reading);
}

/** Reads text with a guide to its pronunciation above it. */
function readRuby(ruby: Element, _format: RunFormat, reading: Reading): void {
  const [base, guide] = [childOf(ruby, "w:rubyBase"), childOf(ruby, "w:rt")];
  for (const element of base ? elementsIn(base) : [])
    if (element.name === "w:r") readRun(element, reading);
    else if (!isUnseen(element)) markUnread(element, reading);
  if (guide) reading.line.add(roughText(guide), { at: "raised" });
}
