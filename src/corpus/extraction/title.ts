/** @module Titles from file metadata, which are checked against the text. */

import { foldWords } from "../../base/text.ts";
import { isHeading } from "../block.ts";
import type { Origin } from "../front-matter.ts";
import type { Extracted } from "./extracted.ts";

/** Length of the beginning of a text that is searched for the title. */
const BEGINNING = 3_000;
const MAX_SEARCHED = 100;
/** Titles that programs generate. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|(?:neues )?dokument|document|presentation|powerpoint presentation|slide|print)[\s\d]*(?:-.*)?$|\.(?:docx?|pdf|indd|tex|odt|pages|rtf|dvi|ps|html?)$/i;

/**
 * Returns the fields of an origin that are not empty. The title counts only if it occurs near the beginning of the text
 * or in what was left out, such as a running header, or if the text begins with no heading that says otherwise.
 */
export function withSeenTitle(
  origin: Origin,
  { text, blocks, leftOut }: Pick<Extracted, "text" | "blocks" | "leftOut">,
): Origin {
  const { title = "", ...rest } = Object.fromEntries(
    Object.entries(origin).filter(([, value]) => value),
  );
  if (NO_TITLE.test(title.trim()) || foldWords(title) === "") return rest;
  const searched = [text.slice(0, BEGINNING), ...leftOut.slice(0, MAX_SEARCHED)];
  const isFound = searched.some((one) => ` ${foldWords(one)} `.includes(` ${foldWords(title)} `));
  const hasHeading = blocks[0] !== undefined && isHeading(blocks[0]);
  return isFound || !hasHeading ? { title, ...rest } : rest;
}
