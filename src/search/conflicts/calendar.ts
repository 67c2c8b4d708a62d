/** @module One date as it may be written: 31 December 2019, Dec. 31, 2019-12-31, a year, a decade, a weekday. */

import { readTime } from "./clock.ts";
import { type DateFields, type FoundDate, only } from "./fields.ts";
import { setOf, type Token, tokenAt } from "./token.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");
const WEEKDAY = /^(?:sun|mon|tues|wednes|thurs|fri|satur)days?$/;
const BEFORE_DATE = setOf(
  "in on since by until till from to of early mid late last next this and during - –",
);
const BEFORE_YEAR = setOf(
  "in between since by until till from during before after of early mid late spring summer autumn fall winter circa c ca around about ( ,",
);
type Found = FoundDate | undefined;

/** The date or time whose first token stands at an index, undefined where none does. */
export function readDateAt(tokens: readonly Token[], at: number): Found {
  const { lower, text } = tokenAt(tokens, at);
  if (/^\d/.test(text)) {
    return (
      readIso(tokens, at) ??
      readTime(tokens, at) ??
      readDayFirst(tokens, at) ??
      readDecade(tokens, at) ??
      readYear(tokens, at)
    );
  }
  if (WEEKDAY.test(lower)) return only("weekday", WEEKDAYS.indexOf(lower.slice(0, 3)), at + 1);
  if (lower === "noon") return only("minute", 720, at + 1);
  if (lower === "midnight") return only("minute", 0, at + 1);
  return readMonthFirst(tokens, at);
}

/** 2019-12-31 */
function readIso(tokens: readonly Token[], at: number): Found {
  const parts = [0, 1, 2, 3, 4].map((step) => tokenAt(tokens, at + step));
  const written = parts.map(({ text }) => text).join("");
  if (!/^\d{4}-\d\d-\d\d$/.test(written) || parts.slice(1).some(({ glued }) => !glued))
    return undefined;
  const [year = 0, month = 0, day = 0] = written.split("-").map(Number);
  return { fields: dateFields(year, month, day), to: at + 5 };
}

function dateFields(year?: number, month?: number, day?: number): DateFields {
  return {
    ...(year !== undefined && { year: [year, year] as const }),
    ...(month !== undefined && { month: [month, month] as const }),
    ...(day !== undefined && { day: [day, day] as const }),
  };
}

/** 31 December 2019, 31st of December */
function readDayFirst(tokens: readonly Token[], at: number): Found {
  const day = readDay(tokens, at);
  if (day === undefined) return undefined;
  const month = monthAt(tokens, tokenAt(tokens, day.to).lower === "of" ? day.to + 1 : day.to);
  if (month === undefined) return undefined;
  const year = yearAfter(tokens, month.to);
  return { fields: dateFields(year?.value, month.value, day.value), to: year?.to ?? month.to };
}

/** December 31, 2019, Dec. 31, December 2019, and a month alone after a preposition */
function readMonthFirst(tokens: readonly Token[], at: number): Found {
  const month = monthAt(tokens, at);
  if (month === undefined) return undefined;
  const day = readDay(tokens, month.to);
  const year = yearAfter(tokens, day?.to ?? month.to);
  const stands = BEFORE_DATE.has(tokenAt(tokens, at - 1).lower);
  if (day === undefined && year === undefined && !stands) return undefined;
  const to = year?.to ?? day?.to ?? month.to;
  return { fields: dateFields(year?.value, month.value, day?.value), to };
}

interface Part {
  readonly value: number;
  readonly to: number;
}

function readDay(tokens: readonly Token[], at: number): Part | undefined {
  const { text } = tokenAt(tokens, at);
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > 31) return undefined;
  const { glued, lower } = tokenAt(tokens, at + 1);
  const isOrdinal = glued && /^(?:st|nd|rd|th)$/.test(lower);
  return { value: Number(text), to: at + (isOrdinal ? 2 : 1) };
}

function monthAt(tokens: readonly Token[], at: number): Part | undefined {
  const { text, lower } = tokenAt(tokens, at);
  if (!/^\p{Lu}/u.test(text) || !MONTH.test(lower)) return undefined;
  const dotted = tokenAt(tokens, at + 1).text === "." && lower.length < 5 && lower !== "may";
  return { value: MONTHS.indexOf(lower.slice(0, 3)) + 1, to: at + (dotted ? 2 : 1) };
}

function yearAfter(tokens: readonly Token[], at: number): Part | undefined {
  const year = /^(?:,|of)$/.test(tokenAt(tokens, at).lower) ? at + 1 : at;
  return isYear(tokenAt(tokens, year))
    ? { value: Number(tokenAt(tokens, year).text), to: year + 1 }
    : undefined;
}

const isYear = ({ text }: Token): boolean => /^(?:1\d|20)\d\d$/.test(text);

/** 1920s, and a century by its number: the 19th century */
function readDecade(tokens: readonly Token[], at: number): Found {
  const [number, suffix, third] = [0, 1, 2].map((step) => tokenAt(tokens, at + step));
  const value = Number(number?.text);
  if (isYear(tokenAt(tokens, at)) && suffix?.glued && suffix.lower === "s")
    return { fields: { year: [value, value + 9] }, to: at + 2 };
  if (!/^(?:st|nd|rd|th)$/.test(suffix?.lower ?? "") || third?.lower !== "century")
    return undefined;
  return { fields: { year: [100 * value - 99, 100 * value] }, to: at + 3 };
}

/** A year alone: four digits where a time is told, and nothing counted after them. */
function readYear(tokens: readonly Token[], at: number): Found {
  const token = tokenAt(tokens, at);
  const before = tokenAt(tokens, at - 1);
  const following = tokenAt(tokens, at + 1);
  if (!isYear(token) || following.lower === "%" || isCounted(tokens, at + 1)) return undefined;
  const named = before.lower === "the" && /^\p{L}/u.test(following.text);
  const inRange = /^(?:to|and|[-–])$/u.test(before.lower) && isYear(tokenAt(tokens, at - 2));
  if (!BEFORE_YEAR.has(before.lower) && !named && !inRange) return undefined;
  const value = Number(token.text);
  const slack = /^(?:circa|ca|c|around|about)$/.test(before.lower) ? 10 : 0;
  return { fields: { year: [value - slack, value + slack] }, to: at + 1 };
}

/** A plural right after four digits makes them an amount: "of 1500 people", "after 1900 metres". */
const COUNTED = setOf("people men women children troops km m miles feet ft kg tons per percent");
function isCounted(tokens: readonly Token[], at: number): boolean {
  const { lower } = tokenAt(tokens, at);
  return COUNTED.has(lower) || (/[^su']s$/.test(lower) && !/^(?:was|is|has|its|as)$/.test(lower));
}
