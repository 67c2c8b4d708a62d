/** @module Blocks of a document, in order: paragraphs, tables, included files, and floating parts. */

import { UserError } from "../../../base/errors.ts";
import type { Part } from "../../extraction/part.ts";
import type { Context, InlineContext, Note } from "./context.ts";
import { type Fields, trackFields } from "./fields.ts";
import { addControlValue, isInvisible, readContent, readInline } from "./inline.ts";
import { createPartCollector, PROSE } from "../office/line.ts";
import { continuesInNext, roleOf } from "./paragraph.ts";
import { readTable } from "./table.ts";
import { childOf, type Element, elementsIn, valueIn } from "../office/xml.ts";

/** Reads a document. Notes come at the end of the section that refers to them. */
export function readDocument(document: Element, context: Context): readonly Part[] {
  const takeNotes = (): readonly Part[] => readNotes(context);
  return [...readBlocks(document, context, { takeNotes }), ...takeNotes()];
}

interface Surroundings {
  /** Returns the notes of the section that a heading ends. */
  readonly takeNotes?: () => readonly Part[];
  /** Fields that began before these blocks. */
  readonly fields?: Fields;
}

/** Reads blocks. @throws UserError if a field does not end, so that the visible text is unknown. */
function readBlocks(
  root: Element,
  context: Context,
  { takeNotes = () => [], fields: outer }: Surroundings = {},
): readonly Part[] {
  const collector = createPartCollector(context.reportOmission);
  const fields = outer ?? trackFields();

  const inlineContextOf = (properties?: Element): InlineContext => ({
    context,
    fields,
    line: collector.line,
    paragraphStyle: valueIn(properties, "w:pStyle"),
    readTextBox: (box) => withoutHeadings(readBlocks(box, context)),
    addFloating: collector.addFloating,
  });
  const readParagraph = (paragraph: Element): void => {
    const properties = childOf(paragraph, "w:pPr");
    const role = roleOf(properties, context);
    if (role.kind === "heading") collector.add(takeNotes());
    readContent(paragraph, inlineContextOf(properties));
    collector.endParagraph(role, continuesInNext(properties, role, context));
  };
  const readControl = (control: Element): void => {
    const before = collector.count();
    const content = childOf(control, "w:sdtContent");
    if (content) readAll(content);
    if (collector.count() > before) return;
    addControlValue(control, inlineContextOf());
    collector.endParagraph(PROSE);
  };
  const readCell = (cell: Element): readonly Part[] => readBlocks(cell, context, { fields });
  const read = (element: Element): void => {
    switch (element.name) {
      case "w:p":
        return readParagraph(element);
      case "w:tbl":
        return collector.add(readTable(element, readCell, context.reportOmission));
      case "w:altChunk":
        return collector.add(context.included(element.attributes["r:id"] ?? ""));
      case "w:sdt":
        return readControl(element);
      case "w:body":
      case "w:customXml":
      case "w:ins":
      case "w:moveTo":
        return readAll(element);
      default:
        if (isInvisible(element)) return;
        readInline(element, inlineContextOf());
        collector.endParagraph(PROSE);
    }
  };
  const readAll = (element: Element): void => elementsIn(element).forEach(read);
  readAll(root);
  if (!outer && !fields.isVisible()) throw openField();
  return collector.take();
}

const openField = (): UserError =>
  new UserError(
    "a field in it does not end, so the text after it may be hidden: correct or delete the field in Word, and save the file",
  );

/** Turns headings of a text box or note into paragraphs, since they do not head the text after it. */
const withoutHeadings = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => (part.kind === "heading" ? { kind: "prose", text: part.text } : part));

/** Reads notes, in which relationships of the main part are not valid. */
function readNotes(context: Context): readonly Part[] {
  const inNotes: Context = {
    ...context,
    objectText: () => "",
    included() {
      throw new UserError("a note in it includes a file: open it in Word, and save it");
    },
  };
  const parts: Part[] = [];
  for (let note = context.notes.next(); note; note = context.notes.next())
    for (const part of readNote(note, inNotes)) parts.push(part);
  return parts;
}

function readNote({ marker, content }: Note, context: Context): readonly Part[] {
  const parts = withoutHeadings(readBlocks(content, context));
  const [first, ...rest] = parts;
  if (!first || marker === undefined) return parts;
  if (first.kind === "prose") return [{ ...first, text: `${marker} ${first.text}` }, ...rest];
  return [{ kind: "prose", text: marker }, ...parts];
}
