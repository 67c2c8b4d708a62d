/** @module Locators of an extracted text in its file: pages, or else paragraphs. */

import { countUpTo, type Span } from "../span.ts";

export interface Places {
  readonly unit: "page" | "paragraph";
  /** Offset of each in the text, in order; an empty page begins where the next one does. */
  readonly starts: readonly number[];
}

/** Returns the pages or paragraphs of a span, from 1; `to` is that of its last character. */
export function placesOf(
  { starts }: Places,
  { start, end }: Span,
): { readonly from: number; readonly to: number } {
  return { from: countUpTo(starts, start), to: countUpTo(starts, end - 1) };
}

/** Whether locators are valid for a text of this length: the first is 0, and they ascend. */
export const areSound = ({ starts }: Places, length: number): boolean =>
  starts[0] === 0 && starts.every((start, at) => start <= length && start >= (starts[at - 1] ?? 0));
