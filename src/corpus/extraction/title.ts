/** @module Titles that programs write into files: believed where a reader sees them too, or sees no other. */

import { isHeading } from "../block.ts";
import type { Origin } from "../front-matter.ts";
import type { Extracted } from "./extracted.ts";

/** A title stands near the head. */
const HEAD = 3_000;
/** What programs put there by themselves. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|(?:neues )?dokument|document|presentation|powerpoint presentation|slide|print)[\s\d]*(?:-.*)?$|\.(?:docx?|pdf|indd|tex|odt|pages|rtf|dvi|ps|html?)$/i;

/** The origin, with its title left out where the text begins with a heading that says otherwise, or where it is none. */
export function withSeenTitle(
  { title, ...rest }: Origin,
  { text, blocks }: Pick<Extracted, "text" | "blocks">,
): Origin {
  if (title === undefined || NO_TITLE.test(title.trim()) || fold(title) === "") return rest;
  const isSeen = ` ${fold(text.slice(0, HEAD))} `.includes(` ${fold(title)} `);
  const hasHeading = blocks[0] !== undefined && isHeading(blocks[0]);
  return isSeen || !hasHeading ? { title, ...rest } : rest;
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
