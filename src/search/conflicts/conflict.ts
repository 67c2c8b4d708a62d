/** @module Conflicts: numbers, dates and negations in which two sentences about the same thing differ. */

import { type Candidate, createCandidateFinder } from "./candidates.ts";
import type { Language } from "./languages/language.ts";
import { LANGUAGES } from "./languages/registry.ts";
import { type Rules, rulesOf } from "./rules.ts";
import {
  createSentenceReader,
  type Sentence,
  type SentenceReader,
  textOf,
  UNREAD,
} from "./sentence.ts";

export interface Conflict {
  readonly kind: Candidate["kind"];
  /** For users, without a verdict: `number: "750" / "about 500"`. */
  readonly what: string;
  /** Verbatim from the first sentence. */
  readonly left: string;
  /** Verbatim from the second. */
  readonly right: string;
}

export interface ConflictFinder {
  /**
   * Reads a sentence in a language, named by its primary subtag ("de"); nothing is read in a language without data. It
   * takes longer than a comparison.
   */
  readonly readSentence: (text: string, language: string) => Sentence;
  /**
   * Returns the conflict of two sentences in one language, undefined if they agree or may be about different things: a
   * false alarm costs more than a miss.
   */
  readonly findConflict: (a: Sentence, b: Sentence) => Conflict | undefined;
}

/** The reader and the comparison of sentences in one language. */
interface LanguageFinder {
  readonly read: SentenceReader;
  readonly compare: ConflictFinder["findConflict"];
}

/** Creates a finder of conflicts by some rules for each language. */
export function createConflictFinder(
  rulesFor: (language: Language) => Rules = rulesOf,
): ConflictFinder {
  const finders = new Map<string, LanguageFinder>();
  const finderOf = (code: string): LanguageFinder | undefined => {
    const language = LANGUAGES.get(code);
    const finder = finders.get(code) ?? (language && createLanguageFinder(language, rulesFor));
    if (finder) finders.set(code, finder);
    return finder;
  };
  return {
    readSentence: (text, language) => ({
      ...(finderOf(language)?.read(text) ?? { ...UNREAD, text }),
      language,
    }),
    findConflict: (a, b) =>
      a.language === b.language ? finderOf(a.language)?.compare(a, b) : undefined,
  };
}

function createLanguageFinder(
  language: Language,
  rulesFor: (language: Language) => Rules,
): LanguageFinder {
  const rules = rulesFor(language);
  return {
    read: createSentenceReader(language, rules),
    compare: createComparison(language, rules),
  };
}

function createComparison(language: Language, rules: Rules): ConflictFinder["findConflict"] {
  const vetoes = Object.values(rules.vetoes);
  const candidatesOf = createCandidateFinder(language, rules);
  return (a, b) => {
    const candidate = candidatesOf(a, b).find(
      (each) => !vetoes.some((isVetoed) => isVetoed(a, b, each)),
    );
    if (candidate === undefined) return undefined;
    const [left, right] = [textOf(a, candidate.left), textOf(b, candidate.right)];
    return { kind: candidate.kind, what: `${candidate.kind}: "${left}" / "${right}"`, left, right };
  };
}
