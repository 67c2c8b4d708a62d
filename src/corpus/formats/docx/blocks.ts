/** @module The blocks of a text, in order: paragraphs, tables, included files, and what floats beside a paragraph. */

import { UserError } from "../../../base/errors.ts";
import type { Part } from "../../extraction/part.ts";
import type { Context, Note, Reading } from "./context.ts";
import { type Fields, openFields } from "./fields.ts";
import { openGatherer } from "./line.ts";
import { isUnseen, readContent, readInline, showChoice } from "./inline.ts";
import { continuesInNext, PROSE, roleOf } from "./paragraph.ts";
import { readTable } from "./table.ts";
import { childOf, type Element, elementsIn, valueIn } from "./xml.ts";

/** Reads a document. Notes come at the end of the section that refers to them. */
export function readDocument(document: Element, context: Context): readonly Part[] {
  const takeNotes = (): readonly Part[] => readNotes(context);
  return [...readBlocks(document, context, { takeNotes }), ...takeNotes()];
}

interface Surroundings {
  /** Returns the notes of the section that a heading ends. */
  readonly takeNotes?: () => readonly Part[];
  /** The fields that began before these blocks. */
  readonly fields?: Fields;
}

/** @throws UserError if a field does not end, so that it is not known what is seen. */
function readBlocks(
  root: Element,
  context: Context,
  { takeNotes = () => [], fields: outer }: Surroundings = {},
): readonly Part[] {
  const gatherer = openGatherer(context.omit);
  const fields = outer ?? openFields();

  const readingOf = (properties?: Element): Reading => ({
    context,
    fields,
    line: gatherer.line,
    paragraphStyle: valueIn(properties, "w:pStyle"),
    readBox: (box) => withoutHeadings(readBlocks(box, context)),
    addBeside: gatherer.addBeside,
  });
  const readParagraph = (paragraph: Element): void => {
    const properties = childOf(paragraph, "w:pPr");
    const role = roleOf(properties, context);
    if (role.kind === "heading") gatherer.add(takeNotes());
    readContent(paragraph, readingOf(properties));
    gatherer.endParagraph(role, continuesInNext(properties, role, context));
  };
  const readControl = (control: Element): void => {
    const before = gatherer.count();
    const content = childOf(control, "w:sdtContent");
    if (content) readAll(content);
    if (gatherer.count() > before) return;
    showChoice(control, readingOf());
    gatherer.endParagraph(PROSE);
  };
  const readCell = (cell: Element): readonly Part[] => readBlocks(cell, context, { fields });
  const read = (element: Element): void => {
    switch (element.name) {
      case "w:p":
        return readParagraph(element);
      case "w:tbl":
        return gatherer.add(readTable(element, { readCell, omit: context.omit }));
      case "w:altChunk":
        return gatherer.add(context.included(element.attributes["r:id"] ?? ""));
      case "w:sdt":
        return readControl(element);
      case "w:body":
      case "w:customXml":
      case "w:ins":
      case "w:moveTo":
        return readAll(element);
      default:
        if (isUnseen(element)) return;
        readInline(element, readingOf());
        gatherer.endParagraph(PROSE);
    }
  };
  const readAll = (element: Element): void => elementsIn(element).forEach(read);
  readAll(root);
  if (!outer && !fields.isSeen()) throw openField();
  return gatherer.take();
}

const openField = (): UserError =>
  new UserError(
    "a field in it does not end, so the text after it may be hidden: correct or delete the field in Word, and save the file",
  );

/** Headings of a box or a note do not head the text after it. */
const withoutHeadings = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => (part.kind === "heading" ? { kind: "prose", text: part.text } : part));

/** Relationships of the main part do not hold in the parts of the notes. */
function readNotes(context: Context): readonly Part[] {
  const inNotes: Context = {
    ...context,
    textOfObject: () => "",
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
