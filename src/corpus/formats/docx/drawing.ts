/** @module Drawings: text boxes and WordArt; images and objects become omissions. */

import { squeeze } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import type { InlineContext } from "./context.ts";
import { joinParts } from "../office/line.ts";
import { childOf, descendantsOf, type Element, elementsIn, isOn, textIn } from "../office/xml.ts";

type DrawingItem =
  | { readonly kind: "box"; readonly box: Element }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image" }
  /** Chart, diagram, or drawing of another program. */
  | { readonly kind: "object"; readonly object: Element };

/** Reads a `w:drawing`, `w:pict` or `w:object`. */
export function readDrawing(drawing: Element, inline: InlineContext): void {
  const { context, line } = inline;
  const floats = isFloating(drawing);
  for (const item of itemsIn(drawing)) {
    if (item.kind === "image") line.addImage();
    else if (item.kind === "object") {
      for (const id of relationshipsIn(item.object)) line.reportOmission(context.objectText(id));
      line.addOmission();
    } else {
      const parts =
        item.kind === "box"
          ? inline.readTextBox(item.box)
          : [{ kind: "prose", text: item.text } as const];
      if (floats) inline.addFloating(parts);
      else line.add(` ${joinParts(parts)} `);
    }
  }
}

/** Returns the visible content of a drawing, without lines and empty shapes. */
function itemsIn(drawing: Element): readonly DrawingItem[] {
  if (drawing.name === "w:object") return [{ kind: "object", object: drawing }];
  return elementsIn(drawing)
    .filter((element) => !isHidden(element))
    .flatMap(itemsOf);
}

const isHidden = (element: Element): boolean => {
  const properties = childOf(element, "wp:docPr");
  return properties?.attributes["hidden"] !== undefined && isOn(properties, "hidden");
};

const isFloating = (drawing: Element): boolean =>
  childOf(drawing, "wp:anchor") !== undefined ||
  elementsIn(drawing).some(({ attributes }) =>
    /(?:^|;)\s*position\s*:\s*(?:absolute|relative)/i.test(attributes["style"] ?? ""),
  );

function itemsOf(element: Element): readonly DrawingItem[] {
  switch (element.name) {
    case "w:txbxContent":
      return [{ kind: "box", box: element }];
    case "v:textpath":
      return textOf(isOn(element, "on") ? (element.attributes["string"] ?? "") : "");
    case "a:p":
      return textOf([...descendantsOf(element)].map(textOfPiece).join(""));
    case "pic:pic":
    case "a:blip":
    case "v:imagedata":
      return [{ kind: "image" }];
    case "o:OLEObject":
    case "w:control":
    case "w:movie":
      return [{ kind: "object", object: element }];
    case "v:shapetype":
      return [];
    case "a:graphicData": {
      const items = elementsIn(element).flatMap(itemsOf);
      return items.length > 0 || isShape(element) ? items : [{ kind: "object", object: element }];
    }
    default:
      return elementsIn(element).flatMap(itemsOf);
  }
}

function textOf(text: string): readonly DrawingItem[] {
  const squeezed = squeeze(text);
  return squeezed === "" ? [] : [{ kind: "text", text: squeezed }];
}

function textOfPiece(element: Element): string {
  if (element.name === "a:br") return " ";
  return element.name === "m:oMath" ? ELLIPSIS : element.name === "a:t" ? textIn(element) : "";
}

const isShape = ({ attributes }: Element): boolean =>
  /\/(?:wordprocessing(?:Shape|Group|Canvas)|lockedCanvas)$/.test(attributes["uri"] ?? "");

const relationshipsIn = (object: Element): string[] =>
  [...descendantsOf(object)].flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([name, id = ""]) => (name.startsWith("r:") ? [id] : [])),
  );
