/** @module Drawings: reads the text boxes and WordArt in them; pictures and objects leave marks. */

import type { Reading } from "./context.ts";
import { inOneLine } from "./gather.ts";
import { squeeze } from "../../extraction/paragraphs.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { childOf, descendantsOf, type Element, elementsIn, isOn, textIn } from "./xml.ts";

type Drawn =
  | { readonly kind: "box"; readonly box: Element }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "picture" }
  /** A chart, a diagram, or what another program drew. */
  | { readonly kind: "object"; readonly object: Element };

/** Reads a `w:drawing`, `w:pict` or `w:object`. */
export function readDrawing(drawing: Element, reading: Reading): void {
  const { context, line } = reading;
  const isBeside = isFloating(drawing);
  for (const drawn of drawnIn(drawing)) {
    if (drawn.kind === "picture") line.markPicture();
    else if (drawn.kind === "object") {
      for (const id of relationshipsIn(drawn.object)) line.omit(context.textOfObject(id));
      line.mark();
    } else {
      const parts =
        drawn.kind === "box"
          ? reading.readBox(drawn.box)
          : [{ kind: "prose", text: drawn.text } as const];
      if (isBeside) reading.addBeside(parts);
      else line.add(` ${inOneLine(parts)} `);
    }
  }
}

/** Returns what is seen in a drawing. Lines and empty shapes are not in it. */
function drawnIn(drawing: Element): readonly Drawn[] {
  if (drawing.name === "w:object") return [{ kind: "object", object: drawing }];
  return elementsIn(drawing)
    .filter((place) => !isHidden(place))
    .flatMap(drawnBy);
}

const isHidden = (place: Element): boolean => {
  const properties = childOf(place, "wp:docPr");
  return properties?.attributes["hidden"] !== undefined && isOn(properties, "hidden");
};

const isFloating = (drawing: Element): boolean =>
  childOf(drawing, "wp:anchor") !== undefined ||
  elementsIn(drawing).some(({ attributes }) =>
    /(?:^|;)\s*position\s*:\s*(?:absolute|relative)/i.test(attributes["style"] ?? ""),
  );

function drawnBy(element: Element): readonly Drawn[] {
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
      return [{ kind: "picture" }];
    case "o:OLEObject":
    case "w:control":
    case "w:movie":
      return [{ kind: "object", object: element }];
    case "v:shapetype":
      return [];
    case "a:graphicData": {
      const drawn = elementsIn(element).flatMap(drawnBy);
      return drawn.length > 0 || isShape(element) ? drawn : [{ kind: "object", object: element }];
    }
    default:
      return elementsIn(element).flatMap(drawnBy);
  }
}

function textOf(text: string): readonly Drawn[] {
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
