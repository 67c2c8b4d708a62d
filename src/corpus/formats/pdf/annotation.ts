/** @module Annotations of a page: form fields, notes, and strikethroughs. */

import { z } from "zod";
import {
  type Box,
  boxAround,
  boxOf,
  type Matrix,
  numbersIn,
  transform,
} from "./graphics/geometry.ts";
import { AnnotationType, type PDFDocumentProxy } from "./pdfjs.ts";

export interface Annotation {
  readonly id: string;
  /** A comment has a window of its own and is not visible on the page. */
  readonly kind: "field" | "note" | "comment" | "other";
  readonly box: Box;
  /** Areas of the page that it strikes out. */
  readonly strikeOuts: readonly Box[];
  /** Whether each character has a box of its own (comb fields). */
  readonly isComb: boolean;
  /** Character for a check box or radio button, used if the file draws none. */
  readonly checkMark: string | undefined;
  /** Selected entries of a list box, which draws all of its entries. */
  readonly selected: string | undefined;
  /** Text that a viewer shows if the file has no appearance for it. */
  readonly value: string | undefined;
}

const text = z.string().catch("");
const flag = z.boolean().catch(false);
const Choice = z.object({ exportValue: text, displayValue: text });

/** Fields of an annotation in pdf.js. */
const RawAnnotation = z.object({
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
  password: flag,
  comb: flag,
  combo: flag,
});
type RawAnnotation = z.infer<typeof RawAnnotation>;

const EMPTY_BOX: Box = { left: 0, bottom: 0, right: 0, top: 0 };

const HIDDEN = 2;
const NO_VIEW = 32;

/** Types other than links, which show text of the page, and pop-ups, which show that of a comment. */
const TYPES: ReadonlySet<number> = new Set(
  Object.values(AnnotationType).filter(
    (type) => type !== AnnotationType.LINK && type !== AnnotationType.POPUP,
  ),
);

/** Reads the annotations that a viewer shows, and returns a look-up by page. */
export async function readAnnotations(pdf: PDFDocumentProxy): Promise<AnnotationsOf> {
  const pages = new Map<number, RawAnnotation[]>();
  // `page.getAnnotations()` would also extract the text below each link, which doubles the time of reading.
  const found: unknown = await pdf.getAnnotationsByType(new Set(TYPES), new Set()).catch(() => []);
  for (const one of Array.isArray(found) ? found : []) {
    const { data } = RawAnnotation.safeParse(one);
    if (!data || (data.annotationFlags & (HIDDEN | NO_VIEW)) !== 0) continue;
    const own = pages.get(data.pageIndex + 1) ?? [];
    pages.set(data.pageIndex + 1, own);
    own.push(data);
  }
  return (page, pageMatrix) => (pages.get(page) ?? []).map((raw) => toAnnotation(raw, pageMatrix));
}

/** The annotations of a page, from 1. @param pageMatrix from the file's coordinates to the upright page. */
export type AnnotationsOf = (page: number, pageMatrix: Matrix) => readonly Annotation[];

function toAnnotation(raw: RawAnnotation, pageMatrix: Matrix): Annotation {
  return {
    id: raw.id,
    kind: kindOf(raw),
    box: boxOf(raw.rect, pageMatrix) ?? EMPTY_BOX,
    strikeOuts: raw.subtype === "StrikeOut" ? quadsOf(raw.quadPoints, pageMatrix) : [],
    isComb: raw.comb,
    checkMark: checkMarkOf(raw),
    selected: raw.fieldType === "Ch" && !raw.combo ? valueOf(raw) : undefined,
    value: raw.subtype === "FreeText" ? raw.contentsObj.str : fieldText(raw),
  };
}

function kindOf({ subtype, contentsObj }: RawAnnotation): Annotation["kind"] {
  if (subtype === "Widget") return "field";
  if (subtype === "FreeText") return "note";
  return subtype !== "Popup" && contentsObj.str.trim() !== "" ? "comment" : "other";
}

function checkMarkOf(raw: RawAnnotation): string | undefined {
  const { checkBox, radioButton, fieldValue, exportValue, buttonValue } = raw;
  if (radioButton) return fieldValue === buttonValue && buttonValue !== "" ? "◉" : "○";
  if (!checkBox) return undefined;
  const isOn =
    exportValue === "" ? fieldValue !== "" && fieldValue !== "Off" : fieldValue === exportValue;
  return isOn ? "☑" : "☐";
}

/** The value of a field, a chosen entry by the name that it shows. */
function valueOf({ fieldValue, options }: RawAnnotation): string {
  const values = typeof fieldValue === "string" ? [fieldValue] : fieldValue;
  const shown = values.map(
    (value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value,
  );
  return shown.join(", ");
}

function fieldText(raw: RawAnnotation): string | undefined {
  const isText = raw.fieldType === "Tx" || (raw.fieldType === "Ch" && raw.combo);
  return isText && !raw.password ? valueOf(raw) : undefined;
}

const MAX_AREAS = 1_000;

/** Areas given by the four corners of each. */
function quadsOf(corners: unknown, pageMatrix: Matrix): Box[] {
  const numbers = numbersIn(corners);
  const count = Math.min(MAX_AREAS, Math.floor(numbers.length / 8));
  return Array.from({ length: count }, (_, area) =>
    boxAround(
      [0, 2, 4, 6].map((corner) => {
        const [x = NaN, y = NaN] = numbers.slice(area * 8 + corner, area * 8 + corner + 2);
        return transform(pageMatrix, x, y);
      }),
    ),
  );
}
