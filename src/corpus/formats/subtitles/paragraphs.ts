/** @module Paragraphs of a transcript: cues joined until a pause, another speaker, or a full paragraph. */

import type { SpokenCue } from "./rolling.ts";

/** A paragraph, and the cues that begin in it. */
export interface Paragraph {
  readonly text: string;
  readonly cues: readonly { readonly offset: number; readonly time: number }[];
}

/** In milliseconds. */
const LONG_PAUSE = 4_000;
/** A paragraph of this length ends with the next sentence, one of the greater length with the next cue. In UTF-16 units. */
const [FULL, TOO_LONG] = [500, 1_000] as const;

const ENDS_SENTENCE = /[.!?…。！？؟।]["'”’»)\]]*$/;
/** A dash, by which subtitles mark that another person speaks. */
const DASH = /^[-‐–—]\s?(?=[^\s\d-])/;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** A paragraph that grows. */
interface OpenParagraph {
  readonly speaker: string;
  readonly parts: string[];
  readonly cues: { readonly offset: number; readonly time: number }[];
  length: number;
}

/** Joins cues, in order of their times, to paragraphs. */
export function paragraphsOf(cues: readonly SpokenCue[]): Paragraph[] {
  const paragraphs: OpenParagraph[] = [];
  let end = -Infinity;
  const openFor = (speaker: string, pause: number): OpenParagraph => {
    const last = paragraphs.at(-1);
    if (last?.speaker === speaker && !isOver(last, pause)) return last;
    const label = speaker === "" ? "" : `${speaker}: `;
    const parts = label === "" ? [] : [label];
    const open = { speaker, parts, cues: [], length: label.length };
    paragraphs.push(open);
    return open;
  };
  for (const { start, said, end: own } of cues) {
    for (const [at, { speaker, text }] of said.entries()) {
      const open = openFor(speaker, at === 0 ? start - end : 0);
      const gap = between(open.cues.length === 0 ? "" : (open.parts.at(-1) ?? ""), text);
      const isFirst = open.cues.length === 0;
      if (at === 0 || isFirst)
        open.cues.push({ offset: isFirst ? 0 : open.length + gap.length, time: start });
      open.parts.push(gap, text);
      open.length += gap.length + text.length;
    }
    end = Math.max(end, own);
  }
  return paragraphs.map(({ parts, ...rest }) => ({ cues: rest.cues, text: parts.join("") }));
}

const isOver = ({ parts, length }: OpenParagraph, pause: number): boolean =>
  pause > LONG_PAUSE ||
  length > TOO_LONG ||
  (length > FULL && ENDS_SENTENCE.test((parts.at(-1) ?? "").slice(-10)));

/** Returns the white space between two lines: none between East Asian ones, a line break before a dash. */
function between(before: string, after: string): string {
  if (before === "") return "";
  if (DASH.test(after)) return "\n";
  return CJK.test(before.slice(-1)) && CJK.test(after.charAt(0)) ? "" : " ";
}
