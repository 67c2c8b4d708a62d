/** @module Titles that programs write into files: believed where a reader sees them too, or sees no other. */

import { isHeading } from "../block.ts";
import type { Origin } from "../front-matter.ts";
import type { Extracted } from "./extracted.ts";

/** Length of the beginning of a text that is searched for the title. */
const HEAD = 3_000;
const MAX_SEEN = 100;
/** Titles that programs generate. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|(?:neues )?dokument|document|presentation|powerpoint presentation|slide|print)[\s\d]*(?:-.*)?$|\.(?:docx?|pdf|indd|tex|odt|pages|rtf|dvi|ps|html?)$/i;

/**
 * Returns the fields of an origin that are not empty. The title counts only if it is seen near the beginning of the text
 * or in what was left out, such as a running header, or if the text begins with no heading that says otherwise.
 */
export function withSeenTitle(
  origin: Origin,
  { text, blocks, leftOut }: Pick<Extracted, "text" | "blocks" | "leftOut">,
): Origin {
  const { title = "", ...rest } = Object.fromEntries(
    Object.entries(origin).filter(([, value]) => value),
  );
  if (NO_TITLE.test(title.trim()) || foldTitle(title) === "") return rest;
  const seen = [text.slice(0, HEAD), ...leftOut.slice(0, MAX_SEEN)];
  const isSeen = seen.some((one) => ` ${foldTitle(one)} `.includes(` ${foldTitle(title)} `));
  const hasHeading = blocks[0] !== undefined && isHeading(blocks[0]);
  return isSeen || !hasHeading ? { title, ...rest } : rest;
}

/** Returns the words of a title in lower case, with a blank between. */
export const foldTitle = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
