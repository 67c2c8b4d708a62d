/** @module Whether two sentences on the same thing differ in a number, a date or a negation. */

import { type Conflict, conflictsOf } from "./alignment.ts";
import type { DateMention } from "./date.ts";
import { compareDates } from "./fields.ts";
import { conditionsOf, type Negation, negationsOf } from "./negation.ts";
import { read, type Reading, textOf } from "./reading.ts";
import { isAmongShared, isOther, type Overlap, overlapOf } from "./subject.ts";
import { stemOf, type TokenSpan } from "./token.ts";
import { canonical } from "./vocabulary.ts";

export interface Difference {
  readonly kind: "number" | "date" | "negation";
  /** For a reader, without a verdict: `number: "750" / "about 500"`. */
  readonly what: string;
  /** Verbatim from the first sentence. */
  readonly left: string;
  /** Verbatim from the second. */
  readonly right: string;
}

/**
 * What two sentences of different documents say differently of the same thing, or undefined where they agree or may
 * speak of different things: a false alarm costs more than a miss.
 */
export const findDifference = (a: string, b: string): Difference | undefined =>
  compareReadings(read(a), read(b));

/** The same of two sentences that were read before: reading one takes longer than comparing two. */
export function compareReadings(left: Reading, right: Reading): Difference | undefined {
  if (isQuestion(left) || isQuestion(right) || isOther(left.subject, right.subject))
    return undefined;
  const numbers = conflictsOf(left.amounts, right.amounts);
  const dates = datesApart(left.dates, right.dates);
  if (numbers.length > 0 && dates.isApart) return undefined;
  if (numbers.length > 0) return ofNumbers(left, right, numbers);
  return dates.isApart ? ofDates(left, right, dates) : ofNegations(left, right);
}

const isQuestion = ({ sentence }: Reading): boolean => sentence.trimEnd().endsWith("?");

function ofNumbers(a: Reading, b: Reading, conflicts: readonly Conflict[]): Difference | undefined {
  const conflict = conflicts.find(
    ({ left, right }) =>
      isSame(overlapOf(a.subject, b.subject, new Set([left.noun]))) &&
      bothAmongShared(a, left, b, right),
  );
  return conflict && difference("number", textOf(a, conflict.left), textOf(b, conflict.right));
}

/** Sentences of few words need to share nearly all of them; longer ones leave room for other words. */
function isSame({ shared, ofShorter, ofAll }: Overlap): boolean {
  if (shared >= 4) return ofShorter >= 0.6 && ofAll >= 0.3;
  if (shared >= 2) return ofShorter >= 0.75 && ofAll >= (shared === 2 ? 0.6 : 0.45);
  return shared === 1 && ofAll === 1;
}

const bothAmongShared = (a: Reading, left: TokenSpan, b: Reading, right: TokenSpan): boolean =>
  isAmongShared(a.tokens, left, a.subject, b.subject) &&
  isAmongShared(b.tokens, right, b.subject, a.subject);

interface DatesApart {
  readonly isApart: boolean;
  readonly left?: DateMention;
  readonly right?: DateMention;
}

/** Whether a date of one has none in the other that agrees with it and one that does not. */
function datesApart(a: readonly DateMention[], b: readonly DateMention[]): DatesApart {
  const freeA = a.filter((x) => !b.some((y) => compareDates(x.fields, y.fields) === "same"));
  const freeB = b.filter((y) => !a.some((x) => compareDates(x.fields, y.fields) === "same"));
  const [left, right] = [freeA[0], freeB[0]];
  const isApart = freeA.some((x) =>
    freeB.some((y) => compareDates(x.fields, y.fields) === "other"),
  );
  const isPlain = freeA.length === 1 && freeB.length === 1 && left?.role === right?.role;
  return isPlain && left && right ? { isApart, left, right } : { isApart };
}

/** What happens over and again has many dates. */
const REPEATED: ReadonlySet<string> = new Set(
  "win play lose beat host visit tour elect serve rise fall record appear compete score meet vote close"
    .split(" ")
    .map((word) => canonical(stemOf(word))),
);

function ofDates(a: Reading, b: Reading, { left, right }: DatesApart): Difference | undefined {
  if (left === undefined || right === undefined) return undefined;
  const repeats = [a, b].some(({ subject }) =>
    [...subject.terms].some((term) => REPEATED.has(term)),
  );
  if (repeats || !isSame(overlapOf(a.subject, b.subject, new Set()))) return undefined;
  if (!bothAmongShared(a, left, b, right)) return undefined;
  return difference("date", textOf(a, left), textOf(b, right));
}

function ofNegations(a: Reading, b: Reading): Difference | undefined {
  const overlap = overlapOf(a.subject, b.subject, new Set());
  if (overlap.shared < 2 || overlap.ofShorter < 0.8 || overlap.ofAll < 0.6) return undefined;
  if (conditionsOf(a.tokens) !== conditionsOf(b.tokens)) return undefined;
  const shared = new Set([...a.subject.terms].filter((term) => b.subject.terms.has(term)));
  const [inA, inB] = [negationsOf(a.tokens, shared), negationsOf(b.tokens, shared)];
  if (inA.length % 2 === inB.length % 2) return undefined;
  return inA.length > inB.length
    ? difference("negation", ...negated(a, b, inA[0]))
    : difference("negation", ...reversed(negated(b, a, inB[0])));
}

const reversed = ([a, b]: readonly [string, string]): [string, string] => [b, a];

/** The negated words of one sentence and what stands for them in the other. */
function negated(a: Reading, b: Reading, negation: Negation | undefined): [string, string] {
  if (negation === undefined) return ["", ""];
  const at = b.tokens.findIndex(({ term }) => term !== "" && canonical(term) === negation.term);
  return [textOf(a, negation), textOf(b, { from: at, to: at + 1 })];
}

const difference = (kind: Difference["kind"], left: string, right: string): Difference => ({
  kind,
  what: `${kind}: "${left}" / "${right}"`,
  left,
  right,
});
