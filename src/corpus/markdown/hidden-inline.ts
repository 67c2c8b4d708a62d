/** @module Rules for inline markup of site generators and editors, which is hidden: comments, shortcodes, attributes, components. */

import { matchAt, matchEnd } from "../span.ts";

/** A titled part of a page that a tag opens or closes, such as a tab. */
export interface TagScope {
  readonly name: string;
  readonly opens: boolean;
  readonly title: string;
}

/** A hidden part that begins at a given offset. */
export interface Match {
  readonly end: number;
  readonly scope?: TagScope;
}

export interface InlineRules {
  /** Returns the hidden part that begins at an offset, if any. */
  match(at: number): Match | undefined;
  /** Returns the offset after the text that begins here: a code span, an escaped character, or one character. */
  next(at: number): number;
}

/** Longer tags, shortcodes and expressions are text. */
const MAX_TAG = 4_000;
const MAX_ATTRIBUTES = 400;
const MAX_BRACES = 20;
const RAW_ELEMENT = /<(script|style|svg|template)(?=[\s/>])/iy;
const EMPTY_ANCHOR =
  /<(a|span)\s+(?:name|id)\s*=\s*(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s>"']{1,300})\s*(?:\/>|>\s{0,20}<\/\1\s*>)/iy;
const COMPONENT = /<\/?([A-Z][\w.]*)(?=[\s/>])/y;
const FRAGMENT = /<\/?>/y;
const SUMMARY = /<summary\b[^>\n]{0,300}>([^]{0,500}?)<\/summary\s*>/iy;
const DETAILS = /<(\/?)details\b[^>\n]{0,300}>/iy;
const TITLE = /\s(?:label|title|header|heading|summary)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')/;
const PAIR = String.raw`[\w:-]+=(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s{}"']{1,300})`;
const CLASS_OR_ID = String.raw`[.#][\w:.-]+`;
const ATTRIBUTES = new RegExp(
  String.raw`\{(?::[ \t]*(?:${CLASS_OR_ID}|${PAIR}|[\w-]+)?|[ \t]*${CLASS_OR_ID})(?:[ \t]+(?:${CLASS_OR_ID}|${PAIR}|[\w-]+))*[ \t]*\}`,
  "y",
);
/** Pairs without a class or ID: an attribute list if a value is quoted, or after the element that they belong to. */
const QUOTED_PAIR = String.raw`[\w:-]+=(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')`;
const QUOTED = new RegExp(
  String.raw`\{[ \t]*(?:${QUOTED_PAIR}|data-[\w-]+)(?:[ \t]+(?:${CLASS_OR_ID}|${PAIR}|[\w-]+))*[ \t]*\}`,
  "y",
);
const PAIRS = new RegExp(String.raw`(?<=[)\]\x60])\{[ \t]*${PAIR}(?:[ \t]+${PAIR})*[ \t]*\}`, "y");
const BLOCK_ID = /(?<=^|\s)\^(?=[\w-]*[A-Za-z])[A-Za-z\d][A-Za-z\d-]{2,}[ \t]*(?=\r?\n|$)/my;
const EMPTY_LINK = /(?<!!)\[\]\([^)\n]{0,300}\)/y;
const BACKTICKS = /`+/y;
const LIQUID_COMMENT = /\{%-?\s*comment\b/y;
const END_COMMENT = /\{%-?\s*endcomment\s*-?%\}/g;

/** Delimiters of comments, shortcodes and templates. */
const BRACKETS: readonly (readonly [string, string])[] = [
  ["{{<", ">}}"],
  ["{{%", "%}}"],
  ["{%", "%}"],
  ["{/*", "*/}"],
  ["{!", "!}"],
];

/** Returns the rules for one text. `isMdx`: braces contain expressions. */
export function inlineRules(text: string, isMdx: boolean): InlineRules {
  const find = finder(text);
  const endOf = (pattern: RegExp, at: number): Match | undefined => {
    const found = matchAt(pattern, text, at);
    return found ? { end: at + found[0].length } : undefined;
  };
  const upTo = (at: number, from: number, close: string, most = MAX_TAG): Match | undefined => {
    const end = find(close, from);
    return end === -1 || end - at > most ? undefined : { end: end + close.length };
  };

  const tag = (at: number): Match | undefined => {
    if (text.startsWith("<!--", at)) return upTo(at, at + 4, "-->", Infinity);
    const raw = matchAt(RAW_ELEMENT, text, at);
    if (raw?.[1]) return rawElement(text, at, raw[1], find);
    const summary = matchAt(SUMMARY, text, at);
    if (summary)
      return { end: at + summary[0].length, scope: scopeOf("summary", summary[1] ?? "") };
    const details = matchAt(DETAILS, text, at);
    if (details) return { end: at + details[0].length, scope: boundary("details", details[1]) };
    return component(at) ?? endOf(EMPTY_ANCHOR, at) ?? (isMdx ? endOf(FRAGMENT, at) : undefined);
  };
  const component = (at: number): Match | undefined => {
    const name = /\w/.test(text.charAt(at - 1)) ? undefined : matchAt(COMPONENT, text, at)?.[1];
    const end = name === undefined ? undefined : tagEnd(text, at);
    if (name === undefined || end === undefined) return undefined;
    const source = text.slice(at, end);
    if (source.startsWith("</")) return { end, scope: { name, opens: false, title: "" } };
    const title = TITLE.exec(source);
    return source.endsWith("/>")
      ? { end }
      : { end, scope: { name, opens: true, title: title?.[1] ?? title?.[2] ?? "" } };
  };
  const braces = (at: number): Match | undefined => {
    if (matchAt(LIQUID_COMMENT, text, at)) {
      const end = matchAt(END_COMMENT, text, at);
      if (end) return { end: end.index + end[0].length };
    }
    for (const [open, close] of BRACKETS)
      if (text.startsWith(open, at)) return upTo(at, at + open.length, close);
    if (/^\{#\s/.test(text.slice(at, at + 3))) return upTo(at, at + 2, "#}");
    const expression = isMdx ? braceEnd(text, at) : undefined;
    return attributes(at) ?? (expression === undefined ? undefined : { end: expression });
  };
  const attributes = (at: number): Match | undefined => {
    const window = text.slice(Math.max(0, at - 1), at + MAX_ATTRIBUTES);
    for (const pattern of [ATTRIBUTES, QUOTED, PAIRS]) {
      const found = matchAt(pattern, window, Math.min(1, at));
      if (found) return { end: at + found[0].length };
    }
    return undefined;
  };
  /** Matches comments of Obsidian, but no format such as %%d, which has letters around. */
  const percent = (at: number): Match | undefined => {
    if (!text.startsWith("%%", at) || /[\w%]/.test(text.charAt(at - 1))) return undefined;
    const match = upTo(at, at + 2, "%%", Infinity);
    return match && !/[\w%]/.test(text.charAt(match.end)) ? match : undefined;
  };
  return {
    match(at) {
      switch (text.charAt(at)) {
        case "<":
          return tag(at);
        case "{":
          return braces(at);
        case "%":
          return percent(at);
        case "^":
          return endOf(BLOCK_ID, at);
        case "[":
          return endOf(EMPTY_LINK, at);
        default:
          return undefined;
      }
    },
    next(at) {
      if (text.charAt(at) === "\\") return at + 2;
      if (text.charAt(at) !== "`") return at + 1;
      return codeEnd(text, at, matchEnd(BACKTICKS, text, at) - at, find);
    },
  };
}

const scopeOf = (name: string, markup: string): TagScope => ({
  name,
  opens: true,
  title: markup
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim(),
});

const boundary = (name: string, slash: string | undefined): TagScope => ({
  name,
  opens: slash !== "/",
  title: "",
});

/** Returns a search for substrings that remembers absent ones, which bounds the time. */
function finder(text: string): (wanted: string, from: number) => number {
  const absentFrom = new Map<string, number>();
  return (wanted, from) => {
    if (from >= (absentFrom.get(wanted) ?? Infinity)) return -1;
    const found = text.indexOf(wanted, from);
    if (found === -1) absentFrom.set(wanted, from);
    return found;
  };
}

/** Matches a script or style with its content; without an end tag it is text. */
function rawElement(
  text: string,
  at: number,
  name: string,
  find: (wanted: string, from: number) => number,
): Match | undefined {
  const open = tagEnd(text, at);
  if (open !== undefined && text.startsWith("/>", open - 2)) return { end: open };
  const close = find(`</${name}`, at);
  const end = close === -1 ? -1 : find(">", close);
  return end === -1 ? undefined : { end: end + 1 };
}

/** Returns the end of a tag, at the first `>` outside quotes and braces. */
function tagEnd(text: string, at: number): number | undefined {
  let [quote, depth] = ["", 0];
  for (let next = at + 1; next < Math.min(text.length, at + MAX_TAG); next += 1) {
    const sign = text.charAt(next);
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'" || sign === "`") quote = sign;
    else if (sign === "{" && depth === MAX_BRACES) return undefined;
    else if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (sign === ">" && depth <= 0) return next + 1;
    else if (sign === "<" && depth <= 0) return undefined;
  }
  return undefined;
}

/** Returns the end of the braces that open at an offset. */
export function braceEnd(text: string, at: number, most = MAX_TAG): number | undefined {
  let depth = 0;
  for (let next = at; next < Math.min(text.length, at + most); next += 1) {
    const sign = text.charAt(next);
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth === 0) return next + 1;
    if (depth > MAX_BRACES) return undefined;
  }
  return undefined;
}

/** Returns the end of a code span: a run of as many backticks in its paragraph. */
function codeEnd(
  text: string,
  at: number,
  length: number,
  find: (wanted: string, from: number) => number,
): number {
  const delimiter = "`".repeat(length);
  const limit = at + MAX_TAG;
  let from = at + length;
  for (let end = find(delimiter, from); end !== -1 && end < limit; end = find(delimiter, from)) {
    let after = end;
    while (text.charAt(after) === "`") after += 1;
    if (after - end === length)
      return /\n[ \t]*\r?\n/.test(text.slice(at, end)) ? at + length : after;
    from = after;
  }
  return at + length;
}
