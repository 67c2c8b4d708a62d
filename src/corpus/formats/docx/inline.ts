/** @module Content of paragraphs and runs: a closed list of elements that are read; other visible ones become `[…]`. */

import { hasOwnMarker, type InlineContext } from "./context.ts";
import { readDrawing } from "./drawing.ts";
import { controlValue, type Value } from "./fields.ts";
import { formulaText } from "../office/formula.ts";
import type { Baseline } from "../office/line.ts";
import type { RunFormat } from "./styles.ts";
import type { Fonts } from "../office/symbols.ts";
import { allTextIn, childOf, type Element, elementsIn, textIn } from "../office/xml.ts";

type ReadInline = (element: Element, inline: InlineContext) => void;

/** Reads the content of an element. */
export const readContent: ReadInline = (element, inline) => {
  let isAfterFormula = false;
  for (const child of elementsIn(element)) {
    const isFormula = child.name === "m:oMath";
    if (isFormula && isAfterFormula) inline.line.add(" ");
    readInline(child, inline);
    isAfterFormula = isFormula;
  }
};

export const readInline: ReadInline = (element, inline) => {
  const read = INLINE_ELEMENTS.get(element.name);
  if (read) read(element, inline);
  else if (inline.fields.isVisible() && !isInvisible(element)) addUnreadable(element, inline);
};

const INLINE_ELEMENTS: ReadonlyMap<string, ReadInline> = new Map(
  Object.entries<ReadInline>({
    "w:r": readRun,
    "w:fldSimple": readSimpleField,
    "w:sdt": readControl,
    "m:oMath": readFormula,
    "m:oMathPara": readFormulas,
    ...entriesFor(
      "w:hyperlink w:smartTag w:customXml w:bdo w:dir w:ins w:moveTo w14:conflictIns",
      readContent,
    ),
  }),
);

function readSimpleField(field: Element, inline: InlineContext): void {
  const { fields, line } = inline;
  fields.begin();
  fields.addInstruction(field.attributes["w:instr"] ?? "");
  if (elementsIn(field).length > 0) fields.beginResult(line.count());
  readContent(field, inline);
  addValue(fields.end(line.count()), inline);
}

function readControl(control: Element, inline: InlineContext): void {
  const before = inline.line.count();
  const content = childOf(control, "w:sdtContent");
  if (content) readContent(content, inline);
  if (inline.line.count() === before) addControlValue(control, inline);
}

/** Adds the selected value of a content control without text. */
export function addControlValue(control: Element, inline: InlineContext): void {
  if (inline.fields.isVisible()) addValue(controlValue(childOf(control, "w:sdtPr")), inline);
}

function readFormula(formula: Element, inline: InlineContext): void {
  if (!inline.fields.isVisible()) return;
  const text = formulaText(formula);
  if (text === undefined) addUnreadable(formula, inline);
  else inline.line.add(text);
}

/** Reads formulas that have a line of their own. */
function readFormulas(formulas: Element, inline: InlineContext): void {
  inline.line.breakLine();
  readContent(formulas, inline);
  inline.line.breakLine();
}

type ReadRunElement = (element: Element, inline: InlineContext, format: RunFormat) => void;

const RUN_ELEMENTS: ReadonlyMap<string, ReadRunElement> = new Map(
  Object.entries<ReadRunElement>({
    "w:t": (element, inline, format) => addText(textIn(element), inline, format),
    "w:noBreakHyphen": (_element, { line }, format) => line.add("\u2011", baselineOf(format)),
    "w:sym": (element, inline, format) => addSymbol(element, "w", inline, format),
    "w16se:symEx": (element, inline, format) => addSymbol(element, "w16se", inline, format),
    "w:ruby": readRuby,
    ...entriesFor("w:tab w:ptab", (_element, { line }) => line.add(" ")),
    ...entriesFor("w:br w:cr", (_element, { line }) => line.breakLine()),
    ...entriesFor("w:drawing w:pict w:object", readDrawing),
    ...entriesFor("w:footnoteReference w:endnoteReference", (element, { context, line }) =>
      line.add(context.notes.refer(element)),
    ),
  }),
);

/** Returns a table in which each name has the same function. */
function entriesFor<Read extends ReadRunElement>(names: string, read: Read) {
  return Object.fromEntries(names.split(" ").map((name) => [name, read]));
}

/** Elements that show nothing: of a run, of a paragraph, or between paragraphs. */
const INVISIBLE: ReadonlySet<string> = new Set(
  (
    "w:annotationRef w:background w:commentReference w:continuationSeparator w:del w:delInstrText w:delText w:endnoteRef " +
    "w:footnoteRef w:lastRenderedPageBreak w:moveFrom w:proofErr w:separator w:softHyphen w14:conflictDel"
  ).split(" "),
);
export const isInvisible = ({ name }: Element): boolean =>
  INVISIBLE.has(name) || /^[wm]:(?:\w+Pr|bookmark\w+|perm\w+|\w+Range(?:Start|End))$/.test(name);

/** Adds an omission for an element. White space at the edges of its text still separates words. */
function addUnreadable(element: Element, { line }: InlineContext): void {
  const text = allTextIn(element);
  line.reportOmission(text);
  if (/^\s/.test(text)) line.add(" ");
  line.addOmission();
  if (/\s$/.test(text)) line.add(" ");
}

/** Reads a `w:r`. */
function readRun(run: Element, inline: InlineContext): void {
  const { context, fields, line, paragraphStyle } = inline;
  const own = context.styles.formatOf(childOf(run, "w:rPr"), paragraphStyle);
  const format = elementsIn(run).some(hasOwnMarker) ? { ...own, verticalAlign: "note" } : own;
  for (const piece of elementsIn(run)) {
    if (piece.name === "w:fldChar")
      addValue(fields.readFieldChar(piece, line.count()), inline, format);
    else if (piece.name === "w:instrText") fields.addInstruction(textIn(piece));
    else if (fields.isVisible() && !isInvisible(piece)) readPiece(piece, inline, format);
  }
}

function readPiece(piece: Element, inline: InlineContext, format: RunFormat): void {
  const text = allTextIn(piece);
  if (format.isHidden) return inline.line.reportOmission(text);
  const isStruckOut = (format.isStruckOut || format.isDoubleStruckOut) && text.trim() !== "";
  const read = isStruckOut ? undefined : RUN_ELEMENTS.get(piece.name);
  if (read) read(piece, inline, format);
  else addUnreadable(piece, inline);
}

function addText(text: string, { context, line }: InlineContext, format: RunFormat): void {
  for (const piece of context.decodeSymbols(text.toWellFormed(), format))
    if (piece === undefined) line.addOmission();
    else line.add(piece, baselineOf(format));
}

function addSymbol(
  symbol: Element,
  prefix: string,
  inline: InlineContext,
  format: RunFormat,
): void {
  const code = Number.parseInt(symbol.attributes[`${prefix}:char`] ?? "", 16);
  if (!(code > 0 && code <= 0x10ffff)) return inline.line.addOmission();
  const font = symbol.attributes[`${prefix}:font`];
  addText(String.fromCodePoint(code), inline, { ...format, ...allIn(font) });
}

const allIn = (font: string | undefined): Fonts =>
  font === undefined ? {} : { asciiFont: font, otherFont: font };

/** Default font size, in half-points. */
const DEFAULT_SIZE = 20;
/** Smallest visible offset from the baseline, as a share of the size. */
const MIN_MOVE = 1 / 8;

function baselineOf({ verticalAlign, position = 0, size = DEFAULT_SIZE }: RunFormat): Baseline {
  if (verticalAlign === "note") return { at: "note" };
  if (verticalAlign === "superscript") return { at: "superscript" };
  if (verticalAlign === "subscript") return { at: "subscript" };
  if (Math.abs(position) < size * MIN_MOVE) return { at: "line" };
  return { at: position > 0 ? "superscript" : "subscript", isMoved: true };
}

/** Adds the value of a field or control. */
function addValue(value: Value | undefined, inline: InlineContext, format: RunFormat = {}): void {
  if (value === undefined || format.isHidden) return;
  if (value === "unreadable") inline.line.addOmission();
  else addText(value.text, inline, { ...format, ...allIn(value.font) });
}

/** Reads text with a pronunciation guide (ruby), which becomes a superscript. */
function readRuby(ruby: Element, inline: InlineContext): void {
  const [base, guide] = [childOf(ruby, "w:rubyBase"), childOf(ruby, "w:rt")];
  for (const element of base ? elementsIn(base) : [])
    if (element.name === "w:r") readRun(element, inline);
    else if (!isInvisible(element)) addUnreadable(element, inline);
  if (guide) inline.line.add(allTextIn(guide), { at: "superscript" });
}
