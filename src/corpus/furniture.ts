/** @module Furniture: what a page has about its text, and nobody would quote. */

const COMMENT = /<!--[^]*?-->/g;
/** Not an address in such brackets: that is something to read. */
const TAG = /<\/?[a-z][a-z\d-]*(?:\s[^<>]*)?\/?>/gi;

const PHRASES: ReadonlySet<string> = new Set([
  "loading",
  "advertisement",
  "advertisements",
  "sponsored",
  "close menu",
  "open menu",
  "menu",
  "close",
  "search",
  "share",
  "share this article",
  "share this",
  "tweet",
  "print",
  "email",
  "copy link",
  "subscribe",
  "sign up",
  "sign in",
  "log in",
  "read more",
  "continue reading",
  "show more",
  "back to top",
  "skip to content",
  "skip to main content",
  "related articles",
  "related",
  "comments",
  "leave a comment",
  "next",
  "previous",
  "edit",
  "table of contents",
]);

/** News and picture agencies, as a credit line has them. */
const AGENCIES: ReadonlySet<string> = new Set(
  "afp ap aa epa reuters upi dpa ansa efe tass xinhua anadolu getty bloomberg pa ians pti".split(
    " ",
  ),
);

/**
 * Whether a line (or block) is furniture: a navigation word, a lone agency's name, markup with no text in it, marks
 * without a letter or digit.
 */
export function isFurniture(line: string): boolean {
  const words = withoutMarkup(line)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
  return words === "" || PHRASES.has(words) || AGENCIES.has(words) || isCredit(line);
}

/** Comments are looked for only as far as one ends: without an end, each beginning would be searched from anew. */
function withoutMarkup(line: string): string {
  const end = Math.max(0, line.lastIndexOf("-->")) + "-->".length;
  return (line.slice(0, end).replace(COMMENT, " ") + line.slice(end)).replace(TAG, " ");
}

const isCredit = (line: string): boolean =>
  /^[([]?(?:(?:AFP|AP|Reuters|EPA|Getty(?: Images)?)(?:\s*[/|,-])?\s*)+[)\]]?$/.test(line.trim());
