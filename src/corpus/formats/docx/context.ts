/** @module Context of a document that is being read, with its footnotes and endnotes. */

import type { Part } from "../../extraction/part.ts";
import type { Fields } from "./fields.ts";
import type { Line } from "../office/line.ts";
import type { Label } from "./paragraph.ts";
import type { ListLevel, Styles } from "./styles.ts";
import type { DecodeSymbols } from "../office/symbols.ts";
import { childrenOf, type Element, isTrue } from "../office/xml.ts";

export interface Context {
  readonly styles: Styles;
  /** Returns the label of a list item; undefined if it has none. */
  readonly labelOf: (list: ListLevel) => Label | undefined;
  readonly decodeSymbols: DecodeSymbols;
  readonly notes: ReturnType<typeof openNotes>;
  /** Returns the text of a chart or diagram, by the ID of its relationship. */
  readonly objectText: (relationship: string) => string;
  /** Returns the parts of an included file, by the ID of its relationship. */
  readonly included: (relationship: string) => readonly Part[];
  /** Reports text that is left out. */
  readonly reportOmission: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Context of the content of a paragraph. */
export interface InlineContext {
  readonly context: Context;
  readonly line: Line;
  readonly fields: Fields;
  readonly paragraphStyle: string | undefined;
  readonly readTextBox: (box: Element) => readonly Part[];
  /** Adds parts that float beside the paragraph; they come after it. */
  readonly addFloating: (parts: readonly Part[]) => void;
}

export interface Note {
  /** Such as `[1]`; undefined if the text begins with a custom marker. */
  readonly marker: string | undefined;
  readonly content: Element;
}

/** Numbers footnotes and endnotes in one sequence, so that a marker names one note. */
export function openNotes(footnotes: Element | undefined, endnotes: Element | undefined) {
  const contents = new Map(
    [...childrenOf(footnotes, "w:footnote"), ...childrenOf(endnotes, "w:endnote")].map((note) => [
      keyOf(note, `${note.name}Reference`),
      note,
    ]),
  );
  const markers = new Map<string, string>();
  const waiting: Note[] = [];
  let count = 0;
  return {
    /** Returns the marker for a reference; empty if a custom marker follows. */
    refer(reference: Element): string {
      const key = keyOf(reference, reference.name);
      const known = markers.get(key);
      if (known !== undefined) return known;
      const marker = hasOwnMarker(reference) ? undefined : `[${(count += 1)}]`;
      markers.set(key, marker ?? "");
      const content = contents.get(key);
      if (content) waiting.push({ marker, content });
      return marker ?? "";
    },
    /** Takes the next note that was referred to. */
    next: () => waiting.shift(),
  };
}

const keyOf = ({ attributes }: Element, name: string): string => `${name} ${attributes["w:id"]}`;

export const hasOwnMarker = ({ attributes }: Element): boolean =>
  isTrue(attributes["w:customMarkFollows"]);
