/** @module What a person should know of a page beside its text. */

import { type Glyph, type Hidden, isInk, UNREADABLE } from "./drawing/glyph.ts";
import { toRuns } from "./run.ts";

export interface Findings {
  readonly hidden: readonly HiddenText[];
  /** Whether it can't be told of some text if a reader sees it. */
  readonly isUnsure: boolean;
  /** Whether some text was recognised in a picture. */
  readonly isRecognised: boolean;
  /** How many glyphs there are, and how many of them the fonts do not say the characters of. */
  readonly glyphs: number;
  readonly unreadable: number;
  readonly isStruck: boolean;
  readonly hasFields: boolean;
  readonly hasNotes: boolean;
  readonly hasComments: boolean;
}

/** A text that no reader sees. */
export interface HiddenText {
  readonly why: Hidden;
  readonly text: string;
}

const REASONS: readonly Hidden[] = ["layer", "outside", "unpainted", "faint", "covered"];
const MOST_TEXTS = 200;
const MOST_LENGTH = 300;

/** The texts that hidden glyphs make. */
export function hiddenTexts(glyphs: readonly Glyph[]): HiddenText[] {
  return REASONS.flatMap((why) =>
    toRuns(glyphs.filter(({ hidden }) => hidden === why))
      .slice(0, MOST_TEXTS)
      .map(({ text }) => ({ why, text: text.slice(0, MOST_LENGTH) })),
  );
}

/** Counts glyphs, and those that can't be read. */
export function countGlyphs(glyphs: readonly Glyph[]): Pick<Findings, "glyphs" | "unreadable"> {
  const inked = glyphs.filter(isInk);
  const unreadable = inked.filter(({ text }) => text === UNREADABLE).length;
  return { glyphs: inked.length, unreadable };
}
