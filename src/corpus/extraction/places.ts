/** @module Places in an extracted text that a person can find in the file itself: its pages, or else its paragraphs. */

import { countUpTo, type Span } from "../span.ts";

export interface Places {
  readonly unit: "page" | "paragraph";
  /** Where each begins in the text, in order; an empty page begins where the next one does. */
  readonly starts: readonly number[];
}

/** The places of a span, from 1; `to` is that of its last character. */
export function placesOf(
  { starts }: Places,
  { start, end }: Span,
): { readonly from: number; readonly to: number } {
  return { from: countUpTo(starts, start), to: countUpTo(starts, end - 1) };
}

/** Whether places are those of a text of this length: they begin at its head and go on in order. */
export const areSound = ({ starts }: Places, length: number): boolean =>
  starts[0] === 0 && starts.every((start, at) => start <= length && start >= (starts[at - 1] ?? 0));
