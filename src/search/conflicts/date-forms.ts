/** @module Forms of dates and times of day in a language. */

import type { DateForm, FoundDate } from "./dates.ts";
import type { DateWords, Language } from "./languages/language.ts";
import { isCapitalised, isDash, isWord, setOf, type Token, tokenAt } from "./tokens.ts";

/** Reads 2019-12-31. */
const readIso: DateForm = (tokens, at) => {
  if (!/^\d{4}$/.test(tokenAt(tokens, at).text)) return undefined;
  const parts = tokens.slice(at, at + 5);
  const written = parts.map(({ text }) => text).join("");
  if (!/^\d{4}-\d\d-\d\d$/.test(written) || parts.slice(1).some(({ glued }) => !glued))
    return undefined;
  const [year = 0, month = 0, day = 0] = written.split("-").map(Number);
  return { fields: { year, month, day }, to: at + 5 };
};

/** Reads 31.12.2019, 31/12/2019, 31-12-2019, the day first. */
const readNumeric: DateForm = (tokens, at) => {
  const isDotted = tokenAt(tokens, at).text.includes(".");
  const parts = isDotted ? tokens.slice(at, at + 1) : tokens.slice(at, at + 5);
  if (parts.slice(1).some(({ glued }) => !glued)) return undefined;
  const written = parts.map(({ text }) => text).join("");
  const [, day, , month, year] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(written) ?? [];
  const fields = { year: Number(year), month: Number(month), day: Number(day) };
  const isDate = isYear(year ?? "") && isDayOf(fields.month, fields.day);
  return isDate ? { fields, to: at + parts.length } : undefined;
};

const isDayOf = (month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** Reads 20:00, with halves of the day 8.30 pm and 8 p.m., with words 20 Uhr. */
function timeForm({ hasHalves = false, clock }: DateWords): DateForm {
  const isHourWord = setOf(clock?.after ?? "");
  const isHourStart = clock?.before === undefined ? undefined : setOf(clock.before);
  const isOnTheHour = (tokens: readonly Token[], at: number, to: number): boolean =>
    isHourWord.has(tokenAt(tokens, to).lower) &&
    (isHourStart === undefined || isHourStart.has(tokenAt(tokens, at - 1).lower));
  return (tokens, at) => {
    const { text } = tokenAt(tokens, at);
    const [colon, minutes] = [tokenAt(tokens, at + 1), tokenAt(tokens, at + 2)];
    const isClock = colon.text === ":" && colon.glued && minutes.glued;
    const written = isClock ? `${text}.${minutes.text}` : text;
    const [, hour, minute = 0] = /^(\d{1,2})(?:\.([0-5]\d))?$/.exec(written) ?? [];
    const to = at + (isClock ? 3 : 1);
    const half = hasHalves ? readHalf(tokens, to) : undefined;
    const isWorded = isOnTheHour(tokens, at, to);
    if (hour === undefined || Number(hour) > (half ? 12 : 23) || !(half || isClock || isWorded))
      return undefined;
    const hours = half ? (Number(hour) % 12) + (half.isPm ? 12 : 0) : Number(hour);
    const end = isWorded ? to + 1 : to;
    return { fields: { minute: 60 * hours + Number(minute) }, to: half?.to ?? end };
  };
}

function readHalf(tokens: readonly Token[], at: number): { isPm: boolean; to: number } | undefined {
  const { lower } = tokenAt(tokens, at);
  if (lower === "am" || lower === "pm") return { isPm: lower === "pm", to: at + 1 };
  const dotted = [0, 1, 2].map((step) => tokenAt(tokens, at + step).lower).join("");
  if (!/^[ap]\.m$/.test(dotted)) return undefined;
  const to = at + (tokenAt(tokens, at + 3).text === "." ? 4 : 3);
  return { isPm: lower === "p", to };
}

interface Part {
  readonly value: number;
  readonly to: number;
}

type PartReader = (tokens: readonly Token[], at: number) => Part | undefined;

/** The readers of the parts of a date in a language. */
interface DateParts {
  readonly readMonth: PartReader;
  readonly readYearAfter: PartReader;
  /** Returns the index after the tokens between a day and its month. */
  readonly afterDay: (tokens: readonly Token[], at: number) => number;
}

function partsOf({ dates: words, isStrict }: Language): DateParts {
  const months = new Map(
    words.months.flatMap((forms, at) =>
      forms.split(" ").map((form): [string, number] => [form, at + 1]),
    ),
  );
  const [dotted, dayLinks, yearLinks] = [
    setOf(words.dotted),
    setOf(words.dayLinks),
    setOf(words.yearLinks),
  ];
  return {
    readMonth: (tokens, at) => {
      const token = tokenAt(tokens, at);
      const value = months.get(token.lower);
      if (value === undefined || (words.areMonthsCapitalised && !isCapitalised(token)))
        return undefined;
      const isDotted = dotted.has(token.lower) && tokenAt(tokens, at + 1).text === ".";
      return { value, to: at + (isDotted ? 2 : 1) };
    },
    readYearAfter: (tokens, at) => {
      const year = yearLinks.has(tokenAt(tokens, at).lower) ? at + 1 : at;
      const { text } = tokenAt(tokens, year);
      return isYear(text) ? { value: Number(text), to: year + 1 } : undefined;
    },
    afterDay: (tokens, at) => {
      const next = dayLinks.has(tokenAt(tokens, at).lower) ? at + 1 : at;
      return isStrict && dayLinks.has(tokenAt(tokens, next).lower) ? next + 1 : next;
    },
  };
}

/** Reads 31 December 2019, 31 of December. */
const dayFirstForm =
  ({ readMonth, readYearAfter, afterDay }: DateParts): DateForm =>
  (tokens, at) => {
    const day = readDay(tokens, at);
    const month = day && readMonth(tokens, afterDay(tokens, day.to));
    return month && dateOf(readYearAfter(tokens, month.to), month, day);
  };

/** Reads December 31, 2019, Dec. 31, December 2019; a month with neither day nor year is no date. */
const monthFirstForm =
  ({ readMonth, readYearAfter }: DateParts, isMonthFirst: boolean): DateForm =>
  (tokens, at) => {
    const month = readMonth(tokens, at);
    if (month === undefined) return undefined;
    const day = isMonthFirst ? readDay(tokens, month.to) : undefined;
    const year = readYearAfter(tokens, day?.to ?? month.to);
    return day || year ? dateOf(year, month, day) : undefined;
  };

/** Reads "3. bis 5. März", "du 3 au 5 mars" as a date without a day. */
function dayRangeForm(parts: DateParts, to = ""): DateForm {
  const joins = setOf(to);
  const readDate = dayFirstForm(parts);
  return (tokens, at) => {
    const day = readDay(tokens, at);
    if (day === undefined) return undefined;
    const join = parts.afterDay(tokens, day.to);
    const token = tokenAt(tokens, join);
    const last = isDash(token) || joins.has(token.lower) ? readDate(tokens, join + 1) : undefined;
    if (last === undefined) return undefined;
    const { year, month } = last.fields;
    return { fields: { ...(year && { year }), ...(month && { month }) }, to: last.to };
  };
}

const dateOf = (year: Part | undefined, month: Part, day: Part | undefined): FoundDate => ({
  fields: {
    ...(year && { year: year.value }),
    month: month.value,
    ...(day && { day: day.value }),
  },
  to: Math.max(year?.to ?? 0, month.to, day?.to ?? 0),
});

function readDay(tokens: readonly Token[], at: number): Part | undefined {
  const { text } = tokenAt(tokens, at);
  const value = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= 31 ? { value, to: at + 1 } : undefined;
}

const isYear = (text: string): boolean => /^(?:1\d|20)\d\d$/.test(text);

/** Reads a year after a preposition or before "year", in "the 2019 harvest", or in "1931 gegründet". */
function yearForm({ dates: words, areNounsCapitalised = false }: Language): DateForm {
  const [before, after] = [setOf(words.beforeYear), setOf(words.afterYear ?? "")];
  const isAttribute = (tokens: readonly Token[], at: number): boolean => {
    const next = tokenAt(tokens, at + 1);
    return tokenAt(tokens, at - 1).lower === words.yearArticle && !next.glued && isWord(next);
  };
  const isWithParticiple = (tokens: readonly Token[], at: number): boolean =>
    words.participle?.test(tokenAt(tokens, at + 1).text) === true &&
    !isCapitalised(tokenAt(tokens, at + 2));
  return (tokens, at) => {
    const { text } = tokenAt(tokens, at);
    const next = tokenAt(tokens, at + 1);
    if (!isYear(text)) return undefined;
    const isCount = areNounsCapitalised && isCapitalised(next);
    const isAfter = before.has(tokenAt(tokens, at - 1).lower) && !isCount;
    const isDated = isAfter || after.has(next.lower);
    if (!isDated && !isAttribute(tokens, at) && !isWithParticiple(tokens, at)) return undefined;
    return { fields: { year: Number(text) }, to: at + 1 };
  };
}

function weekdayForm({ weekdays }: DateWords): DateForm {
  const named = new Map(
    weekdays.flatMap((forms, at) => forms.split(" ").map((form): [string, number] => [form, at])),
  );
  return (tokens, at) => {
    const [word, dash, part] = [0, 1, 2].map((step) => tokenAt(tokens, at + step).lower);
    for (const [name, length] of [
      [word, 1],
      [`${word}${dash}${part}`, 3],
    ] as const) {
      const weekday = named.get(name ?? "");
      if (weekday !== undefined) return { fields: { weekday }, to: at + length };
    }
    return undefined;
  };
}

/** Returns the forms of dates in a language; the first that matches is read. */
export function datesOf(language: Language): Readonly<Record<string, DateForm>> {
  const { dates, isStrict } = language;
  const parts = partsOf(language);
  return {
    iso: readIso,
    ...(isStrict ? { numeric: readNumeric, "day range": dayRangeForm(parts, dates.dayTo) } : {}),
    time: timeForm(dates),
    "day first": dayFirstForm(parts),
    "month first": monthFirstForm(parts, dates.isMonthFirst === true),
    year: yearForm(language),
    weekday: weekdayForm(dates),
  };
}
