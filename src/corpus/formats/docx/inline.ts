/** @module The content of a paragraph: reads a closed list of what holds runs; whatever else is seen leaves a mark. */

import type { Reading } from "./context.ts";
import { controlValue } from "./controls.ts";
import { formulaText } from "./formula.ts";
import { isUnseen, markUnread, readRun, show } from "./run.ts";
import { childOf, type Element, elementsIn } from "./xml.ts";

type Read = (element: Element, reading: Reading) => void;

/** Reads all that an element holds. */
export const readContent: Read = (element, reading) => {
  let isAfterFormula = false;
  for (const child of elementsIn(element)) {
    const isFormula = child.name === "m:oMath";
    if (isFormula && isAfterFormula) reading.line.add(" ");
    readInline(child, reading);
    isAfterFormula = isFormula;
  }
};

export const readInline: Read = (element, reading) => {
  const read = READ.get(element.name);
  if (read) read(element, reading);
  else if (reading.fields.isSeen() && !isUnseen(element)) markUnread(element, reading);
};

const READ: ReadonlyMap<string, Read> = new Map(
  Object.entries<Read>({
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
