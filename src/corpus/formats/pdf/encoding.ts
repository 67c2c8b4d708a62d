/** @module Detection of fonts without a usable mapping from glyphs to characters. */

import { BLANK, type Glyph, hasInk, UNREADABLE } from "./graphics/geometry.ts";

/** Share of unmapped glyphs above which the rest of a font is not trusted either. */
const MAX_UNMAPPED = 0.3;
/** Least share of plain lower-case letters in Latin text; glyph numbers read as characters rarely reach it. */
const MIN_LOWERCASE = 0.3;
/** Share of blanks among glyphs, and their widths in sizes. */
const BLANKS = [0.08, 0.45] as const;
const BLANK_WIDTHS = [0.15, 0.5] as const;
/** Share of words of mixed scripts above which a font is not trusted. */
const MAX_MIXED = 0.2;

/** Replaces the text of glyphs whose characters are not known by `UNREADABLE`. */
export function markUnreadable(glyphs: readonly Glyph[]): readonly Glyph[] {
  const verdicts = new Map([...sampleFonts(glyphs)].map(([font, one]) => [font, judgeFont(one)]));
  const areTrusted = [...verdicts.values()].every(({ isUntrusted }) => !isUntrusted);
  if (areTrusted && !glyphs.some(isControl)) return glyphs;
  return glyphs.map((glyph) => {
    const verdict = verdicts.get(glyph.font);
    if (!hasInk(glyph) || !verdict) return glyph;
    if (verdict.blanks.has(glyph.text)) return { ...glyph, text: BLANK };
    return verdict.isUntrusted || isControl(glyph) ? { ...glyph, text: UNREADABLE } : glyph;
  });
}

const isControl = ({ text }: Glyph): boolean => text < " " && text !== "";

/** Returns whether a font is not trusted, and its control characters that are read as blanks. */
function judgeFont(sample: Sample) {
  const { glyphs, unmapped, letters, lowercase, controls, width } = sample;
  const count = [...controls.values()].reduce((sum, one) => sum + one, 0);
  const isSpacing = [...controls.keys()].every((control) => SPACING.includes(control));
  const isUntrusted =
    unmapped > MAX_UNMAPPED * glyphs ||
    (sample.words > 2 && sample.mixed > MAX_MIXED * sample.words) ||
    (!isSpacing && (letters === 0 || lowercase < MIN_LOWERCASE * letters));
  const isBlank =
    controls.size === 1 && isWithin(count / glyphs, BLANKS) && isWithin(width, BLANK_WIDTHS);
  return {
    isUntrusted,
    blanks: new Set(isSpacing || (isBlank && !isUntrusted) ? controls.keys() : []),
  };
}

/** Control characters that count as white space if a font has no others. */
const SPACING = "\t\n\v\f\r";

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean =>
  value >= least && value <= most;

function sampleFonts(glyphs: readonly Glyph[]): ReadonlyMap<string, Sample> {
  const samples = new Map<string, Sample>();
  let word: { readonly font: string; scripts: number } | undefined;
  for (const glyph of glyphs) {
    const script = hasInk(glyph) ? scriptOf(glyph.text) : undefined;
    if (script === undefined || word?.font !== glyph.font) word = undefined;
    if (!hasInk(glyph)) continue;
    const sample = samples.get(glyph.font) ?? emptySample();
    samples.set(glyph.font, sample);
    count(sample, glyph, script !== undefined);
    if (script === undefined) continue;
    if (!word) sample.words += 1;
    word ??= { font: glyph.font, scripts: 0 };
    const before = word.scripts;
    word.scripts |= script;
    if (isMixed(word.scripts) && !isMixed(before)) sample.mixed += 1;
  }
  return samples;
}

const emptySample = () => ({
  glyphs: 0,
  unmapped: 0,
  letters: 0,
  lowercase: 0,
  words: 0,
  mixed: 0,
  /** Control characters that the font maps glyphs to, and the width of the widest. */
  controls: new Map<string, number>(),
  width: 0,
});
type Sample = ReturnType<typeof emptySample>;

function count(sample: Sample, glyph: Glyph, isLetter: boolean): void {
  const { text } = glyph;
  sample.glyphs += 1;
  if (text === UNREADABLE) sample.unmapped += 1;
  if (isLetter) sample.letters += 1;
  if (text >= "a" && text <= "z") sample.lowercase += 1;
  if (!isControl(glyph)) return;
  sample.controls.set(text, (sample.controls.get(text) ?? 0) + 1);
  sample.width = Math.max(sample.width, glyph.width / glyph.size);
}

/** Last code points of blocks of Unicode, and for each a bit for its script; 0 may be mixed with any in a word. */
const BLOCK_ENDS = [
  0x24f, 0x2af, 0x36f, 0x3ff, 0x52f, 0x58f, 0x5ff, 0x7ff, 0xdff, 0xeff, 0x109f, 0x10ff, 0x1cff,
  0x2dff, 0x9fff, 0xd7ff,
];
const SCRIPT_BITS = [0, 1, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 0, 2048, 4096];

/** Returns the bit of a letter's script: 0 for Latin, undefined for other characters. */
function scriptOf(text: string): number | undefined {
  const point = text.codePointAt(0) ?? 0;
  if (point < 0x80) return (point | 0x20) >= 0x61 && (point | 0x20) <= 0x7a ? 0 : undefined;
  if (!/^\p{L}/u.test(text)) return undefined;
  return SCRIPT_BITS[BLOCK_ENDS.findIndex((last) => point <= last)] ?? 0;
}

const isMixed = (scripts: number): boolean => (scripts & (scripts - 1)) !== 0;
