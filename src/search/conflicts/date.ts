/** @module Dates and times of day as a sentence gives them, each only as full as it is written. */

import { readDateAt } from "./calendar.ts";
import type { DateFields } from "./fields.ts";
import { isDash, setOf, type Token, type TokenSpan, tokenAt } from "./token.ts";

export interface DateMention extends TokenSpan {
  readonly fields: DateFields;
  /** How the sentence hangs on it: "at" a time, "since" or "until" it, "within" a span of which it is an end. */
  readonly role: string;
}

const ROLES: Readonly<Record<string, string>> = {
  since: "since",
  from: "within",
  between: "within",
  to: "within",
  and: "within",
  until: "until",
  till: "until",
  by: "by",
  before: "before",
  after: "after",
};
const BESIDE_ROLE = setOf("the early mid late about around circa c ca . - – last next this");
const BETWEEN_PARTS = setOf(", at on of the morning evening night afternoon ( ) local time");

/** The dates and times of a sentence, in order, not overlapping. Parts that stand together ("Sunday, 3 May, at noon") are one. */
export function readDates(tokens: readonly Token[]): DateMention[] {
  const mentions: DateMention[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = readDateAt(tokens, at);
    if (found === undefined) at += 1;
    else {
      mentions.push({ from: at, ...found, role: roleOf(tokens, at) });
      at = found.to;
    }
  }
  return joined(tokens, mentions);
}

function roleOf(tokens: readonly Token[], from: number): string {
  let at = from - 1;
  while (at >= 0 && at > from - 4 && BESIDE_ROLE.has(tokenAt(tokens, at).lower)) at -= 1;
  const spanned = isDash(tokenAt(tokens, from - 1)) && /\d$/.test(tokenAt(tokens, from - 2).text);
  return spanned ? "within" : (ROLES[tokenAt(tokens, at).lower] ?? "at");
}

/** Mentions that stand together and tell different fields are one. */
function joined(tokens: readonly Token[], mentions: readonly DateMention[]): DateMention[] {
  const all: DateMention[] = [];
  for (const mention of mentions) {
    const last = all.at(-1);
    if (last === undefined || !belongs(tokens, last, mention)) all.push(mention);
    else {
      all.pop();
      all.push({ ...last, to: mention.to, fields: { ...last.fields, ...mention.fields } });
    }
  }
  return all;
}

function belongs(tokens: readonly Token[], a: DateMention, b: DateMention): boolean {
  const between = tokens.slice(a.to, b.from);
  const isFree = between.length <= 3 && between.every(({ lower }) => BETWEEN_PARTS.has(lower));
  return isFree && !Object.keys(b.fields).some((field) => field in a.fields);
}
