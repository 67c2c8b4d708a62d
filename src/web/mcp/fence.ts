/** @module Text of documents among the words of a tool: fenced, or in quotation marks, so that neither is taken for the other. */

import { sha256 } from "../../base/hash.ts";
import { label } from "../../reply/citation.ts";
import { clip } from "../../reply/limits.ts";

/** In hexadecimal digits: to write a text that holds its own mark takes 2^64 attempts. */
const MARK = 16;
const LONGEST_LABEL = 200;

/**
 * Returns a text between two lines that name its mark, in a fence that is longer than any in it. The mark is of the text's
 * own hash, so that the text cannot hold the line that ends it, and the same text always gives the same result.
 */
export function fenced(text: string): string {
  const mark = sha256(text).slice(0, MARK);
  const fence = "`".repeat(longestRun(text) + 1);
  return [`Text ${mark} begins.`, fence, text, fence, `Text ${mark} ends.`].join("\n");
}

/** Returns the length of the longest run of backticks, at least 2. */
const longestRun = (text: string): number =>
  Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));

/** Returns a title, heading, name or path on one line in quotation marks that it cannot leave. */
export const quoted = (text: string): string => JSON.stringify(clip(label(text), LONGEST_LABEL));
