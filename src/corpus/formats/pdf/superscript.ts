/** @module Note references, superscripts, subscripts and fractions among the small text of a page. */

import { type BaselineShift, writeNote, writeShifted } from "../../extraction/superscript.ts";
import type { Glyph } from "./graphics/geometry.ts";
import type { TextLevel } from "./row.ts";
import type { Run } from "./run.ts";

/** Returns whether a thin line spans a range of a row, between two heights. */
export type HasRule = (left: number, right: number, bottom: number, top: number) => boolean;

/** Neighbouring runs that are all on the baseline, all superscripts or all subscripts. */
export interface RunGroup {
  readonly shift: BaselineShift | undefined;
  readonly runs: readonly Run[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** Mathematical alphanumeric symbols. */
const MATHEMATICAL = /[\u{1D400}-\u{1D7FF}]/gu;

/** Writes a superscript or subscript on the line. */
export const writeShiftedText = (text: string, shift: BaselineShift): string =>
  writeShifted(
    text.replace(MATHEMATICAL, (letter) => letter.normalize("NFKC")),
    shift,
  );

const NUMBERS = /^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*$/;
const ENDS_CLAUSE = /[.,;:!?]["'”’»)\]]*$|["”»]$/u;
const CLOSING = /[)\]]+(?=[.,;:!?"'”’»]*$)/u;
/** Chemical symbol; a superscript before it is the number of an isotope. */
const ELEMENT = /^\p{Lu}\p{Ll}?(?!\p{L})/u;

/**
 * Whether a superscript number is a note reference.
 * @param before the text before it.
 * @param following the text that follows it without a gap.
 */
export function isNoteReference(text: string, before: string, following: string): boolean {
  if (!NUMBERS.test(text.trim())) return false;
  if (before.trim() === "" || before.endsWith(" ")) {
    if (ELEMENT.test(following) || (before.trim() !== "" && /^\p{L}/u.test(following)))
      return false;
    if (before.trim() === "") return true;
  }
  const own = before.trimEnd();
  if (ENDS_CLAUSE.test(own)) return true;
  return writeShifted(text, "superscript", own.replace(CLOSING, "")) === writeNote(text);
}

/** Fractions with a character of their own. */
const VULGAR_FRACTIONS: ReadonlyMap<string, string> = new Map(
  "1/4¼ 1/2½ 3/4¾ 1/3⅓ 2/3⅔ 1/5⅕ 2/5⅖ 3/5⅗ 4/5⅘ 1/6⅙ 5/6⅚ 1/8⅛ 3/8⅜ 5/8⅝ 7/8⅞"
    .split(" ")
    .map((entry) => [entry.slice(0, 3), entry.slice(3)] as const),
);

/** Writes a fraction; one without a character of its own is separated from a whole number before it. */
function writeFraction(numerator: string, denominator: string, before: string): string {
  const plain = `${numerator}/${denominator}`;
  return VULGAR_FRACTIONS.get(plain) ?? `${/\p{N}$/u.test(before) ? " " : ""}${plain}`;
}

const DIGITS = /^\d{1,4}$/;
/** Fraction with a slash, in two or three groups joined by line breaks. */
const SLASHED = /^(\d{1,4})\n?[/⁄∕]\n?(\d{1,4})$/;

/** Returns the fraction that begins at a group, and its number of groups. */
export function fractionAt(
  groups: readonly RunGroup[],
  at: number,
  main: TextLevel,
  hasRule: HasRule,
  before: string,
): { readonly text: string; readonly count: number } | undefined {
  const [first, second] = [groups[at], groups[at + 1]];
  if (!first?.shift || !second) return undefined;
  const write = (numerator: string, denominator: string, count: number) => ({
    text: writeFraction(numerator, denominator, before),
    count,
  });
  const isDenominator = (group: RunGroup): boolean =>
    group.shift === "subscript" || (!group.shift && group.size < 0.9 * main.size);
  for (const count of first.shift === "superscript" ? [2, 3] : []) {
    const parts = groups.slice(at, at + count);
    const [, numerator, denominator] = SLASHED.exec(parts.map(({ text }) => text).join("\n")) ?? [];
    const last = parts.at(-1);
    if (numerator && denominator && last && isDenominator(last))
      return write(numerator, denominator, count);
  }
  const upper = first.shift === "superscript" ? first : second;
  const lower = first.shift === "superscript" ? second : first;
  const isStacked =
    upper.shift === "superscript" &&
    lower.shift === "subscript" &&
    DIGITS.test(upper.text) &&
    DIGITS.test(lower.text) &&
    isOver(upper, lower) &&
    hasRule(
      Math.max(upper.start, lower.start),
      Math.min(upper.end, lower.end),
      main.baseline,
      main.baseline + 0.6 * main.size,
    );
  return isStacked ? write(upper.text, lower.text, 2) : undefined;
}

function isOver(one: RunGroup, other: RunGroup): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared >= 0.5 * Math.min(one.end - one.start, other.end - other.start);
}

const FRACTION_SLASH = "⁄";
/** Largest ratio of the width of a fraction's digits to that of others. */
const MAX_WIDTH_RATIO = 0.85;

/** Separates a whole number from the numerator after it if a font has small digits for fractions. */
export function separateNumerators(glyphs: readonly Glyph[]): readonly Glyph[] {
  const wholes = new Set(
    glyphs.map((glyph, at) => (isSlash(glyph) ? findWholeNumber(glyphs, at) : undefined)),
  );
  if (wholes.size <= 1) return glyphs;
  return glyphs.flatMap((glyph) =>
    wholes.has(glyph) ? [glyph, { ...glyph, text: " " }] : [glyph],
  );
}

const isSlash = ({ text }: Glyph): boolean => text === FRACTION_SLASH;

/** Returns the last digit of the whole number before a fraction. */
function findWholeNumber(glyphs: readonly Glyph[], slash: number): Glyph | undefined {
  const numerator = glyphs[slash - 1];
  for (let at = slash - 1; at > slash - MAX_DIGITS; at -= 1) {
    const glyph = glyphs[at];
    if (!glyph || !numerator || !/^\d$/.test(glyph.text)) return undefined;
    if (numerator.width < MAX_WIDTH_RATIO * glyph.width) return glyph;
  }
  return undefined;
}
const MAX_DIGITS = 8;
