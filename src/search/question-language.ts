/** @module The language of a question, from its words and script, its reader's locale, and the documents. */

import { scriptOf, scriptsOf } from "../corpus/language.ts";
import { FUNCTION_WORDS, UNKNOWN } from "../corpus/languages/languages.ts";
import type { Snapshot } from "./snapshot.ts";
import { queryTerms } from "./terms.ts";

/** Letters that few other languages have; ç tells neither French nor Portuguese. */
const LETTERS: Readonly<Record<string, RegExp>> = {
  de: /[äöüß]/i,
  es: /[ñ¿¡]/i,
  fr: /[èêàâùûîœ]/i,
  it: /[àèìòù]/i,
  pl: /[ąćęłńśźż]/i,
  pt: /[ãõ]/i,
  ru: /[ыэъё]/i,
  uk: /[іїєґ]/i,
};

/** The weight of each kind of evidence, in function words; fitted (docs/RETRIEVAL.md). */
const WEIGHTS = { letters: 0.55, locale: 0.5, terms: 0.6 } as const;
/** The share of a question's terms that the passages in its language must have. */
const LEAST_KNOWN = 0.5;

/**
 * Returns the language of a question, by the primary subtag of BCP 47: that with the most evidence, of equals the one more
 * used in the documents. Without any evidence it is their main language.
 * @param locale the reader's, as Discord names it.
 */
export async function detectQuestionLanguage(
  question: string,
  snapshot: Pick<Snapshot, "frequencies" | "languages">,
  locale?: string,
): Promise<string> {
  const text = question.normalize("NFC").toLowerCase();
  const words = text.match(/\p{L}+/gu) ?? [];
  const script = scriptOf(text);
  const reader = locale?.split("-")[0];
  const held = snapshot.languages.map(({ language }) => language);
  let best = { language: languageOfScript(script, held), evidence: 0 };
  for (const language of new Set([...held, ...FUNCTION_WORDS.keys()])) {
    const scripts = scriptsOf(language);
    if (script !== undefined && scripts.length > 0 && !isWrittenIn(scripts, text)) continue;
    const evidence =
      words.filter((word) => FUNCTION_WORDS.get(language)?.has(word)).length +
      (LETTERS[language]?.test(text) ? WEIGHTS.letters : 0) +
      (language === reader ? WEIGHTS.locale : 0) +
      (held.includes(language) && (await hasTerms(question, language, snapshot))
        ? WEIGHTS.terms
        : 0);
    if (evidence > best.evidence) best = { language, evidence };
  }
  return best.language;
}

/** Whether a text has letters of one of these scripts: names in Latin letters may be most of a Russian question. */
const isWrittenIn = (scripts: readonly string[], text: string): boolean =>
  scripts.some((script) => new RegExp(`\\p{Script=${script}}`, "u").test(text));

/** Returns the first language of the documents in a script, else the language that is most written in it. */
function languageOfScript(script: string | undefined, held: readonly string[]): string {
  const [main = UNKNOWN] = held;
  if (script === undefined) return main;
  const written = held.find((language) => scriptsOf(language).includes(script));
  if (written !== undefined) return written;
  return script === "Latn" ? main : new Intl.Locale(`und-${script}`).maximize().language;
}

/** Checks whether the passages in a language have enough of a question's terms. */
async function hasTerms(
  question: string,
  language: string,
  { frequencies }: Pick<Snapshot, "frequencies">,
): Promise<boolean> {
  const terms = [...new Set(queryTerms(question, language, language))];
  if (terms.length === 0) return false;
  const { documentFrequencies } = await frequencies(language, terms);
  return documentFrequencies.filter((count) => count > 0).length >= LEAST_KNOWN * terms.length;
}
