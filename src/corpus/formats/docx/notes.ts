/** @module Footnotes and endnotes: numbers them as they are referred to, and keeps their texts until those are wanted. */

import { childrenOf, type Element } from "./xml.ts";

export interface Note {
  /** Such as `[1]`; undefined where the author wrote a marker himself, which its text begins with. */
  readonly marker: string | undefined;
  readonly content: Element;
}

export interface Notes {
  /** Returns the marker for a reference; empty where the author wrote one, as the text behind the reference. */
  readonly refer: (reference: Element) => string;
  /** Takes the next note that was referred to. */
  readonly next: () => Note | undefined;
}

/** Numbers both kinds in one sequence, so that a marker names one note. */
export function openNotes(footnotes: Element | undefined, endnotes: Element | undefined): Notes {
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
    refer(reference) {
      const key = keyOf(reference, reference.name);
      const known = markers.get(key);
      if (known !== undefined) return known;
      const marker = hasOwnMarker(reference) ? undefined : `[${(count += 1)}]`;
      markers.set(key, marker ?? "");
      const content = contents.get(key);
      if (content) waiting.push({ marker, content });
      return marker ?? "";
    },
    next: () => waiting.shift(),
  };
}

const keyOf = ({ attributes }: Element, name: string): string => `${name} ${attributes["w:id"]}`;

export const hasOwnMarker = ({ attributes }: Element): boolean =>
  /^(?:1|true|on)$/.test(attributes["w:customMarkFollows"] ?? "");
