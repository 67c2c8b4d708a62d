/** @module Styles of cells: their number formats and fonts. */

import { getFormatFromId } from "numfmt";
import { childOf, childrenOf, type Element, isOn } from "../office/xml.ts";
import { numberFormatter, textFormatter } from "./number-format.ts";

export interface CellStyle {
  /** Returns a number as it is displayed; undefined if that is not known. */
  readonly format: (value: number) => string | undefined;
  readonly formatText: (text: string) => string;
  readonly isBold: boolean;
  readonly isStruckOut: boolean;
}

/** Returns a function that finds the style of a cell by its index. */
export function openStyles(
  root: Element | undefined,
  is1904: boolean,
): (index: string | undefined) => CellStyle {
  const own = new Map(
    childrenOf(childOf(root, "x:numFmts"), "x:numFmt").map(
      ({ attributes }) => [attributes["numFmtId"], attributes["formatCode"]] as const,
    ),
  );
  const fonts = childrenOf(childOf(root, "x:fonts"), "x:font");
  const formats = childrenOf(childOf(root, "x:cellXfs"), "x:xf");
  const styles = new Map<string, CellStyle>();
  const styleOf = (index: string): CellStyle => {
    const { numFmtId: id = "0", fontId = "" } = formats[Number(index)]?.attributes ?? {};
    const font = fonts[Number(fontId)];
    const code = own.get(id) ?? builtIn(Number(id));
    const isSet = (name: string): boolean => isOn(childOf(font, name), "val");
    return {
      format: numberFormatter(code, is1904),
      formatText: textFormatter(code),
      isBold: isSet("x:b"),
      isStruckOut: isSet("x:strike"),
    };
  };
  return (index = "0") => {
    const style = styles.get(index) ?? styleOf(index);
    styles.set(index, style);
    return style;
  };
}

/** The date and the date with time of Excel, whose order of day and month depends on the settings of who reads it. */
const DATES: ReadonlyMap<number, string> = new Map([
  [14, "yyyy-mm-dd"],
  [22, "yyyy-mm-dd h:mm"],
]);

/** Returns a format without a code of its own; undefined for those that depend on the language of Excel. */
function builtIn(id: number): string | undefined {
  const isKnown = (id >= 0 && id <= 22) || (id >= 37 && id <= 49);
  return isKnown ? (DATES.get(id) ?? getFormatFromId(id)) : undefined;
}

/** Whether a run of a text is struck out. */
export const isStruckRun = (properties: Element | undefined): boolean =>
  isOn(childOf(properties, "x:strike"), "val");
