/** @module Places of an extracted text in its file: pages, paragraphs, chapters, slides, rows or times. */

import { countUpTo, type Span } from "../span.ts";

export const UNITS = ["page", "paragraph", "chapter", "slide", "row", "time"] as const;
export type Unit = (typeof UNITS)[number];

/** The number of a place, or a name that is shown without its unit: `00:12:05`, `Prologue`. */
export type Place = number | string;

export interface Places {
  readonly unit: Unit;
  /** Offset of each in the text, in order; an empty page begins where the next one does. */
  readonly starts: readonly number[];
  /** Number or name of each; without it they are numbered from 1. */
  readonly names?: readonly Place[] | undefined;
}

/** Returns the indices of the places of a span, from 1; `to` is that of its last character. */
export function placesOf(
  { starts }: Pick<Places, "starts">,
  { start, end }: Span,
): { readonly from: number; readonly to: number } {
  return { from: countUpTo(starts, start), to: countUpTo(starts, end - 1) };
}

/** Returns the first and the last place of a span, each by its number or name. */
export function namedPlacesOf(
  places: Places,
  span: Span,
): { readonly from: Place; readonly to: Place } {
  const { from, to } = placesOf(places, span);
  const nameOf = (index: number): Place => places.names?.[index - 1] ?? index;
  return { from: nameOf(from), to: nameOf(to) };
}

/** Whether places are valid for a text of this length: the first is at 0, they ascend, and all or none have names. */
export const areSound = ({ starts, names = starts }: Places, length: number): boolean =>
  starts[0] === 0 &&
  names.length === starts.length &&
  starts.every((start, at) => start <= length && start >= (starts[at - 1] ?? 0));
