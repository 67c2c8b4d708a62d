/** @module Superscripts and subscripts as plain text, so that 10 to the sixth is never read as a hundred and six. */

const DIGITS = "0123456789+-−=()";
const RAISED = tableOf(
  `${DIGITS}abcdefghijklmnoprstuvwxyz`,
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
);
const LOWERED = tableOf(`${DIGITS}aehijklmnoprstuvx`, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

function tableOf(plain: string, set: string): ReadonlyMap<string, string> {
  const signs = Array.from(set);
  return new Map(Array.from(plain, (sign, at) => [sign, signs[at] ?? sign]));
}

/** Anyone writes these on the line or has one sign for them. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ...["st", "nd", "rd", "th"].map((suffix) => [suffix, suffix] as const),
  ["TM", "™"],
  ["SM", "℠"],
]);

/** A superscript: signs of Unicode where it has all of them, else `^(…)`. */
export const raised = (text: string): string =>
  around(text, (own) => USUAL.get(own) ?? setIn(RAISED, "^", own));

/** A subscript: signs of Unicode where it has all of them, else `_(…)`. */
export const lowered = (text: string): string => around(text, (own) => setIn(LOWERED, "_", own));

/** The sign of a note, in the brackets that it may have already. */
export const noteSign = (text: string): string =>
  around(text, (own) => (isBracketed(own) ? own : `[${own}]`));

/** Whether a raised text has brackets of its own, such as `[1]`: so it runs into nothing. */
export const isBracketed = (text: string): boolean => /^\[.*\]$/s.test(text.trim());

function setIn(signs: ReadonlyMap<string, string>, mark: string, text: string): string {
  const all = Array.from(text, (sign) => signs.get(sign));
  if (all.every((sign) => sign !== undefined)) return all.join("");
  // A sign that is no letter and no digit, such as a dagger, says the same on the line.
  return /[\p{L}\p{N}]/u.test(text) ? `${mark}(${text})` : text;
}

/** White space at the edges stands outside of what is set. */
function around(text: string, set: (own: string) => string): string {
  const own = text.trim();
  if (own === "") return text === "" ? "" : " ";
  const from = text.indexOf(own);
  return `${from > 0 ? " " : ""}${set(own.replace(/\s+/g, " "))}${from + own.length < text.length ? " " : ""}`;
}
