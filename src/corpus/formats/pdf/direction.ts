/** @module Text that is written from right to left, such as Arabic and Hebrew. */

const RIGHT_TO_LEFT = "\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF";
const LETTER = new RegExp(`[${RIGHT_TO_LEFT}]`, "u");

/** Whether a text has a letter of a script that is written from right to left. */
export const isRightToLeft = (text: string): boolean => LETTER.test(text);

/** Units that keep their own order: numbers, left-to-right words, and a letter with its marks. */
const PIECE = new RegExp(
  `[\\p{Nd}](?:[\\p{Nd}.,:/]*\\p{Nd})?%?|(?:(?![${RIGHT_TO_LEFT}])[\\p{L}\\p{N}](?:[^${RIGHT_TO_LEFT}]*(?![${RIGHT_TO_LEFT}])[\\p{L}\\p{N}])?)|.\\p{M}*`,
  "gsu",
);

/** Reorders a text from its visual order, left to right, into reading order. */
export function toReadingOrder(seen: string): string {
  if (!isRightToLeft(seen)) return seen;
  const letters = seen.match(/\p{L}/gu)?.length ?? 0;
  const own = seen.match(new RegExp(`[${RIGHT_TO_LEFT}]`, "gu"))?.length ?? 0;
  return own * 2 >= letters ? reverse(seen) : seen.replace(STRETCH, reverse);
}

/** Right-to-left stretches of other text. */
const STRETCH = new RegExp(`[${RIGHT_TO_LEFT}](?:[^\\p{L}]*[${RIGHT_TO_LEFT}\\p{M}])*`, "gu");

const reverse = (text: string): string => (text.match(PIECE) ?? []).toReversed().join("");
