/** @module Text boxes, charts and pictures on a sheet. */

import type { Part } from "../../extraction/part.ts";
import { readTextBody } from "../office/text-body.ts";
import { childOf, type Element, elementsIn, isTrue, textIn } from "../office/xml.ts";
import type { Report } from "./report.ts";

interface DrawnItem {
  /** The row at which it begins, from 1. */
  readonly row: number;
  /** Its text; undefined for a chart or picture. */
  readonly parts: readonly Part[] | undefined;
}

/** Lists what is drawn on a sheet. */
export function drawnItems(drawing: Element | undefined, report: Report): readonly DrawnItem[] {
  const anchors = drawing ? elementsIn(drawing) : [];
  return anchors.flatMap((anchor) => {
    const from = childOf(childOf(anchor, "xdr:from"), "xdr:row");
    const row = 1 + Number(from ? textIn(from) : 0);
    const list = (element: Element): readonly DrawnItem[] => {
      if (isHidden(element)) return [];
      if (element.name === "xdr:grpSp") return elementsIn(element).flatMap(list);
      if (/^xdr:(?:pic|graphicFrame|contentPart)$/.test(element.name))
        return [{ row, parts: undefined }];
      const body = element.name === "xdr:sp" ? childOf(element, "xdr:txBody") : undefined;
      if (!body) return [];
      const warn = (): void => {};
      const parts = readTextBody(body, { inherited: [], reportOmission: report.leaveOut, warn });
      return [{ row, parts }];
    };
    return elementsIn(anchor).flatMap(list);
  });
}

const isHidden = (element: Element): boolean =>
  elementsIn(element).some((properties) =>
    isTrue(childOf(properties, "xdr:cNvPr")?.attributes["hidden"]),
  );
