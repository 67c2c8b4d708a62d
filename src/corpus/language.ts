/** @module Detection of the languages of texts and questions. */

import { FUNCTION_WORDS, UNKNOWN } from "./languages/languages.ts";

/** The length of the parts in which a language is detected, in UTF-16 units. */
const PART = 2_000;
/** The shortest text whose language is detected. */
const LEAST = 300;
/** The least share of a text that counts as a language of it. */
const LEAST_SHARE = 0.05;

/** Loads the trigram tables on first use, as loading them takes longer than a question may. */
export const loadFranc = async () => (await import("franc-min")).francAll;

/** The names of languages, to tell subtags in use from others of their form. */
const NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** Subtags that name no language: undetermined, several, none. */
const NO_LANGUAGES: ReadonlySet<string> = new Set([UNKNOWN, "mul", "zxx"]);

/** Returns the primary subtag of a tag of BCP 47, canonicalised; undefined if it is malformed or names no known language. */
export function subtagOf(tag: string): string | undefined {
  try {
    const { language } = new Intl.Locale(tag.trim().replaceAll("_", "-"));
    return NO_LANGUAGES.has(language) || NAMES.of(language) === undefined ? undefined : language;
  } catch {
    return undefined;
  }
}

/** Detects the languages of a text, as subtags of BCP 47, the most used first; none if the text is too short. */
export async function languagesIn(text: string): Promise<string[]> {
  const francAll = await loadFranc();
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at += PART) {
    const [[found] = [UNKNOWN]] = francAll(text.slice(at, at + PART), { minLength: LEAST });
    const code = subtagOf(found);
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .filter(([, count]) => count >= LEAST_SHARE * total)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code]) => code);
}

/** The lead in function words that another language must have; fitted (docs/RETRIEVAL.md). */
const LEAD = 2;

/**
 * Whether a question is in none of these languages: most of its letters are of other scripts, or another language has
 * more function words in it. False if that is unknown.
 * @param languages subtags of BCP 47.
 */
export function isForeign(question: string, languages: readonly string[]): boolean {
  if (languages.length === 0) return false;
  return isInOtherScript(question, languages) || leadOfOthers(question, languages) >= LEAD;
}

/** The scripts of the writing systems that use several, or have a code of their own. */
const SCRIPTS_OF: Readonly<Record<string, readonly string[]>> = {
  Hans: ["Hani"],
  Hant: ["Hani"],
  Jpan: ["Hani", "Hira", "Kana"],
  Kore: ["Hang", "Hani"],
};

/** Returns the scripts in which a language is written; none if unknown. */
export function scriptsOf(code: string): readonly string[] {
  const { script } = code === UNKNOWN ? {} : new Intl.Locale(code).maximize();
  return script === undefined ? [] : (SCRIPTS_OF[script] ?? [script]);
}

function isInOtherScript(question: string, languages: readonly string[]): boolean {
  const scripts = languages.flatMap(scriptsOf);
  const own = ["Common", "Inherited", ...scripts].map((script) => `\\p{Script=${script}}`).join("");
  const letters = question.match(/\p{L}/gu) ?? [];
  const others = letters.join("").match(new RegExp(`[^${own}]`, "gu")) ?? [];
  return scripts.length > 0 && others.length > letters.length / 2;
}

/** Returns the lead in function words of the best other language over these; 0 if none of these is known. */
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

/** The length of the sample, in UTF-16 units. */
export const SAMPLE = 20_000;
/** The share of the best score from which on a language is as likely as the best. */
const NEAR = 0.96;

/** Codes of ISO 15924. */
const SCRIPTS =
  "Latn Cyrl Arab Hani Hira Kana Hang Deva Beng Grek Hebr Thai Taml Telu Gujr Geor Armn Ethi Khmr Laoo Mlym Mymr".split(
    " ",
  );

/**
 * Returns the name of a text's language, or else of its script; undefined if it is one of these languages, or unknown.
 * @param languages tags of BCP 47.
 */
export async function foreignLanguage(
  text: string,
  languages: readonly string[],
): Promise<string | undefined> {
  const sample = text.slice(0, SAMPLE);
  const script = scriptOf(sample);
  const own = languages.map((code) => new Intl.Locale(code).maximize().script);
  const francAll = await loadFranc();
  const found = sample.length < LEAST ? [] : francAll(sample, { minLength: LEAST });
  const [likeliest] = found;
  if (likeliest === undefined || likeliest[0] === UNKNOWN)
    return script === undefined || own.includes(script) ? undefined : nameOf("script", script);
  const known = new Set(languages.map(subtagOf));
  const isNear = found.some(([code, share]) => share >= NEAR && known.has(subtagOf(code)));
  return isNear ? undefined : nameOf("language", likeliest[0]);
}

/** The least share of kana among the letters of Japanese: Chinese has none, but may quote some. */
const LEAST_KANA = 0.1;

/** Returns the script of more than half of the letters; of the three scripts of Japanese together, a kana. */
export function scriptOf(text: string): string | undefined {
  const letters = countOf("\\p{L}", text);
  const kana = countOf("\\p{Script=Hira}\\p{Script=Kana}", text);
  const isJapanese = kana + countOf("\\p{Script=Hani}", text) > letters / 2;
  if (isJapanese && kana >= LEAST_KANA * letters) return "Hira";
  return SCRIPTS.find((script) => countOf(`\\p{Script=${script}}`, text) > letters / 2);
}

const countOf = (letters: string, text: string): number =>
  text.match(new RegExp(`[${letters}]`, "gu"))?.length ?? 0;

/** Returns the English name of a language or script. */
export const nameOf = (type: "language" | "script", code: string): string =>
  new Intl.DisplayNames("en", { type }).of(code) ?? code;
