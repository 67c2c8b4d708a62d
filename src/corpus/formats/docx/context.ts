/** @module What all the text of one document is read with. */

import type { Part } from "../../extraction/part.ts";
import type { Fields } from "./fields.ts";
import type { Line } from "./line.ts";
import type { Notes } from "./notes.ts";
import type { Label } from "./numbering.ts";
import type { ListLevel, Styles } from "./styles.ts";
import type { ReadSymbols } from "./symbols.ts";
import type { Element } from "./xml.ts";

export interface Context {
  readonly styles: Styles;
  /** The label of a list item; undefined where it has none. */
  readonly labelOf: (list: ListLevel) => Label | undefined;
  readonly readSymbols: ReadSymbols;
  readonly notes: Notes;
  /** Returns the text of a chart or diagram, by the ID of its relationship. */
  readonly textOfObject: (relationship: string) => string;
  /** Returns the parts of an included file, by the ID of its relationship. */
  readonly included: (relationship: string) => readonly Part[];
  /** Reports text that is left out. */
  readonly omit: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Where the content of a paragraph is read to. */
export interface Reading {
  readonly context: Context;
  readonly line: Line;
  readonly fields: Fields;
  readonly paragraphStyle: string | undefined;
  readonly readBox: (box: Element) => readonly Part[];
  /** Adds what floats beside the paragraph; it comes after it. */
  readonly addBeside: (parts: readonly Part[]) => void;
}
