/** @module Titles that programs write into files: believed where a reader sees them too, or sees no other. */

import { foldWords } from "../../base/text.ts";
import { isHeading } from "../block.ts";
import type { Origin } from "../front-matter.ts";
import type { Extracted } from "./extracted.ts";

/** A title stands near the head. */
const HEAD = 3_000;
const MOST_SEEN = 100;
/** What programs put there by themselves. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|(?:neues )?dokument|document|presentation|powerpoint presentation|slide|print)[\s\d]*(?:-.*)?$|\.(?:docx?|pdf|indd|tex|odt|pages|rtf|dvi|ps|html?)$/i;

/**
 * The origin, with its title left out where it is none, or where the text begins with a heading that says otherwise and
 * the title is seen neither near the head nor in what was left out, such as a running head.
 */
export function withSeenTitle(
  { title, ...rest }: Origin,
  { text, blocks, leftOut }: Pick<Extracted, "text" | "blocks" | "leftOut">,
): Origin {
  if (title === undefined || NO_TITLE.test(title.trim()) || foldWords(title) === "") return rest;
  const seen = [text.slice(0, HEAD), ...leftOut.slice(0, MOST_SEEN)];
  const isSeen = seen.some((one) => ` ${foldWords(one)} `.includes(` ${foldWords(title)} `));
  const hasHeading = blocks[0] !== undefined && isHeading(blocks[0]);
  return isSeen || !hasHeading ? { title, ...rest } : rest;
}
