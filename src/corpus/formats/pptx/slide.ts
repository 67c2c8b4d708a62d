/** @module Parts of a slide: its title as heading, then its shapes in the order in which a screen reader reads them. */

import type { Part } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { allTextIn, childOf, type Element, elementsIn, isTrue } from "../office/xml.ts";
import type { Slide } from "./package.ts";
import { readTable } from "./table.ts";
import { readTextBody } from "../office/text-body.ts";

interface Shape {
  readonly element: Element;
  readonly isPlaceholder: boolean;
  /** Type of the placeholder, such as `title`; `body` if it is a general one. */
  readonly type: string;
  readonly index: string;
}

interface Report {
  readonly reportOmission: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Reads a slide. One without a title begins with a heading without text, which ends the section of the slide before. */
export function readSlide(slide: Slide, report: Report): readonly Part[] {
  const shapes = shapesIn(slide.root, report).filter((shape) => !isFurniture(shape));
  const read = (shape: Shape): readonly Part[] => readShape(shape, slide, report);
  const titles = shapes.filter(isTitle);
  const heading = titles.slice(0, 1).flatMap(read);
  const text = heading.map(textOf).join(" ");
  const depth = titles[0]?.type === "ctrTitle" ? 1 : 2;
  const rest = shapes.filter((shape) => shape !== titles[0]).flatMap(read);
  if (text === "" && rest.length === 0) return [];
  return [{ kind: "heading", depth, text }, ...rest];
}

const textOf = (part: Part): string =>
  ("items" in part ? part.items.join(" ") : part.text).replaceAll("\n", " ");

const isTitle = ({ type }: Shape): boolean => type === "title" || type === "ctrTitle";

/** Whether a shape is one that slides repeat: a date, a footer, a header or the number of the slide. */
export const isFurniture = ({ type }: Pick<Shape, "type">): boolean =>
  /^(?:dt|ftr|hdr|sldNum)$/.test(type);

/** Lists the shapes of a slide, layout or page of notes, those of groups in their places. */
export function shapesIn(root: Element, report?: Report): readonly Shape[] {
  const tree = childOf(childOf(root, "p:cSld"), "p:spTree");
  const list = (group: Element): readonly Shape[] =>
    elementsIn(group).flatMap((element) => {
      if (!SHAPES.test(element.name)) return [];
      if (isHidden(element)) {
        report?.reportOmission(allTextIn(element));
        return [];
      }
      return element.name === "p:grpSp" ? list(element) : [shapeOf(element)];
    });
  return tree ? list(tree) : [];
}

const SHAPES = /^p:(?:sp|grpSp|graphicFrame|cxnSp|pic|contentPart)$/;

const propertiesOf = (element: Element): Element | undefined =>
  elementsIn(element).find(({ name }) => /^(?:p|dsp):nv\w*Pr$/.test(name));

const isHidden = (element: Element): boolean =>
  isTrue(childOf(propertiesOf(element), "p:cNvPr")?.attributes["hidden"]);

function shapeOf(element: Element): Shape {
  const placeholder = childOf(childOf(propertiesOf(element), "p:nvPr"), "p:ph");
  const { type = "body", idx: index = "0" } = placeholder?.attributes ?? {};
  const isPlaceholder = placeholder !== undefined;
  return { element, isPlaceholder, type: isPlaceholder ? type : "", index };
}

function readShape(shape: Shape, slide: Slide, report: Report): readonly Part[] {
  const { element } = shape;
  if (element.name === "p:contentPart") return [{ kind: "prose", text: ELLIPSIS }];
  if (element.name === "p:graphicFrame") return readFrame(element, slide, report);
  const body = childOf(element, "p:txBody");
  return body ? readTextBody(body, { ...report, inherited: inheritedBy(shape, slide) }) : [];
}

/** Lists the elements whose list styles a shape inherits, the nearest first. */
function inheritedBy(shape: Shape, { layouts }: Slide): readonly (Element | undefined)[] {
  if (!shape.isPlaceholder) return [];
  const bodies = layouts.map((layout, at) => {
    const isSame = ({ type, index }: Shape): boolean =>
      at === 0
        ? index === shape.index || (type === shape.type && isTitle(shape))
        : type === shape.type;
    const found = shapesIn(layout).find((one) => one.isPlaceholder && isSame(one));
    return childOf(found && childOf(found.element, "p:txBody"), "a:lstStyle");
  });
  const styles = childOf(layouts[1], "p:txStyles");
  const style = isTitle(shape)
    ? "p:titleStyle"
    : BODY.test(shape.type)
      ? "p:bodyStyle"
      : "p:otherStyle";
  return [...bodies, childOf(styles, style)];
}

const BODY = /^(?:body|obj|subTitle|half|quarter)$/;

/** Reads a table, diagram or chart. */
function readFrame(frame: Element, slide: Slide, report: Report): readonly Part[] {
  const data = childOf(childOf(frame, "a:graphic"), "a:graphicData");
  const table = childOf(data, "a:tbl");
  if (table) return readTable(table, report);
  const ids = Object.values((data && elementsIn(data)[0])?.attributes ?? {});
  const objects = ids.flatMap((id = "") => slide.object(id) ?? []);
  const drawing = objects.flatMap((object) => drawingOf(object, slide) ?? [])[0];
  if (drawing) return readDrawing(drawing, report);
  for (const object of objects) report.reportOmission(allTextIn(object));
  return [{ kind: "prose", text: ELLIPSIS }];
}

/** Returns the drawing that PowerPoint shows for the data of a diagram. */
function drawingOf(data: Element, slide: Slide): Element | undefined {
  const extensions = elementsIn(childOf(data, "dgm:extLst") ?? data).flatMap(elementsIn);
  const id = extensions.flatMap(({ attributes }) => attributes["relId"] ?? [])[0];
  return id === undefined ? undefined : slide.object(id);
}

function readDrawing(drawing: Element, report: Report): readonly Part[] {
  const tree = childOf(drawing, "dsp:spTree");
  const bodies = (group: Element): Element[] =>
    elementsIn(group).flatMap((element) =>
      element.name === "dsp:grpSp" ? bodies(element) : (childOf(element, "dsp:txBody") ?? []),
    );
  return tree
    ? bodies(tree).flatMap((body) => readTextBody(body, { ...report, inherited: [] }))
    : [];
}
