/** @module Vocabulary: synonyms, and words that say nothing about the subject of a sentence. */

import { stem, termsOf } from "../terms.ts";

/** Returns the term of a word in lower case: one for all synonyms, "" for a word without a subject. */
export type Vocabulary = (word: string) => string;

export interface Words {
  /** Groups of words of one meaning. */
  readonly synonyms?: readonly string[];
  readonly light?: string;
}

/** A group a line, named by its first word, with every form that has another stem. */
const SYNONYMS = `
kill killed kills killing dead death deaths die dies died dying fatality fatalities slain
injure injured injures injuring injury injuries wound wounded wounds hurt
arrest arrested detain detained
rescue rescued saved
evacuate evacuated evacuation
lose lost loses losing loss losses
destroy destroyed destroys destruction
damage damaged damages
collapse collapsed
soldier soldiers troop troops force forces serviceman servicemen military personnel
protester protesters protestor protestors demonstrator demonstrators crowd mob rioter rioters
people person persons
inhabitant inhabitants resident residents population
employ employs employed employee employees staff
child children kids
ship ships vessel vessels boat boats
plane planes aircraft airplane aeroplane jet jets
car cars vehicle vehicles
home homes house houses
building buildings
film films movie movies
match game games
begin begins began begun beginning start starts started
end ends ended finish finishes finished
build builds building built construct constructed construction
buy buys bought purchase purchased acquire acquired acquisition
need needs needed require requires required requirement must
allow allows allowed permit permits permitted forbid forbids forbidden prohibit prohibits prohibited
answer answers answered reply replied
release released publish published issue issued
found founded establish established
sign signed signs
rise rises rose risen grow grows grew grown increase increased increases
fall falls fell fallen drop dropped decline declined decrease decreased
win wins won
maximum max limit limited most
minimum min
big large
attack attacked attacks
strike strikes struck
give gives gave given
hold holds held
carry carries carried
write writes wrote written
draw draws drew drawn
run runs ran
send sends sent
spend spends spent
sell sells sold
deal deals dealt
leave leaves left
pay pays paid
lead leads led
man men
woman women
foot feet
`;

/** Verbs and fillers of any sentence, and words of reporting. */
const LIGHT =
  "number form consist make made makes contain contains include includes total count comprise take takes took taken " +
  "get gets got become became remain remains go goes went come came see saw seen know known exist exists occur " +
  "happen use used reach reached stand stands stood lie lies lay last lasted need require must " +
  "say says said tell told state stated claim claimed confirm confirmed report reported announce announced add added " +
  "agree agreed according deny denied refuse refused fail failed true case false untrue possible able " +
  "hold holds held capacity " +
  "about around some roughly approximately nearly almost circa estimated least most more less fewer up every each " +
  "several many few all only just exactly currently now per percent than least other same only ever any both either " +
  "long length wide width tall high height deep depth across away one two";

export const WORDS: Words = { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT };

/** Longer strings are no English words, and slow to stem. */
const MAX_WORD = 60;
const MAX_CACHED = 10_000;

/** Creates a vocabulary, which keeps the terms of recent words. */
export function createVocabulary({ synonyms = [], light = "" }: Words): Vocabulary {
  const groups = new Map(
    synonyms.flatMap((line) => {
      const words = line.split(" ");
      return words.map((word): [string, string] => [stemOf(word), words[0] ?? word]);
    }),
  );
  const canonical = (term: string): string => groups.get(term) ?? term;
  const lightTerms = new Set(light.split(" ").map((word) => canonical(stemOf(word))));
  const terms = new Map<string, string>();
  return (word) => {
    const cached = terms.get(word);
    if (cached !== undefined) return cached;
    const term = word.length > MAX_WORD ? "" : canonical(withoutE(termsOf(word)[0] ?? ""));
    if (terms.size >= MAX_CACHED) terms.clear();
    terms.set(word, lightTerms.has(term) ? "" : term);
    return lightTerms.has(term) ? "" : term;
  };
}

const stemOf = (word: string): string => withoutE(stem(word));

/** Gives "bake" and "baked" one stem. */
const withoutE = (term: string): string => (term.length > 3 ? term.replace(/e$/, "") : term);
