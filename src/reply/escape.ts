/** @module Escaping: Discord renders an escaped text as the text itself. */

import { clip } from "./limits.ts";

/** The characters with a meaning in Discord's Markdown, its links and mentions. */
const ACTIVE = /[\\*_~`|<>[\]()#:@-]/g;
/** The number of an ordered list's item. */
const LIST_NUMBER = /^([ \t]*\d+)(?=[.)])/gm;

/** Escapes a text for a description, field, title or content; Discord renders no Markdown in footers, authors, labels and choices. */
export const escape = (text: string): string =>
  text.replace(ACTIVE, String.raw`\$&`).replace(LIST_NUMBER, "$1\\");

/** Reverts `escape`, for a terminal. */
export const unescape = (markdown: string): string =>
  markdown.replace(/\\([\\*_~`|<>[\]()#:@.)-])/g, "$1");

/** Escapes a text, clipped so that the result is within the limit. */
export const escapedWithin = (text: string, limit: number): string =>
  escape(
    shrink(
      clip(text, limit),
      (kept) => escape(kept).length <= limit,
      (kept) => clip(kept, Math.floor(kept.length * 0.9)),
    ),
  );

/** Shortens a text step by step until it fits. */
export function shrink(
  text: string,
  fits: (text: string) => boolean,
  shorten: (text: string) => string,
): string {
  let kept = text;
  while (!fits(kept)) kept = shorten(kept);
  return kept;
}
