/** @module Facts about a page that are reported beside its text. */

import { type Glyph, type Hidden, isInk, UNREADABLE } from "./drawing/glyph.ts";
import { toRuns } from "./run.ts";

export interface Findings {
  readonly hidden: readonly HiddenText[];
  /** Whether the visibility of some text could not be determined. */
  readonly isUnsure: boolean;
  /** Whether some text is an OCR layer. */
  readonly isRecognised: boolean;
  /** Number of glyphs, and of those whose characters are not known. */
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

/** Groups hidden glyphs into texts. */
export function hiddenTexts(glyphs: readonly Glyph[]): HiddenText[] {
  return REASONS.flatMap((why) =>
    toRuns(glyphs.filter(({ hidden }) => hidden === why))
      .slice(0, MOST_TEXTS)
      .map(({ text }) => ({ why, text: text.slice(0, MOST_LENGTH) })),
  );
}

/** Counts glyphs, and those whose characters are not known. */
export function countGlyphs(glyphs: readonly Glyph[]): Pick<Findings, "glyphs" | "unreadable"> {
  const inked = glyphs.filter(isInk);
  const unreadable = inked.filter(({ text }) => text === UNREADABLE).length;
  return { glyphs: inked.length, unreadable };
}
