/** @module Cells as texts. */

import { ELLIPSIS } from "../../hidden.ts";
import { type Baseline, createLine, type Line } from "../office/line.ts";
import { childOf, childrenOf, type Element, elementsIn, textIn } from "../office/xml.ts";
import type { Report } from "./report.ts";
import { type CellStyle, isStruckRun } from "./styles.ts";

export interface Cell {
  /** On one line. */
  readonly text: string;
  /** Whether it is a text, not a number, date, truth value or error. */
  readonly isText: boolean;
  readonly isBold: boolean;
}

/** Returns a function that reads a `c`; undefined if nothing is shown in it. */
export function openCells(
  sharedStrings: Element | undefined,
  styleOf: (index: string | undefined) => CellStyle,
  report: Report,
): (cell: Element) => Cell | undefined {
  const shared = childrenOf(sharedStrings, "x:si");
  const line = createLine();
  const take = (): string => {
    const { paragraphs, omitted } = line.take();
    omitted.forEach(report.leaveOut);
    return paragraphs.join(" ").replaceAll("\n", " ");
  };
  const addValue = (cell: Element, style: CellStyle): void => {
    const value = childOf(cell, "x:v");
    const raw = value ? textIn(value) : "";
    const type = cell.attributes["t"] ?? "n";
    if (type === "inlineStr") return addRichText(childOf(cell, "x:is"), line);
    if (value === undefined) {
      if (!childOf(cell, "x:f")) return;
      report.countUncalculated();
      return line.addOmission();
    }
    if (type === "s") return addRichText(shared[Number(raw)], line);
    if (type === "b") return line.add(raw === "1" ? "TRUE" : "FALSE");
    if (type === "str" || type === "e") return line.add(decodeEscapes(raw));
    const number = type === "d" ? serialOf(raw) : raw.trim() === "" ? undefined : Number(raw);
    const shown = number === undefined ? undefined : style.format(number);
    if (shown === "") return report.leaveOut(raw);
    if (shown !== undefined) return line.add(shown);
    if (raw.trim() === "") return;
    report.countUnformatted();
    line.addOmission();
  };
  return (cell) => {
    const style = styleOf(cell.attributes["s"]);
    addValue(cell, style);
    const isText = /^(?:s|str|inlineStr)$/.test(cell.attributes["t"] ?? "n");
    const own = take();
    const text = isText ? style.formatText(own) : own;
    if (text === "") {
      report.leaveOut(own);
      return undefined;
    }
    if (!style.isStruckOut) return { text, isText, isBold: style.isBold };
    report.leaveOut(text);
    return { text: ELLIPSIS, isText, isBold: style.isBold };
  };
}

/** Adds a text of runs, without the guides to its pronunciation. */
function addRichText(text: Element | undefined, line: Line): void {
  for (const element of text ? elementsIn(text) : []) {
    if (element.name === "x:t") line.add(decodeEscapes(textIn(element)));
    if (element.name !== "x:r") continue;
    const properties = childOf(element, "x:rPr");
    const written = decodeEscapes(textIn(childOf(element, "x:t") ?? element));
    if (!isStruckRun(properties)) line.add(written, baselineOf(properties));
    else if (written.trim() !== "") {
      line.reportOmission(written);
      line.addOmission();
    }
  }
}

function baselineOf(properties: Element | undefined): Baseline {
  const at = childOf(properties, "x:vertAlign")?.attributes["val"];
  return { at: at === "superscript" || at === "subscript" ? at : "line" };
}

/** Decodes characters that XML cannot contain, such as `_x000D_`; control characters become blanks. */
const decodeEscapes = (text: string): string =>
  text
    .replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .toWellFormed()
    .replace(/\p{Cc}/gu, (character) => (character === "\n" ? "\n" : " "));

const DAY = 86_400_000;
/** Serial number of 1970-01-01. */
const EPOCH = 25_569;

const ISO_DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?<zone>Z|[+-]\d\d:\d\d)?)?$/;

/** Returns the serial number of a date of ISO 8601; without a zone it is in UTC. */
function serialOf(iso: string): number | undefined {
  const found = ISO_DATE.exec(iso);
  const isZoned = !iso.includes("T") || found?.groups?.["zone"] !== undefined;
  const time = found ? Date.parse(isZoned ? iso : `${iso}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / DAY + EPOCH;
}
