/** @module Edits that strip inline Markdown: emphasis, code, links, tags, escapes. */

import { type Edit, editText, orderEdits } from "../edits.ts";
import { inlineRules } from "./hidden-inline.ts";
import { matchAt, type Span } from "../span.ts";

/** Whether the document defines a label of a link or note. */
export type IsDefined = (label: string) => boolean;

const SIGN =
  /\\[!-/:-@[-`{-~\r\n]|`+|\*+|_+|~~+|!?\[|\]|<|&[#\w]{2,32};|https?:\/\/[^\s<>()[\]`]+/g;
const DESTINATION =
  /\(\s*(?:<[^<>\n]*>|[^\s()<][^\s()]*(?:\([^\s()]*\)[^\s()]*){0,50})?(?:\s+(?:"[^"]{0,1000}"|'[^']{0,1000}'|\([^()]{0,1000}\)))?\s*\)/y;
const REFERENCE = /\[([^[\]]{0,200})\]/y;
const NOTE = /\[(\^[^[\]\s]{1,100})\]:?/y;
const WIKI_LINK = /!?\[\[((?=\S)[^[\]|\n]{1,300}\|)?(?=\S)[^[\]|\n]{1,300}\]\]/y;
const ADDRESS = /<(?:https?:\/\/|mailto:)[^\s<>]*>/y;
const MAX_LABEL = 200;

/** Returns the edits of a paragraph, in linear time. */
export function inlineEdits(source: string, isDefined: IsDefined): Edit[] {
  const edits: Edit[] = [];
  const brackets: number[] = [];
  const emphasis = trackEmphasis(source);
  const rules = inlineRules(source, false);
  const drop = (start: number, end: number, text = ""): number => {
    edits.push({ start, end, text });
    return end;
  };

  const code = (at: number, run: string): number => {
    const after = rules.next(at);
    if (after > at + run.length) {
      drop(at, at + run.length);
      drop(after - run.length, after);
    }
    return after;
  };
  const open = (at: number, sign: string): number => {
    const [note = "", label = ""] = matchAt(NOTE, source, at) ?? [];
    if (note !== "" && isDefined(label)) return drop(at, at + note.length);
    const [link = "", page = ""] = matchAt(WIKI_LINK, source, at) ?? [];
    if (link === "") brackets.push(at);
    if (link === "") return at + sign.length;
    drop(at, at + link.indexOf("[[") + "[[".length + page.length);
    return drop(at + link.length - "]]".length, at + link.length);
  };
  const close = (at: number): number => {
    const from = brackets.pop();
    const target = from === undefined ? undefined : targetAt(from, at);
    if (from === undefined || target === undefined) return at + 1;
    drop(from, from + (source.charAt(from) === "!" ? 2 : 1));
    return drop(at, at + 1 + target);
  };
  /** Returns the length of the target after a text in brackets; undefined if it is no link. */
  const targetAt = (from: number, at: number): number | undefined => {
    const destination = matchAt(DESTINATION, source, at + 1)?.[0];
    if (destination !== undefined) return destination.length;
    const own = at - from > MAX_LABEL ? "" : source.slice(from + 1, at);
    const [reference = "", label = ""] = matchAt(REFERENCE, source, at + 1) ?? [];
    return isDefined(label || own) ? reference.length : undefined;
  };
  const angle = (at: number): number => {
    const address = matchAt(ADDRESS, source, at)?.[0];
    if (address !== undefined) {
      drop(at, at + 1);
      return drop(at + address.length - 1, at + address.length);
    }
    const tag = tagAt(source, at);
    return tag ? drop(at, at + tag.length, tag.text) : at + 1;
  };
  const read = (at: number, sign: string): number => {
    switch (sign.charAt(0)) {
      case "\\":
        return drop(at, at + 1) + 1;
      case "`":
        return code(at, sign);
      case "!":
      case "[":
        return open(at, sign);
      case "]":
        return close(at);
      case "<":
        return angle(at);
      case "&":
        return drop(at, at + sign.length, decodeEntity(sign));
      case "h":
        return at + sign.length;
      default:
        for (const { start, end } of emphasis({ start: at, end: at + sign.length }))
          drop(start, end);
        return at + sign.length;
    }
  };
  SIGN.lastIndex = 0;
  for (let found = SIGN.exec(source); found; found = SIGN.exec(source))
    SIGN.lastIndex = read(found.index, found[0]);
  return edits;
}

/** The text of a link, and its address as written. */
export interface Link extends Span {
  readonly href: string;
}

const TARGET = /^\]\(\s*(?:<([^<>\n]*)>|([^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))/;

/** Finds the links, by their edits; pictures and references have none. */
export function linksIn(source: string, edits: readonly Edit[]): Link[] {
  const links: Link[] = [];
  const open: (Edit | undefined)[] = [];
  for (const edit of edits) {
    const removed = source.slice(edit.start, edit.end);
    if (removed === "[") open.push(edit);
    else if (removed === "![") open.push(undefined);
    else if (removed.startsWith("]") && removed !== "]]") {
      const start = open.pop()?.end;
      const [, bracketed, plain] = TARGET.exec(removed) ?? [];
      const href = bracketed ?? plain ?? "";
      if (start !== undefined && href !== "") links.push({ start, end: edit.start, href });
    }
  }
  return links;
}

/** Strips inline markup from a short text, such as a title. */
export const withoutMarkup = (source: string): string =>
  editText(
    source,
    { start: 0, end: source.length },
    orderEdits(inlineEdits(source, () => false)),
  ).text.trim();

/**
 * Returns a tracker of the runs of `*`, `_` and `~` in a paragraph, given in order, which returns those that are proved to
 * be emphasis. A run at the edge of a word is, even without a counterpart, which may be outside the passage. A run between
 * two letters is if it has one.
 */
function trackEmphasis(source: string): (run: Span) => readonly Span[] {
  /** By text, the last run that may be closed; undefined if it is emphasis already. */
  const open = new Map<string, Span | undefined>();
  return (run) => {
    const sign = source.slice(run.start, run.end);
    const { opens, closes, isKept } = edgesOf(source, run);
    if (isKept || (!opens && !closes)) return [];
    const isClosing = closes && (!opens || open.has(sign));
    const counterpart = isClosing ? open.get(sign) : undefined;
    if (isClosing) open.delete(sign);
    else open.set(sign, closes ? run : undefined);
    if (opens && closes && !isClosing) return [];
    return counterpart ? [counterpart, run] : [run];
  };
}

const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const DIGIT = /\d/;

/** Applies CommonMark's rules of flanking, by which `_` inside a word is kept. A run between two digits is kept too. */
function edgesOf(source: string, { start, end }: Span) {
  const [before, after] = [source.charAt(start - 1), source.charAt(end)];
  const [isSpaceBefore, isSpaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [isSignBefore, isSignAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const isLeft = !isSpaceAfter && (!isSignAfter || isSpaceBefore || isSignBefore);
  const isRight = !isSpaceBefore && (!isSignBefore || isSpaceAfter || isSignAfter);
  const isKept = DIGIT.test(before) && DIGIT.test(after);
  if (source.charAt(start) !== "_") return { opens: isLeft, closes: isRight, isKept };
  const opens = isLeft && (!isRight || isSignBefore);
  const closes = isRight && (!isLeft || isSignAfter);
  return { opens, closes, isKept };
}

const INLINE_TAGS = new Set(
  (
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt " +
    "u var wbr"
  ).split(" "),
);
const BLOCK_TAGS = new Set(
  (
    "address article aside audio blockquote body br button caption center col colgroup dd details dialog div dl dt embed " +
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label legend li link " +
    "main menu meta nav noscript object ol optgroup option p param picture pre progress section select source summary table " +
    "tbody td textarea tfoot th thead tr track ul video"
  ).split(" "),
);

/** A longer tag is text. */
const TAG = /<\/?([a-z][a-z\d]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*'){0,2000}|\/)?>/iy;

/** Returns the length of the tag at an offset, and its replacement; undefined if HTML has no such tag. */
function tagAt(
  source: string,
  at: number,
): { readonly length: number; readonly text: string } | undefined {
  const [tag = "", name = ""] = matchAt(TAG, source, at) ?? [];
  const isInline = INLINE_TAGS.has(name.toLowerCase());
  if (tag === "" || (!isInline && !BLOCK_TAGS.has(name.toLowerCase()))) return undefined;
  const isInNumber =
    DIGIT.test(source.charAt(at - 1)) && DIGIT.test(source.charAt(at + tag.length));
  return { length: tag.length, text: isInline && !isInNumber ? "" : " " };
}

/** Names of character references, each followed by its character; the last ones have none. */
const NAMED: ReadonlyMap<string, string> = new Map(
  (
    "amp&,lt<,gt>,quot\",apos',nbsp ,ensp ,emsp ,thinsp ,hellip…,ndash–,mdash—,lsquo‘,rsquo’,ldquo“,rdquo”,bull•,middot·," +
    "vert|,lbrack[,rbrack],lowbar_,ast*,num#,times×,deg°,plusmn±,euro€,pound£,copy©,reg®,trade™,rarr→,larr←,shy,zwnj,zwj"
  )
    .split(",")
    .map((pair) => {
      const [name = "", sign = ""] = pair.split(/(?!\w)/);
      return [name, sign];
    }),
);

/** Decodes `&name;` or `&#number;`; returns unknown references unchanged. */
export function decodeEntity(entity: string): string {
  const [, hexadecimal, decimal, name = ""] =
    /^&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));$/i.exec(entity) ?? [];
  if (name !== "") return NAMED.get(name) ?? entity;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : entity;
}
