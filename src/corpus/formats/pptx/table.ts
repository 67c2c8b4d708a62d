/** @module Tables of slides, with each row on one line in which every cell keeps its column. */

import { type Part, tableOf } from "../../extraction/part.ts";
import { joinParts } from "../office/line.ts";
import { childOf, childrenOf, type Element, isTrue } from "../office/xml.ts";
import { readTextBody } from "../office/text-body.ts";

interface Report {
  readonly reportOmission: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Reads a table. Cells that are merged into another are not shown. */
export function readTable(table: Element, report: Report): readonly Part[] {
  const rows = childrenOf(table, "a:tr").map((row) =>
    childrenOf(row, "a:tc").map((cell) => readCell(cell, report)),
  );
  const lines = rows.map((cells) => cells.join(" | ").trim()).filter((line) => /[^\s|]/.test(line));
  const isFormatted = isTrue(childOf(table, "a:tblPr")?.attributes["firstRow"]);
  return tableOf(lines, isFormatted && (rows[0]?.length ?? 0) > 1);
}

function readCell(cell: Element, report: Report): string {
  const body = childOf(cell, "a:txBody");
  const text = body ? joinParts(readTextBody(body, { ...report, inherited: [] })) : "";
  const { hMerge, vMerge } = cell.attributes;
  if (!isTrue(hMerge) && !isTrue(vMerge)) return text;
  report.reportOmission(text);
  return "";
}
