/** @module Extraction of text from Excel files: each visible sheet as a heading and its rows. */

import { UserError } from "../../../base/errors.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { compose, type Part } from "../../extraction/part.ts";
import { withSeenTitle } from "../../extraction/title.ts";
import { SCOPE_DEPTH } from "../../markdown/markdown.ts";
import { openArchive } from "../office/archive.ts";
import { readProperties, relationshipsOf } from "../office/relationships.ts";
import { openCells } from "./cell.ts";
import { createReport } from "./report.ts";
import { openStyles } from "./styles.ts";
import { readSheet } from "./sheet.ts";
import { layOut, type PlacedPart } from "./layout.ts";
import { readWorkbook } from "./workbook.ts";

/** Extracts the text of a workbook. @throws UserError if it is damaged, protected, too large or of another format. */
export const readXlsx: Reader = async (bytes) => {
  const archive = await openArchive(bytes, ".xlsx");
  const ofPackage = await relationshipsOf(archive, "");
  const workbook = await readWorkbook(
    archive,
    ofPackage.find(({ type }) => type === "officeDocument")?.target,
  );
  const report = createReport();
  const styles = openStyles(workbook.styles, workbook.is1904);
  const cells = openCells(workbook.sharedStrings, styles, report);
  const placed: PlacedPart[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden) report.count("hidden sheets");
    else if (sheet.content === undefined) report.count("sheets that are only a chart");
    else {
      const parts = layOut(readSheet(sheet.content, cells), sheet, report);
      const row = parts[0]?.rows[0];
      if (row === undefined) continue;
      placed.push({ part: { kind: "heading", depth: SCOPE_DEPTH, text: sheet.name }, rows: [row] });
      for (const part of parts) placed.push(part);
    }
  }
  const composed = composeRows(placed);
  const { leftOut, warnings } = report.take();
  const found = await readProperties(archive, ofPackage);
  return { ...composed, origin: withSeenTitle(found, { ...composed, leftOut }), leftOut, warnings };
};

/** Composes a text whose places are rows; a heading is in the row after it. */
function composeRows(placed: readonly PlacedPart[]): Pick<Extracted, "text" | "blocks" | "places"> {
  const { text, blocks } = compose(placed.map(({ part }): Part => part));
  const starts: number[] = [];
  const names: number[] = [];
  for (const [at, block] of blocks.entries()) {
    const spans = "parts" in block && block.parts.length > 0 ? block.parts : [block];
    for (const [line, { start }] of spans.entries()) {
      starts.push(start);
      names.push(placed[at]?.rows[line] ?? 0);
    }
  }
  if (starts.length === 0) throw new UserError("there is no text in it");
  return { text, blocks, places: { unit: "row", starts, names } };
}
