/** @module Titles of sections: lines between or above lines of punctuation. */

import type { LineCursor } from "../../marked-text.ts";

export interface FoundTitle {
  /** The line of its text. */
  readonly of: number;
  /** By the order in which the styles of titles appear. */
  readonly depth: number;
}

const RULE = /^([!-/:-@[-`{-~])\1*$/;
/** A shorter line of punctuation is text, unless it is as long as the title. */
const LONG_RULE = 4;

export const isRule = (line: string): boolean => RULE.test(line);

/** Returns a finder of the titles of a document, which are asked for in order. */
export function titleFinder({ lineOf, indentOf, isBlank }: LineCursor) {
  const styles: string[] = [];
  const isRuleAt = (at: number): boolean => indentOf(at) === 0 && isRule(lineOf(at));
  const isLongEnough = (rule: string, title: string): boolean =>
    rule.length >= LONG_RULE || rule.length >= widthOf(title);
  const depthOf = (style: string): number => {
    if (!styles.includes(style)) styles.push(style);
    return styles.indexOf(style) + 1;
  };
  return {
    /** Finds the title that begins at a line. */
    at(at: number, to: number): FoundTitle | undefined {
      const [first, second, third] = [lineOf(at), lineOf(at + 1), lineOf(at + 2)];
      const sign = first.charAt(0);
      const isFramed = isRuleAt(at) && at + 2 < to && third === first && !isBlank(at + 1);
      if (isFramed && !isRule(second) && isLongEnough(first, second))
        return { of: at + 1, depth: depthOf(sign + sign) };
      if (at + 1 >= to || indentOf(at) > 0 || !isRuleAt(at + 1) || isRule(first)) return undefined;
      const isMarkup = second === "::" || second === "..";
      if (isMarkup || !isLongEnough(second, first)) return undefined;
      return { of: at, depth: depthOf(second.charAt(0)) };
    },
    /** Whether a line of punctuation parts two paragraphs. */
    isTransition(at: number): boolean {
      const isApart = isBlank(at + 1) && (at === 0 || isBlank(at - 1));
      return isApart && lineOf(at).length >= LONG_RULE && isRule(lineOf(at));
    },
  };
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Counts columns as docutils does: wide characters take two. */
const widthOf = (line: string): number => line.replace(WIDE, "xx").replace(/\p{M}/gu, "").length;
