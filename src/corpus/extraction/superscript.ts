/** @module Superscripts and subscripts as plain text, so that 10 to the sixth is never quoted as 106. */

import { hasWords } from "../span.ts";

export type BaselineShift = "superscript" | "subscript";

/**
 * Writes a superscript or subscript on the line: in Unicode characters if all of it has them, else as `^(…)` or `_(…)`.
 * Ordinals (`1st`) and text without a letter or digit are not changed; white space at the edges stays outside.
 * @param before the text before it, given only if the format does not distinguish note references from powers: a number
 * after a word is then written as a note reference.
 */
export function writeShifted(text: string, shift: BaselineShift, before = ""): string {
  if (shift === "subscript")
    return aroundCore(text, (core) => writeCharacters(SUBSCRIPTS, "_", core));
  if (isNumberAfterWord(text, before)) return writeNote(text);
  return aroundCore(text, (core) => ON_LINE.get(core) ?? writeCharacters(SUPERSCRIPTS, "^", core));
}

/** Writes a note reference in brackets, unless it has brackets already. */
export const writeNote = (text: string): string =>
  aroundCore(text, (core) => (isBracketed(core) ? core : `[${core}]`));

/** Whether a text has square brackets of its own, such as `[1]`. */
export const isBracketed = (text: string): boolean => /^\[.*\]$/s.test(text.trim());

const SHARED = "0123456789+-−=()";
const SUPERSCRIPTS = mapCharacters(
  `${SHARED}abcdefghijklmnoprstuvwxyz`,
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
);
const SUBSCRIPTS = mapCharacters(`${SHARED}aehijklmnoprstuvx`, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

/** Maps each character of a text to the one at the same index of another. */
export function mapCharacters(plain: string, shifted: string): ReadonlyMap<string, string> {
  const characters = Array.from(shifted);
  return new Map(Array.from(plain, (character, at) => [character, characters[at] ?? character]));
}

/** Superscripts that are commonly written on the line, or have one character as a whole. */
const ON_LINE: ReadonlyMap<string, string> = new Map([
  ...["st", "nd", "rd", "th"].map((suffix) => [suffix, suffix] as const),
  ["TM", "™"],
  ["SM", "℠"],
]);

function writeCharacters(
  characters: ReadonlyMap<string, string>,
  operator: string,
  text: string,
): string {
  let written = "";
  for (const character of text) {
    const own = characters.get(character);
    if (own === undefined) return hasWords(text) ? `${operator}(${text})` : text;
    written += own;
  }
  return written;
}

const NOTE_NUMBERS = /^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*$/;
/** Word of four letters or more, or a shorter one before punctuation: `km` and `sin` have powers. */
const WORD =
  /(?:^|[^\p{L}\p{M}])(\p{L}[\p{Ll}\p{M}]{3,}|\p{L}[\p{Ll}\p{M}]+(?=[.,;:!?"”»]))[.,;:!?]?["'”’»]?$/u;
const HAS_POWERS =
  /^(?:inch(?:es)?|foot|feet|yards?|miles?|[a-z]*met(?:er|re)s?|[a-z]*lit(?:er|re)s?|[a-z]*seconds?|mmol|kmol|sinh|cosh|tanh)$/i;

function isNumberAfterWord(text: string, before: string): boolean {
  const word = NOTE_NUMBERS.test(text.trim()) ? WORD.exec(before.slice(-80))?.[1] : undefined;
  return word !== undefined && !HAS_POWERS.test(word);
}

/** Rewrites a text between the white space at its edges, each written as one blank. */
function aroundCore(text: string, rewrite: (core: string) => string): string {
  const core = text.trim();
  if (core === "") return text === "" ? "" : " ";
  const from = text.indexOf(core);
  const [left, right] = [from > 0 ? " " : "", from + core.length < text.length ? " " : ""];
  return `${left}${rewrite(core.replace(/\s+/g, " "))}${right}`;
}
