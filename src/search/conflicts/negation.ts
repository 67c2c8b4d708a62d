/** @module Negations that bear on what both sentences say. */

import { setOf, type Token, type TokenSpan, tokenAt } from "./token.ts";
import { canonical, LIGHT } from "./vocabulary.ts";

/** From the negating word, or the auxiliary before it, to the word it bears on. */
export interface Negation extends TokenSpan {
  /** Canonical: what is negated. */
  readonly term: string;
}

const CUES = setOf(
  "not never no none nobody nothing neither nor without cannot deny denied denies denying failed fails fail refused refuses " +
    "refuse unable forbidden prohibited forbids prohibits untrue false",
);
const CUES_THEMSELVES = setOf("forbidden prohibited forbids prohibits");
const NEEDS_TO = setOf("failed fails fail refused refuses refuse unable");
/** After "not" or "no": "not only", "no fewer than 3", "no doubt", "not until". */
const AFTER_NO_CUE = setOf(
  "only just merely simply fewer less more later longer doubt matter necessarily until yet",
);
/** Shown with the negation: "did not fire". */
const AUXILIARIES = setOf(
  "is are was were be been do does did has have had may might can could must shall should will would",
);
/** How many tokens after a negating word the one it bears on may stand. */
const REACH = 8;

/** The negations of a sentence that bear on one of the terms that both sentences have. */
export function negationsOf(tokens: readonly Token[], shared: ReadonlySet<string>): Negation[] {
  return tokens.flatMap((_, at) =>
    isCue(tokens, at) ? (negationAt(tokens, at, shared) ?? []) : [],
  );
}

function isCue(tokens: readonly Token[], at: number): boolean {
  const { lower } = tokenAt(tokens, at);
  const following = tokenAt(tokens, at + 1);
  if (/.n't$/.test(lower)) return !AFTER_NO_CUE.has(following.lower);
  if (!CUES.has(lower) || AFTER_NO_CUE.has(following.lower)) return false;
  if (NEEDS_TO.has(lower)) return following.lower === "to";
  return !(lower === "no" && /^[.\d]/.test(following.text));
}

/** The first content word after the cue; nothing if that is not shared, or the clause ends before it. */
function negationAt(
  tokens: readonly Token[],
  cue: number,
  shared: ReadonlySet<string>,
): Negation | undefined {
  const own = canonical(tokenAt(tokens, cue).term);
  if (CUES_THEMSELVES.has(tokenAt(tokens, cue).lower))
    return shared.has(own) ? { from: cue, to: cue + 1, term: own } : undefined;
  for (let at = cue + 1; at <= cue + REACH && at < tokens.length; at += 1) {
    const token = tokenAt(tokens, at);
    if (/^(?:[,;:.()]|and|but)$/.test(token.lower)) return undefined;
    const term = canonical(token.term);
    if (term === "" || LIGHT.has(term)) continue;
    const from = AUXILIARIES.has(tokenAt(tokens, cue - 1).lower) ? cue - 1 : cue;
    return shared.has(term) ? { from, to: at + 1, term } : undefined;
  }
  return undefined;
}

const CONDITIONS = setOf("until unless except since but only if than yet before instead");

/** Conditions turn a negated sentence: "not until May" and "in May" say the same. Both need the same ones. */
export const conditionsOf = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ lower }) => CONDITIONS.has(lower))
    .map(({ lower }) => lower)
    .sort()
    .join(" ");
