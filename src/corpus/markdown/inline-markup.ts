/** @module Edits that strip inline Markdown: emphasis, code, links, tags, escapes. */

import { type Edit, editText, orderEdits } from "../edits.ts";
import { inlineRules } from "./hidden-inline.ts";
import { decodeEntity, tagAt } from "./tags.ts";
import type { Span } from "../span.ts";

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
    const [note = "", label = ""] = match(NOTE, source, at) ?? [];
    if (note !== "" && isDefined(label)) return drop(at, at + note.length);
    const [link = "", page = ""] = match(WIKI_LINK, source, at) ?? [];
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
    const destination = match(DESTINATION, source, at + 1)?.[0];
    if (destination !== undefined) return destination.length;
    const own = at - from > MAX_LABEL ? "" : source.slice(from + 1, at);
    const [reference = "", label = ""] = match(REFERENCE, source, at + 1) ?? [];
    return isDefined(label || own) ? reference.length : undefined;
  };
  const angle = (at: number): number => {
    const address = match(ADDRESS, source, at)?.[0];
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

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
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

/** Applies CommonMark's rules of flanking. `_` inside a word and a run between two digits are kept. */
function edgesOf(source: string, { start, end }: Span) {
  const [before, after] = [source.charAt(start - 1), source.charAt(end)];
  const [isSpaceBefore, isSpaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [isSignBefore, isSignAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const opens = !isSpaceAfter && (!isSignAfter || isSpaceBefore || isSignBefore);
  const closes = !isSpaceBefore && (!isSignBefore || isSpaceAfter || isSignAfter);
  const isInWord = opens && closes && source.charAt(start) === "_";
  return { opens, closes, isKept: isInWord || (DIGIT.test(before) && DIGIT.test(after)) };
}
