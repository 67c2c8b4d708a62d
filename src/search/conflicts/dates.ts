/** @module Dates and times of day, with the fields that a sentence gives. */

import { setOf, type Token, type TokenSpan, tokenAt } from "./tokens.ts";

/** `month` from 1, `weekday` 0 for Sunday, `minute` of the day. */
export interface DateFields {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly weekday?: number;
  readonly minute?: number;
}

export interface DateMention extends TokenSpan {
  readonly fields: DateFields;
}

interface FoundDate {
  readonly fields: DateFields;
  /** The index of the first token after it. */
  readonly to: number;
}

export type DateForm = (tokens: readonly Token[], at: number) => FoundDate | undefined;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");
const WEEKDAY = /^(?:sun|mon|tues|wednes|thurs|fri|satur)days?$/;
const BEFORE_YEAR = setOf(
  "in between since until till from during before after early mid late spring summer autumn fall winter ( ,",
);

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

/** Reads 20:00, 8.30 pm, 8 p.m. */
const readTime: DateForm = (tokens, at) => {
  const { text } = tokenAt(tokens, at);
  const [colon, minutes] = [tokenAt(tokens, at + 1), tokenAt(tokens, at + 2)];
  const isClock = colon.text === ":" && colon.glued && minutes.glued;
  const written = isClock ? `${text}.${minutes.text}` : text;
  const [, hour, minute = 0] = /^(\d{1,2})(?:\.([0-5]\d))?$/.exec(written) ?? [];
  const to = at + (isClock ? 3 : 1);
  const half = readHalf(tokens, to);
  if (hour === undefined || Number(hour) > (half ? 12 : 23) || !(half || isClock)) return undefined;
  const hours = half ? (Number(hour) % 12) + (half.isPm ? 12 : 0) : Number(hour);
  return { fields: { minute: 60 * hours + Number(minute) }, to: half?.to ?? to };
};

function readHalf(tokens: readonly Token[], at: number): { isPm: boolean; to: number } | undefined {
  const { lower } = tokenAt(tokens, at);
  if (lower === "am" || lower === "pm") return { isPm: lower === "pm", to: at + 1 };
  const dotted = [0, 1, 2].map((step) => tokenAt(tokens, at + step).lower).join("");
  if (!/^[ap]\.m$/.test(dotted)) return undefined;
  const to = at + (tokenAt(tokens, at + 3).text === "." ? 4 : 3);
  return { isPm: lower === "p", to };
}

/** Reads 31 December 2019, 31 of December. */
const readDayFirst: DateForm = (tokens, at) => {
  const day = readDay(tokens, at);
  const month =
    day && readMonth(tokens, tokenAt(tokens, day.to).lower === "of" ? day.to + 1 : day.to);
  return month && dateOf(readYearAfter(tokens, month.to), month, day);
};

/** Reads December 31, 2019, Dec. 31, December 2019; a month with neither day nor year is no date. */
const readMonthFirst: DateForm = (tokens, at) => {
  const month = readMonth(tokens, at);
  if (month === undefined) return undefined;
  const day = readDay(tokens, month.to);
  const year = readYearAfter(tokens, day?.to ?? month.to);
  return day || year ? dateOf(year, month, day) : undefined;
};

interface Part {
  readonly value: number;
  readonly to: number;
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

function readMonth(tokens: readonly Token[], at: number): Part | undefined {
  const { text, lower } = tokenAt(tokens, at);
  if (!/^\p{Lu}/u.test(text) || !MONTH.test(lower)) return undefined;
  const isDotted =
    /^[a-z]{3,4}$/.test(lower) && lower !== "may" && tokenAt(tokens, at + 1).text === ".";
  return { value: MONTHS.indexOf(lower.slice(0, 3)) + 1, to: at + (isDotted ? 2 : 1) };
}

function readYearAfter(tokens: readonly Token[], at: number): Part | undefined {
  const year = /^(?:,|of)$/.test(tokenAt(tokens, at).lower) ? at + 1 : at;
  const { text } = tokenAt(tokens, year);
  return isYear(text) ? { value: Number(text), to: year + 1 } : undefined;
}

const isYear = (text: string): boolean => /^(?:1\d|20)\d\d$/.test(text);

/** Reads a year after a preposition, or in "the 2019 harvest". */
const readYear: DateForm = (tokens, at) => {
  const { text } = tokenAt(tokens, at);
  const [before, next] = [tokenAt(tokens, at - 1), tokenAt(tokens, at + 1)];
  if (!isYear(text)) return undefined;
  const isAdjective = before.lower === "the" && !next.glued && /^\p{L}/u.test(next.text);
  if (!BEFORE_YEAR.has(before.lower) && !isAdjective) return undefined;
  return { fields: { year: Number(text) }, to: at + 1 };
};

const readWeekday: DateForm = (tokens, at) => {
  const { lower } = tokenAt(tokens, at);
  if (!WEEKDAY.test(lower)) return undefined;
  return { fields: { weekday: WEEKDAYS.indexOf(lower.slice(0, 3)) }, to: at + 1 };
};

/** The forms of dates; the first that matches is read. */
export const DATES: Readonly<Record<string, DateForm>> = {
  iso: readIso,
  time: readTime,
  "day first": readDayFirst,
  "month first": readMonthFirst,
  year: readYear,
  weekday: readWeekday,
};

/** Returns the dates and times of a sentence in order, without overlaps. */
export function readDates(
  tokens: readonly Token[],
  forms: Readonly<Record<string, DateForm>>,
): DateMention[] {
  const mentions: DateMention[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = firstMatch(tokens, at, Object.values(forms));
    if (found) mentions.push({ from: at, ...found });
    at = found?.to ?? at + 1;
  }
  return mentions;
}

function firstMatch(
  tokens: readonly Token[],
  at: number,
  forms: readonly DateForm[],
): FoundDate | undefined {
  for (const form of forms) {
    const found = form(tokens, at);
    if (found) return found;
  }
  return undefined;
}

const FIELDS = ["year", "month", "day", "weekday", "minute"] as const;

/** Compares two dates: `same` if all their common fields agree, `apart` if they have none. */
export function compareDates(a: DateFields, b: DateFields): "same" | "other" | "apart" {
  const common = FIELDS.filter((field) => a[field] !== undefined && b[field] !== undefined);
  if (common.length === 0) return "apart";
  return common.every((field) => a[field] === b[field]) ? "same" : "other";
}

interface DateComparison {
  /** Whether a date of each sentence disagrees with the other sentence. */
  readonly isApart: boolean;
  /** The two dates, if there is no other. */
  readonly left?: DateMention;
  readonly right?: DateMention;
}

/** Compares all the dates of two sentences. */
export function compareAllDates(
  a: readonly DateMention[],
  b: readonly DateMention[],
): DateComparison {
  const openA = a.filter((x) => !b.some((y) => compareDates(x.fields, y.fields) === "same"));
  const openB = b.filter((y) => !a.some((x) => compareDates(x.fields, y.fields) === "same"));
  const isApart = openA.some((x) =>
    openB.some((y) => compareDates(x.fields, y.fields) === "other"),
  );
  const [[left, ...othersA], [right, ...othersB]] = [openA, openB];
  const isClear = left && right && othersA.length + othersB.length === 0;
  return isClear ? { isApart, left, right } : { isApart };
}
