/** @module Languages of conflicts: the words and forms that the readers of numbers, dates and negations know. */

/** Words in one string are separated by blanks, phrases by "|". All are in lower case. */
export interface Language {
  /** The primary subtag of BCP 47. */
  readonly code: string;
  /**
   * Whether a doubtful number is left unread and sentences have to share more words. English alone is not strict: its
   * limits are fitted with labelled pairs, and its sentences have vectors.
   */
  readonly isStrict: boolean;
  /** Whether every noun has a capital, so that a capital is no sign of a name. */
  readonly areNounsCapitalised?: boolean;
  /** Whether an apostrophe ends a word: "l'armée". */
  readonly hasElision?: boolean;
  readonly words: Words;
  readonly numerals: NumeralWords;
  readonly bounds: BoundWords;
  readonly units: UnitRules;
  readonly dates: DateWords;
  readonly identifiers: IdentifierWords;
  /** What happens to those counted: "35 ships" and "lost 6 ships" count different things. */
  readonly outcomeVerbs: string;
  /** The words for each extent of a thing, by its English name. */
  readonly aspects: Readonly<Record<string, string>>;
  /** Words between a unit and an extent: "30 metros de altura". */
  readonly aspectLinks?: string;
  readonly negation: NegationWords;
  readonly subject: SubjectWords;
}

export interface Words {
  /** Groups of words of one meaning, each named by its first word, with every form that has another stem. */
  readonly synonyms?: readonly string[];
  /** Verbs and fillers of any sentence, and words of reporting. */
  readonly light?: string;
}

export interface NumeralWords {
  /** The decimal mark; the other of "." and "," separates thousands. */
  readonly decimal: "." | ",";
  /** The values that are added up: 0 to 19, the tens, in some languages the hundreds. */
  readonly values: ReadonlyMap<string, number>;
  /** Values after which 10 to 19 may follow: "soixante-dix". */
  readonly teensAfter?: readonly number[];
  /** The words by which the number before them is multiplied. */
  readonly scales: ReadonlyMap<string, number>;
  /** Scales that mean one of themselves without a number: "mil". */
  readonly bareScales?: string;
  /** Returns the value of several numerals in one word: "zweihundertdrei". */
  readonly fused?: (word: string) => number | undefined;
  /** Articles, which are a one before a scale alone: "a hundred". */
  readonly articles: string;
  /** Joins numerals: "hundred and ten". */
  readonly and: string;
  readonly isAndAfterTens?: boolean;
  /** Plurals of any value, with the least and the most: "hundreds". */
  readonly vague: ReadonlyMap<string, readonly [number, number]>;
  /** Words that make a scale vague: "several hundred". */
  readonly few: string;
  readonly of: string;
  /** Words between the two numbers of a range, and before them if "and" is between them. */
  readonly to: string;
  readonly between: string;
  /** Words that change the number before them: "and a half"; it is left unread. */
  readonly halves?: string;
  /** Words after which a scale is no number: "por ciento". */
  readonly percent?: string;
}

export interface BoundWords {
  readonly about: string;
  readonly least: string;
  readonly most: string;
  /** Phrases after the number, or after what it counts. */
  readonly leastAfter?: string;
  readonly mostAfter?: string;
  /** Articles between a phrase and its number. */
  readonly articles: string;
}

/** Names, a factor, and a dimension if it is another than the rule's name. */
export type UnitEntry = readonly [names: string, factor: number, dimension?: string];

/** Units by rule, with every form of their names. */
export type UnitRules = Readonly<Record<string, readonly UnitEntry[]>>;

export interface DateWords {
  /** The forms of each month from January. */
  readonly months: readonly string[];
  /** Whether a month has a capital: "May" and "may". */
  readonly areMonthsCapitalised?: boolean;
  /** Forms of months that a full stop may follow. */
  readonly dotted: string;
  /** Tokens between a day and its month, and before a year. */
  readonly dayLinks: string;
  readonly yearLinks: string;
  /** Words between the two days of a range: "du 3 au 5 mars". */
  readonly dayTo?: string;
  /** Whether "March 31" is a date. */
  readonly isMonthFirst?: boolean;
  /** The forms of each weekday from Sunday. */
  readonly weekdays: readonly string[];
  readonly beforeYear: string;
  /** Words right after a year: "2019 года". */
  readonly afterYear?: string;
  /** Words that follow a year without a preposition, if no noun comes after them: "1931 gegründet". */
  readonly participle?: RegExp;
  /** The article before a year as an adjective: "the 2019 harvest". */
  readonly yearArticle?: string;
  /** Words after an hour of the day, and before it if those may mean a duration too. */
  readonly clock?: { readonly after: string; readonly before?: string };
  /** Whether "a.m." and "p.m." follow times. */
  readonly hasHalves?: boolean;
}

export interface IdentifierWords {
  /** Words before a number that names: "article 5". */
  readonly numbered: string;
  /** Words that have a capital as the first word of a sentence, or always, and are no names. */
  readonly noNames: string;
}

export interface NegationWords {
  /** Words that negate the next content word, by rule. */
  readonly negators: Readonly<Record<string, RegExp>>;
  /** Negators that go with another without reversing it: "никто не". */
  readonly agreeing?: RegExp;
  /** Shown with the negation: "did not fire". */
  readonly auxiliaries: string;
  /** Words that can reverse a negation or correct it: "not until", "not in May but in June". */
  readonly conditions: string;
  /** The opposites of "without". */
  readonly with?: string;
  /** Words that end a clause. */
  readonly conjunctions: string;
}

export interface SubjectWords {
  /** Words by which a sentence is about another time or thing, or about a part: "again", in strict languages "new". */
  readonly repeats: string;
  readonly reporting: string;
  /** Events that happen many times, and so at many dates. */
  readonly repeatedEvents: string;
}

/** Returns values by their words: forms of one value are joined by "|", values are `step` apart. */
export const valuesOf = (words: string, first = 0, step = 1): [string, number][] =>
  words
    .split(" ")
    .flatMap((forms, at) =>
      forms.split("|").map((form): [string, number] => [form, first + at * step]),
    );

/** Units of one form in all languages but English. */
export const SYMBOLS = {
  length: [
    ["mm", 0.001],
    ["cm", 0.01],
    ["m", 1],
    ["km", 1000],
  ],
  money: [
    ["€ eur", 1, "euro"],
    ["$ usd", 1, "dollar"],
    ["£ gbp", 1, "pound"],
  ],
} as const satisfies UnitRules;

/** Seconds of the units of time; a month is the twelfth part of a year of 365.25 days. */
export const SECONDS = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_629_800,
  year: 31_557_600,
  century: 3_155_760_000,
} as const;

/**
 * Returns a reader of numbers written as one word: a factor before "thousand" or "hundred" multiplies it, and the rest of
 * the word is added.
 */
export function fusedReader(
  below: ReadonlyMap<string, number>,
  hundred: string,
  thousands: readonly string[],
): (word: string) => number | undefined {
  const scales: readonly (readonly [string, number])[] = [
    ...thousands.map((word) => [word, 1000] as const),
    [hundred, 100],
  ];
  const read = (word: string, most: number): number | undefined => {
    for (const [scale, value] of scales) {
      const at = value < most ? word.indexOf(scale) : -1;
      if (at < 0) continue;
      const [before, after] = [word.slice(0, at), word.slice(at + scale.length)];
      const times = before === "" ? 1 : read(before, value);
      const rest = after === "" ? 0 : read(after, value);
      return times === undefined || rest === undefined ? undefined : times * value + rest;
    }
    return below.get(word);
  };
  return (word) => (word.length > 40 ? undefined : read(word, Infinity));
}
