/** @module Languages by their tags, and the scripts in which they are written. */

import { UNKNOWN } from "./languages/languages.ts";

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

/** The scripts of the writing systems that use several, or have a code of their own. */
const SCRIPTS_OF: Readonly<Record<string, readonly string[]>> = {
  Hans: ["Hani"],
  Hant: ["Hani"],
  Jpan: ["Hani", "Hira", "Kana"],
  Kore: ["Hang", "Hani"],
};

const scriptsByCode = new Map<string, readonly string[]>();

/** Returns the scripts in which a language is written; none if unknown. */
export function scriptsOf(code: string): readonly string[] {
  const scripts = scriptsByCode.get(code) ?? readScripts(code);
  scriptsByCode.set(code, scripts);
  return scripts;
}

function readScripts(code: string): readonly string[] {
  const { script } = code === UNKNOWN ? {} : new Intl.Locale(code).maximize();
  return script === undefined ? [] : (SCRIPTS_OF[script] ?? [script]);
}

/** Codes of ISO 15924. */
const SCRIPTS =
  "Latn Cyrl Arab Hani Hira Kana Hang Deva Beng Grek Hebr Thai Taml Telu Gujr Geor Armn Ethi Khmr Laoo Mlym Mymr".split(
    " ",
  );

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
