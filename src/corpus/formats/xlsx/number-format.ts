/** @module Numbers as Excel displays them. */

import { format, getLocale, isDateFormat, isValidFormat } from "numfmt";
import { squeeze } from "../../extraction/part.ts";

/** The code of a language, with digits for numerals and calendar before it: Arabic numerals and Gregorian calendar. */
const LOCALE = /\[\$[^\]-]*-(?:0?[01]0?[01])?([\dA-F]{1,4})\]/gi;
const ANY_LOCALE = /\[\$[^\]]*-[^\]]*\]/g;
/** The date and time that depend on the settings of who reads it. */
const OF_SYSTEM = /^\[\$-F(?:800|400)\]/i;
/** Names of months and days. */
const HAS_NAMES = /m{3,}|d{3,}|a{3,}/i;
const QUOTED = /"[^"]*"|\\.|_.|\*./g;

/** Length of a format in Excel. */
const MAX_CODE = 255;

/** Days between the beginnings of the two systems of dates. */
const DAYS_TO_1904 = 1_462;
/** The first day after 9999. */
const END_OF_DATES = 2_958_466;

/**
 * Returns a function that formats a number, with a point before its decimals; undefined where it is not known what Excel
 * displays.
 */
export function numberFormatter(
  code: string | undefined,
  is1904: boolean,
): (value: number) => string | undefined {
  if (code === undefined || !isUnderstood(code)) return () => undefined;
  const isDate = isDateFormat(code);
  const isElapsed = /\[(?:h+|m+|s+)\]/i.test(code);
  return (value) => {
    const serial = is1904 && isDate && !isElapsed ? value + DAYS_TO_1904 : value;
    if (!Number.isFinite(serial)) return undefined;
    if (isDate && (serial < 0 || serial >= END_OF_DATES)) return undefined;
    const text = format(code, serial, { dateErrorNumber: false, nbsp: false });
    return squeeze(text);
  };
}

/** Returns a function that writes a text as a format shows it: many hide it, or put a unit after it. */
export function textFormatter(code: string | undefined): (text: string) => string {
  if (code === undefined || code === "@" || code.length > MAX_CODE) return (text) => text;
  const sections = code.replace(QUOTED, "").split(";");
  const hasTextSection = sections.length > 3 || sections.some((one) => one.includes("@"));
  if (!hasTextSection || !isValidFormat(code)) return (text) => text;
  return (text) => squeeze(format(code, text));
}

/** Parts in brackets that every reader knows: conditions, colours, elapsed times. */
const KNOWN_BRACKETS =
  /\[(?:[<>=]+-?[\d.]+|(?:black|blue|cyan|green|magenta|red|white|yellow)|color ?\d+|h+|m+|s+|\$[^\]]*)\]/gi;

function isUnderstood(code: string): boolean {
  if (code.length > MAX_CODE) return false;
  const plain = code.replace(QUOTED, "");
  const locales = Array.from(plain.matchAll(LOCALE), ([, one = ""]) => Number.parseInt(one, 16));
  if (OF_SYSTEM.test(plain) || locales.length !== (plain.match(ANY_LOCALE) ?? []).length)
    return false;
  const letters = plain.replace(KNOWN_BRACKETS, "").replace(/general|E[+-]/gi, "");
  if (/[[\]geb]/i.test(letters)) return false;
  const hasNames = HAS_NAMES.test(letters);
  return isValidFormat(code) && (!hasNames || locales.every((one) => getLocale(one) !== undefined));
}
