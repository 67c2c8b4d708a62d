/** @module Inline markup of AsciiDoc: the edits that leave what a reader of the rendered page sees. */

import type { Edit } from "../../edits.ts";
import { writeShifted } from "../../extraction/superscript.ts";
import { endFinder, type InlineMarkup } from "../../marked-text.ts";
import { decodeEntity, type Link } from "../../markdown/inline-markup.ts";
import { matchAt, matchEnd, type Span, trim } from "../../span.ts";

/** Attributes that every document has. */
const INTRINSIC: ReadonlyMap<string, string> = new Map([
  ["empty", ""],
  ["blank", ""],
  ["sp", " "],
  ["space", " "],
  ["nbsp", "\u00A0"],
  ["zwsp", "\u200B"],
  ["wj", "\u2060"],
  ["apos", "'"],
  ["quot", '"'],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["deg", "°"],
  ["plus", "+"],
  ["brvbar", "¦"],
  ["vbar", "|"],
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["startsb", "["],
  ["endsb", "]"],
  ["caret", "^"],
  ["asterisk", "*"],
  ["tilde", "~"],
  ["backslash", "\\"],
  ["backtick", "`"],
  ["two-colons", "::"],
  ["two-semicolons", ";;"],
  ["cpp", "C++"],
  ["cxx", "C++"],
  ["pp", "++"],
]);

const SIGN =
  /\\(?=[^\s])|\+{1,3}|\*{1,2}|_{1,2}|`{1,2}|#{1,2}|\^|~|["']`|\{[\w][\w-]{0,80}\}|<<|\[|\(\({1,2}|&[#\w]{2,32};|(?<![\p{L}\p{N}])(?:link:|xref:|mailto:|image:|icon:|kbd:|btn:|pass:|anchor:|indexterm2?:|https?:\/\/)|[ \t]\+[ \t]*(?=\r?\n)/gu;
const MACRO = /(?:link|xref|mailto):([^\s[\]]{1,2000})\[/y;
const ADDRESS = /https?:\/\/[^\s[\]<>]{1,2000}\[/y;
const PICTURE = /(?:image|icon):[^\s:[\]][^\s[\]]{0,2000}\[[^\]\n]{0,1000}\]/y;
const KEYS = /(?:kbd|btn|indexterm2):\[([^\]\n]{1,200})\]/y;
const PASS = /pass:[a-z,]{0,20}\[/y;
const ANCHOR = /anchor:[^\s[\]]{1,200}\[[^\]\n]{0,200}\]|indexterm:\[[^\]\n]{0,300}\]/y;
const ID = /\[\[[^\s[\],]{1,200}(?:,[^[\]\n]{0,300})?\]\]/y;
const BIBLIOGRAPHY = /\[\[\[([^\s[\],]{1,200})(?:,[^[\]\n]{0,300})?\]\]\]/y;
const PLAIN_REFERENCE = /<<#?([^<>,\n]{1,300})>>|xref:#?([^\s[\]]{1,300})\[\]/y;
const ROLE = /\[([^[\]\n]{1,100})\](?=[*_`#])/y;
const SHIFTED = { "^": /\^([^\s^]{1,200})\^/y, "~": /~([^\s~]{1,200})~/y } as const;
const REFERENCE = /<<([^<>,\n]{1,300}),\s*([^<>]{1,500}?)\s*>>/y;
const CURVED: Readonly<Record<string, readonly [open: string, close: string]>> = {
  '"`': ["“", "”"],
  "'`": ["‘", "’"],
};
/** Lines that a paragraph may hold and no reader sees. */
const HIDDEN_LINE = /^(?:\/\/(?!\/)|(?:ifn?def|ifeval|endif|include)::)[^\n]*$/gm;

/** Longer formatted texts and labels are read as text. */
const MAX_LENGTH = 4_000;

/** Texts that a document gives to names. */
export interface Names {
  readonly attributes: ReadonlyMap<string, string>;
  /** By ID, the titles of sections. */
  readonly titles: ReadonlyMap<string, string>;
  /** Whether the document uses the older syntax, in which monospaced text has no markup inside. */
  readonly isOld: boolean;
}

/** Returns the edits of a paragraph, in linear time. */
export function inlineEdits(source: string, { attributes, titles, isOld }: Names): InlineMarkup {
  const edits: Edit[] = [];
  const links: Link[] = [];
  const hidden: Span[] = hiddenLines(source);
  const find = endFinder(source);
  /** By its offset, the end of a sign that closes a text. */
  const closing = new Map<number, number>();
  /** The offsets of the signs that close the texts around, the innermost last. */
  const around: number[] = [];
  const drop = (start: number, end: number, text = ""): number => {
    edits.push({ start, end, text });
    return end;
  };
  /** Drops the signs around a text, whose own markup is read next. */
  const unwrap = (
    open: Span,
    close: Span,
    [before, after] = ["", ""] as readonly string[],
  ): number => {
    drop(open.start, open.end, before);
    drop(close.start, close.end, after);
    closing.set(close.start, close.end);
    around.push(close.start);
    return open.end;
  };
  /** Returns an end that is near, and within the text around; else undefined. */
  const near = (from: number, end: number): number | undefined => {
    while ((around.at(-1) ?? Infinity) < from) around.pop();
    const isInside = end <= (around.at(-1) ?? Infinity) && !closing.has(end);
    return end === -1 || end - from > MAX_LENGTH || !isInside ? undefined : end;
  };
  const bracketEnd = (from: number): number | undefined =>
    near(
      from,
      find("]", from, (at) => source.charAt(at - 1) !== "\\"),
    );

  /** Returns the end of the text that a sign formats. @param before the offset after the text before the sign. */
  const formatEnd = (at: number, sign: string, before: number): number | undefined => {
    const from = at + sign.length;
    if (sign.length > 1)
      return near(
        from,
        find(sign, from + 1, () => true),
      );
    if (isSpace(source.charAt(from)) || mayNotPrecede(sign).test(source.charAt(before - 1)))
      return undefined;
    const isEnd = (end: number): boolean =>
      !isSpace(source.charAt(end - 1)) && !mayNotFollow(sign).test(source.charAt(end + 1));
    return near(from, find(sign, from + 1, isEnd));
  };
  /** Returns the sign at an offset that formats a text, doubled or single, and the end of the text. */
  const formatAt = (at: number, before: number) => {
    if (closing.has(at)) return undefined;
    const sign = source.charAt(at);
    const signs = source.charAt(at + 1) === sign ? [sign + sign, sign] : [sign];
    for (const own of signs) {
      const end = formatEnd(at, own, before);
      if (end !== undefined) return { from: at + own.length, end, after: end + own.length };
    }
    return undefined;
  };
  const format = (at: number, role = ""): number => {
    const own = at + role.length;
    const found = formatAt(own, at);
    if (!found) return own + 1;
    const strikes = /line-through|strike/.test(role) ? ["~~", "~~"] : ["", ""];
    return unwrap({ start: at, end: found.from }, { start: found.end, end: found.after }, strikes);
  };
  /** Drops the signs around a text whose markup is not read. */
  const pass = (at: number, sign: string): number => {
    const end = formatEnd(at, sign, at);
    if (end === undefined) return at + sign.length;
    drop(at, at + sign.length);
    return drop(end, end + sign.length);
  };
  /** Reads the text in the brackets of a link; `from` is after the opening one. */
  const link = (at: number, from: number, href: string, isShown: boolean): number => {
    const end = bracketEnd(from);
    if (end === undefined) return from;
    const text = labelIn(source, { start: from, end });
    if (text) {
      if (/^https?:\/\//.test(href)) links.push({ ...text, href });
      return unwrap({ start: at, end: text.start }, { start: text.end, end: end + 1 });
    }
    if (!isShown) return end + 1;
    drop(at, from - 1 - href.length);
    return drop(from - 1, end + 1);
  };
  const bracket = (at: number): number => {
    const [entry = "", name = ""] = matchAt(BIBLIOGRAPHY, source, at) ?? [];
    if (entry !== "") return drop(at, at + entry.length, `[${name}]`);
    const id = matchAt(ID, source, at)?.[0];
    if (id !== undefined) return drop(at, at + id.length);
    const role = matchAt(ROLE, source, at)?.[0] ?? "";
    const isInside = near(at, at + role.length) !== undefined;
    return role !== "" && isInside && formatAt(at + role.length, at) ? format(at, role) : at + 1;
  };
  const indexTerm = (at: number, sign: string): number => {
    const from = at + sign.length;
    const end = near(
      from,
      find(")".repeat(sign.length), from, () => true),
    );
    if (end === undefined) return from;
    if (sign.length === 3) return drop(at, end + 3);
    return unwrap({ start: at, end: from }, { start: end, end: end + 2 });
  };
  const quoted = (at: number, sign: keyof typeof CURVED): number => {
    const from = at + sign.length;
    const isEnd = (end: number): boolean => !isSpace(source.charAt(end - 1));
    const end = near(from, find(`\`${sign.charAt(0)}`, from + 1, isEnd));
    if (isSpace(source.charAt(from)) || end === undefined) return at + 1;
    return unwrap({ start: at, end: from }, { start: end, end: end + 2 }, CURVED[sign]);
  };
  /** Reads a text in quotation marks of the older syntax: ``text''. */
  const oldQuoted = (at: number): number => {
    const from = at + 2;
    const end = near(
      from,
      find("''", from + 1, () => true),
    );
    if (end === undefined) return from;
    return unwrap({ start: at, end: from }, { start: end, end: end + 2 }, ["“", "”"]);
  };
  const shift = (at: number, sign: "^" | "~"): number => {
    const [all = "", content = ""] = matchAt(SHIFTED[sign], source, at) ?? [];
    const kind = sign === "^" ? "superscript" : "subscript";
    return all === "" ? at + 1 : drop(at, at + all.length, writeShifted(content, kind));
  };
  /** Replaces a reference without a text by the title that it refers to. */
  const titleAt = (at: number): number | undefined => {
    const [all = "", id = "", other = ""] = matchAt(PLAIN_REFERENCE, source, at) ?? [];
    const title = titles.get(id || other);
    return title === undefined ? undefined : drop(at, at + all.length, title);
  };
  const crossReference = (at: number): number => {
    const title = titleAt(at);
    if (title !== undefined) return title;
    const [all = "", target = ""] = matchAt(REFERENCE, source, at) ?? [];
    if (all === "") return at + 2;
    const start = at + all.length - all.slice("<<,".length + target.length).trimStart().length;
    const close = at + all.length;
    return unwrap({ start: at, end: start }, { start: close - 2, end: close });
  };
  const macro = (at: number, sign: string): number => {
    const title = titleAt(at);
    if (title !== undefined) return title;
    const [all = "", target = ""] = matchAt(MACRO, source, at) ?? [];
    if (all !== "") return link(at, at + all.length, target, sign !== "xref:");
    const address = matchAt(ADDRESS, source, at)?.[0];
    if (address !== undefined) return link(at, at + address.length, address.slice(0, -1), true);
    if (sign.startsWith("http")) return matchEnd(BARE_ADDRESS, source, at);
    const picture = matchAt(PICTURE, source, at)?.[0] ?? "";
    if (picture !== "") hidden.push({ start: at, end: at + picture.length });
    const [keys = "", pressed = ""] = matchAt(KEYS, source, at) ?? [];
    if (keys !== "") return drop(at, at + keys.length, pressed);
    const anchor = matchAt(ANCHOR, source, at)?.[0] ?? "";
    if (anchor !== "") return drop(at, at + anchor.length);
    const passed = matchAt(PASS, source, at)?.[0] ?? "";
    const end = passed === "" ? undefined : bracketEnd(at + passed.length);
    if (end === undefined) return at + Math.max(sign.length, picture.length);
    drop(at, at + passed.length);
    return drop(end, end + 1);
  };
  /** Drops a backslash before markup, which is text then. */
  const escape = (at: number): number => {
    const next = at + 1;
    if (closing.has(next)) return next;
    if (/[*_`#]/.test(source.charAt(next))) {
      const found = formatAt(next, next);
      if (!found) return next;
      closing.set(found.end, found.after);
      drop(at, next);
      return found.from;
    }
    const sign = matchAt(ESCAPED, source, next)?.[0] ?? "";
    if (closing.has(next + sign.length - 1)) return next;
    if (sign.endsWith("\\}")) drop(next + sign.length - 2, next + sign.length - 1);
    return sign === "" ? next : drop(at, next) + sign.length;
  };
  const read = (at: number, sign: string): number => {
    const next = at + sign.length;
    if (sign === "^" || sign === "~") return shift(at, sign);
    if (sign === '"`' || sign === "'`") return quoted(at, sign);
    if (isOld && sign.startsWith("`")) return sign === "``" ? oldQuoted(at) : pass(at, sign);
    if (/^[*_`#]/.test(sign)) return format(at);
    if (sign.startsWith("+")) return pass(at, sign);
    if (sign.startsWith("(")) return indexTerm(at, sign);
    if (sign.startsWith("&")) return drop(at, next, decodeEntity(sign));
    if (/^[ \t]/.test(sign)) return drop(at, matchEnd(LINE_START, source, next), "\n");
    if (sign.startsWith("{")) {
      const name = sign.slice(1, -1).toLowerCase();
      const value = attributes.get(name) ?? INTRINSIC.get(name);
      if (value === undefined) return next;
      const rest = /^https?:/.test(value) ? matchAt(REST_OF_ADDRESS, source, next)?.[0] : undefined;
      if (rest === undefined) return drop(at, next, value);
      return link(at, next + rest.length, value + rest.slice(0, -1), false);
    }
    if (sign === "\\") return escape(at);
    if (sign === "<<") return crossReference(at);
    return sign === "[" ? bracket(at) : macro(at, sign);
  };
  SIGN.lastIndex = 0;
  for (let found = SIGN.exec(source); found; found = SIGN.exec(source))
    SIGN.lastIndex = closing.get(found.index) ?? read(found.index, found[0]);
  return { edits, links, hidden };
}

const LINE_START = /[ \t]*\r?\n[ \t]*/y;
const REST_OF_ADDRESS = /[^\s[\]<>]{0,1000}\[/y;
const BARE_ADDRESS = /[^\s[\]<>"'`]+/y;
const ESCAPED =
  /\{[\w][\w-]{0,80}\\?\}|--(?!-)|\.\.\.|<<(?=[^<>\n]{1,300}>>)|\[\[|\+|(?:https?:\/\/|link:|xref:|mailto:|image:|footnote:)[^\s[\]]*|&[#\w]{2,32};|\(\(|["']`/y;

const isSpace = (sign: string): boolean => sign === "" || /\s/.test(sign);

/** Returns the signs next to which a single sign formats no text. */
const mayNotPrecede = (sign: string): RegExp =>
  sign === "`" ? /[\p{L}\p{N}_&;:}]/u : sign === "#" ? /[\p{L}\p{N}_&;:}]/u : /[\p{L}\p{N}_;:}]/u;
const mayNotFollow = (sign: string): RegExp =>
  sign === "`" ? /[\p{L}\p{N}_"'`]/u : /[\p{L}\p{N}_]/u;

/** Returns the text of a link in brackets, without attributes and the mark of a new window; undefined if there is none. */
function labelIn(source: string, { start, end }: Span): Span | undefined {
  const content = source.slice(start, end);
  const quotation = /^"([^"]{1,500})"(?:,|$)/.exec(content)?.[1];
  if (quotation !== undefined) return { start: start + 1, end: start + 1 + quotation.length };
  const [text = ""] = content.includes("=") ? content.split(",", 1) : [content];
  if (text.includes("=") && text !== content) return undefined;
  const own = trim(source, { start, end: start + text.replace(/\^$/, "").length });
  return own.start === own.end || /^(?:window|role|opts|id)=/.test(text) ? undefined : own;
}

const hiddenLines = (source: string): Span[] =>
  Array.from(source.matchAll(HIDDEN_LINE), ({ index, 0: line }) => ({
    start: index,
    end: index + line.trimEnd().length,
  }));
