/** @module Boilerplate lines: navigation, credits, markup without text. */

const COMMENT = /<!--[^]*?-->/g;
/** Not an address in angle brackets, which is text. */
const TAG = /<\/?[a-z][a-z\d-]*(?:\s[^<>]*)?\/?>/gi;

const PHRASES: ReadonlySet<string> = new Set(
  (
    "loading|advertisement|advertisements|sponsored|close menu|open menu|menu|close|search|share|" +
    "share this article|share this|tweet|print|email|copy link|subscribe|sign up|sign in|log in|read more|" +
    "continue reading|show more|back to top|skip to content|skip to main content|related articles|related|" +
    "comments|leave a comment|next|previous|edit|table of contents"
  ).split("|"),
);

/** News and picture agencies, as in credit lines. */
const AGENCIES: ReadonlySet<string> = new Set(
  "afp ap aa epa reuters upi dpa ansa efe tass xinhua anadolu getty bloomberg pa ians pti".split(
    " ",
  ),
);

/**
 * Whether a line (or block) is boilerplate: a navigation word, only an agency's name, markup without text, punctuation
 * without a letter or digit.
 */
export function isBoilerplate(line: string): boolean {
  const text = withoutTags(line);
  if (!/[\p{L}\p{N}\p{M}]/u.test(text)) return true;
  // A run of millions of signs overflows the stack of the expression below.
  if (text.length > LONGEST) return false;
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
  return PHRASES.has(words) || AGENCIES.has(words) || isCredit(line);
}

/** In UTF-16 units: no line of boilerplate is longer. */
const LONGEST = 100_000;

/** Removes comments and tags. Searches comments only up to the last end of one, which bounds the time. */
function withoutTags(line: string): string {
  const end = Math.max(0, line.lastIndexOf("-->")) + "-->".length;
  return (line.slice(0, end).replace(COMMENT, " ") + line.slice(end)).replace(TAG, " ");
}

const isCredit = (line: string): boolean =>
  /^[([]?(?:(?:AFP|AP|Reuters|EPA|Getty(?: Images)?)(?:\s*[/|,-])?\s*)+[)\]]?$/.test(line.trim());
