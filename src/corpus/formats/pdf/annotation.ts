/** @module Annotations of a page: fields of a form, notes, and strokes through words. */

import { AnnotationType, type PDFDocumentProxy } from "./pdfjs.ts";
import { z } from "zod";
import {
  type Box,
  boxAround,
  boxOf,
  type Matrix,
  numbersIn,
  transform,
} from "./graphics/geometry.ts";

export interface Annotation {
  readonly id: string;
  /** A comment has a window of its own and is not seen on the page. */
  readonly kind: "field" | "note" | "comment" | "other";
  readonly box: Box;
  /** Areas of the page that it strikes out. */
  readonly struck: readonly Box[];
  /** Whether each character has a box of its own (comb fields). */
  readonly isSpread: boolean;
  /** Sign for a check box or radio button, for use if the file draws no sign. */
  readonly tick: string | undefined;
  /** Selected entries of a list box, which draws all of its entries. */
  readonly chosen: string | undefined;
  /** Text that a viewer shows there if the file has no appearance for it. */
  readonly value: string | undefined;
}

const text = z.string().catch("");
const flag = z.boolean().catch(false);
const Choice = z.object({ exportValue: text, displayValue: text });

/** Fields that pdf.js gives of an annotation. */
const Known = z.object({
  id: z.string(),
  pageIndex: z.number(),
  subtype: text,
  rect: z.unknown().optional(),
  quadPoints: z.unknown().optional(),
  annotationFlags: z.number().catch(0),
  contentsObj: z.object({ str: text }).catch({ str: "" }),
  fieldType: text,
  fieldValue: z.union([z.string(), z.array(text)]).catch(""),
  exportValue: text,
  buttonValue: text,
  options: z.array(Choice).catch([]),
  checkBox: flag,
  radioButton: flag,
  pushButton: flag,
  password: flag,
  comb: flag,
  combo: flag,
});
type Known = z.infer<typeof Known>;

const NOWHERE: Box = { left: 0, bottom: 0, right: 0, top: 0 };

const HIDDEN = 2;
const NO_VIEW = 32;

/** Links show the page's own text, and a pop-up that of a comment. */
const TYPES: ReadonlySet<number> = new Set(
  Object.values(AnnotationType).filter(
    (type) => type !== AnnotationType.LINK && type !== AnnotationType.POPUP,
  ),
);

/** Reads the annotations that a viewer shows, by the number of their page. */
export async function readAnnotations(pdf: PDFDocumentProxy): Promise<AnnotationsOf> {
  const pages = new Map<number, Known[]>();
  // `page.getAnnotations()` would also extract the text below each link, which doubles the time of reading.
  const found: unknown = await pdf.getAnnotationsByType(new Set(TYPES), new Set()).catch(() => []);
  for (const one of Array.isArray(found) ? found : []) {
    const { data } = Known.safeParse(one);
    if (!data || (data.annotationFlags & (HIDDEN | NO_VIEW)) !== 0) continue;
    const own = pages.get(data.pageIndex + 1) ?? [];
    pages.set(data.pageIndex + 1, own);
    own.push(data);
  }
  return (page, base) => (pages.get(page) ?? []).map((known) => toAnnotation(known, base));
}

/** The annotations of a page, from 1. @param base from the file's coordinates to the upright page. */
export type AnnotationsOf = (page: number, base: Matrix) => readonly Annotation[];

function toAnnotation(known: Known, base: Matrix): Annotation {
  return {
    id: known.id,
    kind: kindOf(known),
    box: boxOf(known.rect, base) ?? NOWHERE,
    struck: known.subtype === "StrikeOut" ? areasOf(known.quadPoints, base) : [],
    isSpread: known.comb,
    tick: tickOf(known),
    chosen: known.fieldType === "Ch" && !known.combo ? valueOf(known) : undefined,
    value: known.subtype === "FreeText" ? known.contentsObj.str : writtenValue(known),
  };
}

function kindOf({ subtype, contentsObj }: Known): Annotation["kind"] {
  if (subtype === "Widget") return "field";
  if (subtype === "FreeText") return "note";
  return subtype !== "Popup" && contentsObj.str.trim() !== "" ? "comment" : "other";
}

function tickOf(known: Known): string | undefined {
  const { checkBox, radioButton, fieldValue, exportValue, buttonValue } = known;
  if (radioButton) return fieldValue === buttonValue && buttonValue !== "" ? "◉" : "○";
  if (!checkBox) return undefined;
  const isOn =
    exportValue === "" ? fieldValue !== "" && fieldValue !== "Off" : fieldValue === exportValue;
  return isOn ? "☑" : "☐";
}

/** The value of a field, a chosen entry by the name that it shows. */
function valueOf({ fieldValue, options }: Known): string {
  const values = typeof fieldValue === "string" ? [fieldValue] : fieldValue;
  const shown = values.map(
    (value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value,
  );
  return shown.join(", ");
}

function writtenValue(known: Known): string | undefined {
  const isWritten = known.fieldType === "Tx" || (known.fieldType === "Ch" && known.combo);
  return isWritten && !known.password ? valueOf(known) : undefined;
}

const MOST_AREAS = 1_000;

/** Areas given by the four corners of each. */
function areasOf(corners: unknown, base: Matrix): Box[] {
  const numbers = numbersIn(corners);
  const count = Math.min(MOST_AREAS, Math.floor(numbers.length / 8));
  return Array.from({ length: count }, (_, area) =>
    boxAround(
      [0, 2, 4, 6].map((corner) => {
        const [x = NaN, y = NaN] = numbers.slice(area * 8 + corner, area * 8 + corner + 2);
        return transform(base, x, y);
      }),
    ),
  );
}
