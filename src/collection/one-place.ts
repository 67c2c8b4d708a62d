/** @module Questions that differ in one place or in their order only: alike to a model, but about different things. */

import { FUNCTION_WORDS } from "../corpus/languages/languages.ts";
import { CONTRASTS } from "./contrasts.ts";

/** The share of a longer word that two forms of one word have in common at their beginning. */
const COMMON = 0.7;

/** Of all languages. */
const FUNCTION = new Set([...FUNCTION_WORDS.values()].flatMap((words) => [...words]));

const isMeaningful = (word: string): boolean => CONTRASTS.has(word) || !FUNCTION.has(word);

/**
 * Whether two questions are the same but for one place, where words with a meaning of their own are replaced or added: "How
 * much is a ticket for adults?" and "… for children?". Models take such questions for nearly the same, as most words are.
 * Forms of one word ("ticket", "tickets") make no difference.
 * @param a the words of a question, in lower case.
 */
export function differInOnePlace(a: readonly string[], b: readonly string[]): boolean {
  const shorter = Math.min(a.length, b.length);
  let before = 0;
  while (before < shorter && isSameWord(a[before], b[before])) before += 1;
  let after = 0;
  while (after < shorter - before && isSameWord(a.at(-1 - after), b.at(-1 - after))) after += 1;
  const own = a.slice(before, a.length - after);
  const other = b.slice(before, b.length - after);
  const isOnePlace = before + after >= Math.max(own.length, other.length);
  return isOnePlace && [...own, ...other].some(isMeaningful);
}

/** Whether two questions have the same words with a meaning of their own, but in another order. */
export function differInOrder(a: readonly string[], b: readonly string[]): boolean {
  const [own, other] = [a.filter(isMeaningful), b.filter(isMeaningful)];
  return (
    own.join(" ") !== other.join(" ") && own.toSorted().join(" ") === other.toSorted().join(" ")
  );
}

function isSameWord(a = "", b = ""): boolean {
  if (a === b) return true;
  if (/\d/.test(a + b)) return false;
  const longer = Math.max(a.length, b.length);
  let common = 0;
  while (common < longer && a[common] === b[common]) common += 1;
  return common >= COMMON * longer;
}
