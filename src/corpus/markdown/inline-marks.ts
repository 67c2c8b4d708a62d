/** @module Marks within a paragraph of Markdown around what a reader sees: emphasis, code, links, tags, escapes. */

import { type Edit, editText, orderEdits } from "../edits.ts";
import { inlineRules } from "./inline.ts";
import { signOf, tagAt } from "./tags.ts";
import type { Span } from "../span.ts";

/** Tells whether a label of a link or note is defined in the document. */
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

/** Finds the marks of a paragraph. Takes time in proportion to its length. */
export function inlineMarks(source: string, isDefined: IsDefined): Edit[] {
  const marks: Edit[] = [];
  const brackets: number[] = [];
  const emphasis = followEmphasis(source);
  const rules = inlineRules(source, false);
  const drop = (start: number, end: number, text = ""): number => {
    marks.push({ start, end, text });
    return end;
  };

  const code = (at: number, run: string): number => {
    const behind = rules.next(at);
    if (behind > at + run.length) {
      drop(at, at + run.length);
      drop(behind - run.length, behind);
    }
    return behind;
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
  /** The length of what says to where a text in brackets leads. */
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
        return drop(at, at + sign.length, signOf(sign));
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
  return marks;
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** Returns a short text, such as a title, without marks. */
export const withoutMarks = (source: string): string =>
  editText(
    source,
    { start: 0, end: source.length },
    orderEdits(inlineMarks(source, () => false)),
  ).text.trim();

/** Returns the marks that a run proves to be marks: itself, the one that it closes, or none. */
export type FollowEmphasis = (run: Span) => readonly Span[];

/**
 * Follows the runs of a paragraph, given in order. One at the edge of a word is a mark, whether or not its counterpart is
 * in the paragraph, of which a passage may hold a part. One between two letters is a mark if it has a counterpart.
 */
export function followEmphasis(source: string): FollowEmphasis {
  /** By the run's text: the last that may be closed; no span where it is a mark already. */
  const open = new Map<string, Span | undefined>();
  return (run) => {
    const mark = source.slice(run.start, run.end);
    const { opens, closes, isKept } = edgesOf(source, run);
    if (isKept || (!opens && !closes)) return [];
    const isClosing = closes && (!opens || open.has(mark));
    const counterpart = isClosing ? open.get(mark) : undefined;
    if (isClosing) open.delete(mark);
    else open.set(mark, closes ? run : undefined);
    if (opens && closes && !isClosing) return [];
    return counterpart ? [counterpart, run] : [run];
  };
}

const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const DIGIT = /\d/;

/** By CommonMark's rules of flanking. Kept is `_` inside a word, and a sign between two digits. */
function edgesOf(source: string, { start, end }: Span) {
  const [before, after] = [source.charAt(start - 1), source.charAt(end)];
  const [isSpaceBefore, isSpaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [isSignBefore, isSignAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const opens = !isSpaceAfter && (!isSignAfter || isSpaceBefore || isSignBefore);
  const closes = !isSpaceBefore && (!isSignBefore || isSpaceAfter || isSignAfter);
  const isInWord = opens && closes && source.charAt(start) === "_";
  return { opens, closes, isKept: isInWord || (DIGIT.test(before) && DIGIT.test(after)) };
}
