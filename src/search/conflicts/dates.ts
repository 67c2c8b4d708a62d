/** @module Dates and times of day, with the fields that a sentence gives, and their comparison. */

import type { Token, TokenSpan } from "./tokens.ts";

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

export interface FoundDate {
  readonly fields: DateFields;
  /** The index of the first token after it. */
  readonly to: number;
}

export type DateForm = (tokens: readonly Token[], at: number) => FoundDate | undefined;

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
