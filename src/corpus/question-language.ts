/** @module The languages that texts are in, and whether a question is in none of them. */

import { FUNCTION_WORDS } from "./function-words.ts";

/** A text is judged in parts of so many UTF-16 units. */
const PART = 2_000;
/** Shorter parts say too little. */
const LEAST = 300;
/** A language that less of the text is in may be an error. */
const LEAST_SHARE = 0.05;

/** Returns the languages that a text is in, as codes of ISO 639-3, the most used first; none where it is too short. */
export async function languagesIn(text: string): Promise<string[]> {
  // Its tables take longer to load than a question has.
  const { francAll } = await import("franc-min");
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at += PART) {
    const [[code] = ["und"]] = francAll(text.slice(at, at + PART), { minLength: LEAST });
    if (code !== "und") counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .filter(([, count]) => count >= LEAST_SHARE * total)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code]) => code);
}

/** By how many function words another language must lead; fitted (docs/RETRIEVAL.md). */
const LEAD = 2;

/**
 * Tells whether a question is in none of these languages: most of its letters are of other scripts, or another language
 * has more function words in it. Where that is unknown it is not.
 * @param languages codes of ISO 639-3.
 */
export function isForeign(question: string, languages: readonly string[]): boolean {
  if (languages.length === 0) return false;
  return isInOtherScript(question, languages) || leadOfOthers(question, languages) >= LEAD;
}

/** The scripts of languages that are written in more than one, or in another than their own code. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  Hans: ["Hani"],
  Hant: ["Hani"],
  Jpan: ["Hani", "Hira", "Kana"],
  Kore: ["Hang", "Hani"],
};

function isInOtherScript(question: string, languages: readonly string[]): boolean {
  const scripts = languages.flatMap((code) => {
    const { script } = new Intl.Locale(code).maximize();
    return script === undefined ? [] : (SCRIPTS[script] ?? [script]);
  });
  const own = ["Common", "Inherited", ...scripts].map((script) => `\\p{Script=${script}}`).join("");
  const letters = question.match(/\p{L}/gu) ?? [];
  const others = letters.join("").match(new RegExp(`[^${own}]`, "gu")) ?? [];
  return scripts.length > 0 && others.length > letters.length / 2;
}

/** Returns how many more function words the likeliest other language has than any of these; 0 if none of these is known. */
function leadOfOthers(question: string, languages: readonly string[]): number {
  if (!languages.some((code) => FUNCTION_WORDS.has(code))) return 0;
  const words =
    question
      .normalize("NFC")
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const most = { own: 0, other: 0 };
  for (const [code, known] of FUNCTION_WORDS) {
    const count = words.filter((word) => known.has(word)).length;
    const side = languages.includes(code) ? "own" : "other";
    most[side] = Math.max(most[side], count);
  }
  return most.other - most.own;
}
