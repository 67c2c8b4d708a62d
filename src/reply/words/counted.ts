/** @module Numbers in the form of a language, alone and with the form of a noun that agrees with them. */

import type { Place } from "../../corpus/extraction/places.ts";

/** The plural categories of each language, as CLDR names them. */
export const CATEGORIES = {
  en: ["one", "other"],
  de: ["one", "other"],
  fr: ["one", "many", "other"],
  es: ["one", "many", "other"],
  pt: ["one", "many", "other"],
  it: ["one", "many", "other"],
  pl: ["one", "few", "many", "other"],
  ru: ["one", "few", "many", "other"],
} as const satisfies Readonly<Record<string, readonly Intl.LDMLPluralRule[]>>;

/** A language of replies, as BCP 47 names it. */
export type Language = keyof typeof CATEGORIES;
type Category<L extends Language> = (typeof CATEGORIES)[L][number];

/** What follows a number, for every plural category of a language. */
export type Forms<L extends Language> = Readonly<Record<Category<L>, string>>;

/** Returns a function that formats a number and, after it, the form that agrees with it: `2 passages`. */
export function counted<L extends Language>(
  language: L,
): (count: number, forms: Forms<L>) => string {
  const rules = new Intl.PluralRules(language);
  const { whole } = numbersIn(language);
  const isCategory = (category: string): category is Category<L> =>
    CATEGORIES[language].some((one) => one === category);
  return (count, forms) => {
    const category = rules.select(count);
    return `${whole(count)} ${forms[isCategory(category) ? category : "other"]}`;
  };
}

interface NumberFormats {
  readonly whole: (value: number) => string;
  /** Keeps one decimal. */
  readonly decimal: (value: number) => string;
  /** Takes the percentage, from 0 to 100. */
  readonly percent: (value: number) => string;
}

/** Returns the number formats of a language. */
export function numbersIn(language: Language): NumberFormats {
  const whole = new Intl.NumberFormat(language);
  const decimal = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return {
    whole: (value) => whole.format(value),
    decimal: (value) => decimal.format(value),
    percent: (value) => percent.format(value / 100),
  };
}

/** Formats `page 3`, `pages 3–5`. */
export const range = (one: string, more: string, from: Place, to: Place): string =>
  from === to ? `${one} ${from}` : `${more} ${from}–${to}`;

const inEnglish = counted("en");

/** Formats `1 passage`, `2 passages`, in English. */
export const many = (count: number, one: string, other: string): string =>
  inEnglish(count, { one, other });
