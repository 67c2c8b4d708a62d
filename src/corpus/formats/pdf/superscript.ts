/** @module Note references, superscripts, subscripts and fractions among the small text of a page. */

import { type Shift, writeNote, writeShifted } from "../../extraction/superscript.ts";
import type { Glyph } from "./graphics/geometry.ts";
import type { Group, IsRuled } from "./line.ts";
import type { Level } from "./row.ts";

export { writeNote };

/** Mathematical alphanumeric symbols. */
const MATHEMATICAL = /[\u{1D400}-\u{1D7FF}]/gu;

/** Writes raised or lowered text on the line. */
export const writeOnLine = (text: string, shift: Shift): string =>
  writeShifted(
    text.replace(MATHEMATICAL, (letter) => letter.normalize("NFKC")),
    shift,
  );

const NUMBERS = /^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*$/;
const ENDS_CLAUSE = /[.,;:!?]["'”’»)\]]*$|["”»]$/u;
const CLOSING = /[)\]]+(?=[.,;:!?"'”’»]*$)/u;
/** A chemical symbol; a raised number before it is that of an isotope. */
const ELEMENT = /^\p{Lu}\p{Ll}?(?!\p{L})/u;

/**
 * Whether a raised number is the mark of a note.
 * @param before the text in front of it.
 * @param behind the text that follows it without a gap.
 */
export function isRaisedNote(text: string, before: string, behind: string): boolean {
  if (!NUMBERS.test(text.trim())) return false;
  if (before.trim() === "" || before.endsWith(" ")) {
    if (ELEMENT.test(behind) || (before.trim() !== "" && /^\p{L}/u.test(behind))) return false;
    if (before.trim() === "") return true;
  }
  const own = before.trimEnd();
  if (ENDS_CLAUSE.test(own)) return true;
  return writeShifted(text, "raised", own.replace(CLOSING, "")) === writeNote(text);
}

/** Fractions that have a sign of their own. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  "1/4¼ 1/2½ 3/4¾ 1/3⅓ 2/3⅔ 1/5⅕ 2/5⅖ 3/5⅗ 4/5⅘ 1/6⅙ 5/6⅚ 1/8⅛ 3/8⅜ 5/8⅝ 7/8⅞"
    .split(" ")
    .map((entry) => [entry.slice(0, 3), entry.slice(3)] as const),
);

/** Writes a fraction; one without a sign of its own keeps apart from a whole number in front. */
export function writeFraction(numerator: string, denominator: string, before: string): string {
  const plain = `${numerator}/${denominator}`;
  return SIGNS.get(plain) ?? `${/\p{N}$/u.test(before) ? " " : ""}${plain}`;
}

const DIGITS = /^\d{1,4}$/;
/** A fraction with a slash, in two or three groups on lines of their own. */
const SLASHED = /^(\d{1,4})\n?[/⁄∕]\n?(\d{1,4})$/;

/** The fraction that begins at a group, and how many groups it takes. */
export function fractionAt(
  groups: readonly Group[],
  at: number,
  main: Level,
  isRuled: IsRuled,
  before: string,
): { readonly text: string; readonly count: number } | undefined {
  const [first, second] = [groups[at], groups[at + 1]];
  if (!first?.shift || !second) return undefined;
  const write = (numerator: string, denominator: string, count: number) => ({
    text: writeFraction(numerator, denominator, before),
    count,
  });
  const isBelow = (group: Group): boolean =>
    group.shift === "lowered" || (!group.shift && group.size < 0.9 * main.size);
  for (const count of first.shift === "raised" ? [2, 3] : []) {
    const parts = groups.slice(at, at + count);
    const [, numerator, denominator] = SLASHED.exec(parts.map(({ text }) => text).join("\n")) ?? [];
    const last = parts.at(-1);
    if (numerator && denominator && last && isBelow(last))
      return write(numerator, denominator, count);
  }
  const upper = first.shift === "raised" ? first : second;
  const lower = first.shift === "raised" ? second : first;
  const isStacked =
    upper.shift === "raised" &&
    lower.shift === "lowered" &&
    DIGITS.test(upper.text) &&
    DIGITS.test(lower.text) &&
    isOver(upper, lower) &&
    isRuled(
      Math.max(upper.start, lower.start),
      Math.min(upper.end, lower.end),
      main.base,
      main.base + 0.6 * main.size,
    );
  return isStacked ? write(upper.text, lower.text, 2) : undefined;
}

function isOver(one: Group, other: Group): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared >= 0.5 * Math.min(one.end - one.start, other.end - other.start);
}

const FRACTION_SLASH = "⁄";
/** Digits of a fraction are so much narrower than others. */
const NARROW = 0.85;

/** Parts a whole number from the numerator behind it where a font has small digits of its own for fractions. */
export function partNumerators(glyphs: readonly Glyph[]): readonly Glyph[] {
  const wholes = new Set(
    glyphs.map((glyph, at) => (isSlash(glyph) ? wholeBefore(glyphs, at) : undefined)),
  );
  if (wholes.size <= 1) return glyphs;
  return glyphs.flatMap((glyph) =>
    wholes.has(glyph) ? [glyph, { ...glyph, text: " " }] : [glyph],
  );
}

const isSlash = ({ text }: Glyph): boolean => text === FRACTION_SLASH;

/** The last digit of the whole number in front of a fraction. */
function wholeBefore(glyphs: readonly Glyph[], slash: number): Glyph | undefined {
  const numerator = glyphs[slash - 1];
  for (let at = slash - 1; at > slash - MOST_DIGITS; at -= 1) {
    const glyph = glyphs[at];
    if (!glyph || !numerator || !/^\d$/.test(glyph.text)) return undefined;
    if (numerator.width < NARROW * glyph.width) return glyph;
  }
  return undefined;
}
const MOST_DIGITS = 8;
