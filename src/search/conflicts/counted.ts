/** @module What a number counts: the noun around it, what befell it, which side of a thing was measured. */

import { isCapitalised, isDash, isWord, setOf, stemOf, type Token, tokenAt } from "./token.ts";
import { canonical, FATES } from "./vocabulary.ts";

export interface Counted {
  /** Canonical, "" where nothing is counted in words. */
  readonly noun: string;
  /** Canonical words between number and noun: "eight Iranian soldiers". */
  readonly qualities: readonly string[];
  /** "killed", "injured", … of those counted, canonical. */
  readonly fate: string;
  /** "per minute": of what the number is a rate. */
  readonly rate: string;
  /** "Three of the nine": a part, never compared with a whole. */
  readonly isPart: boolean;
}

const BOUNDARIES = setOf(
  "a an the this that these those its their his her our your my it they he she we you i who whom which what where when while " +
    "is are was were be been being am has have had having do does did can could may might must shall should will would " +
    "of in on at by to from for with within without into onto over under between among after before during since until against " +
    "through across about around near off out up down per as than and or but nor so if because though although then not no never " +
    "each every all both either there here also still only already later earlier ago",
);
const PLURALS = setOf(
  "people men women children police crew troops personnel dead wounded feet teeth mice sheep fish aircraft staff",
);
const NO_NOUN = /(?:ed|ly|ing)$/;
const VALUELESS = setOf("more other new additional further different us u s");
const PERSONAL = setOf("kill injure arrest rescue evacuate miss");
/** How far from the number a fate may stand, in tokens. */
const REACH = 6;

/** What the number at tokens `from` to `to` counts. */
export function countedAround(tokens: readonly Token[], from: number, to: number): Counted {
  const isPart =
    tokenAt(tokens, to).lower === "of" && BOUNDARIES.has(tokenAt(tokens, to + 1).lower);
  const phrase = phraseAt(tokens, isPart ? to + 2 : to);
  const head = headOf(phrase);
  const noun = head < 0 ? "" : nounOf(phrase[head]);
  const fate = FATES.has(noun) ? noun : fateNear(tokens, from, to);
  const isPersonal = PERSONAL.has(fate) && (noun === "" || noun === fate);
  const qualities = phrase
    .slice(0, Math.max(0, head))
    .map(nounOf)
    .filter((word) => word !== "");
  const rate = head < 0 ? "" : rateAt(tokens, phrase[head]?.end ?? 0, to);
  return { noun: isPersonal ? "people" : noun, qualities, fate, rate, isPart };
}

/** The words up to the first that cannot belong to the noun, five at most. */
function phraseAt(tokens: readonly Token[], from: number): Token[] {
  const phrase: Token[] = [];
  const start = isDash(tokenAt(tokens, from)) ? from + 1 : from;
  for (const token of tokens.slice(start, start + 6)) {
    if (isDash(token) || VALUELESS.has(token.lower)) continue;
    if (!isWord(token) || BOUNDARIES.has(token.lower) || phrase.length === 5) break;
    phrase.push(token);
  }
  return phrase;
}

/** The first plural; without one the first word that is not a verb's form, -1 where there is none. */
function headOf(phrase: readonly Token[]): number {
  const plural = phrase.findIndex(({ lower }) => isPlural(lower));
  if (plural >= 0) return plural;
  const first = phrase[0];
  if (first === undefined || (NO_NOUN.test(first.lower) && !FATES.has(nounOf(first)))) return -1;
  return 0;
}

const isPlural = (word: string): boolean =>
  PLURALS.has(word) || (word.length > 3 && /[^su']s$/.test(word));

const nounOf = (token: Token | undefined): string =>
  token === undefined || VALUELESS.has(token.lower) ? "" : canonical(stemOf(token.lower));

/** The nearest word of fate on either side in the same clause. */
function fateNear(tokens: readonly Token[], from: number, to: number): string {
  for (let step = 0; step < REACH; step += 1) {
    for (const at of [from - 1 - step, to + step]) {
      const fate = canonical(tokenAt(tokens, at).term);
      if (FATES.has(fate) && !isCut(tokens, Math.min(at, to), Math.max(at, from))) return fate;
    }
  }
  return "";
}

const isCut = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).some(({ text }) => /^[,;:()]$/.test(text));

/** "Per minute", "a day" after the noun that ends at an offset. */
function rateAt(tokens: readonly Token[], offset: number, from: number): string {
  const at = tokens.findIndex((token, index) => index >= from && token.start >= offset);
  return at < 0 ? "" : rateWord(tokens, at);
}

const RATES = setOf("second minute hour day week month year share person player turn round game");

/** The word of a rate that begins at an index: "per minute", "a share", "each turn". */
export function rateWord(tokens: readonly Token[], at: number): string {
  const { lower } = tokenAt(tokens, at);
  const word = tokenAt(tokens, at + 1).lower;
  if (lower === "per" || lower === "/") return stemOf(word);
  return /^(?:an?|each|every)$/.test(lower) && RATES.has(word) ? stemOf(word) : "";
}

/** The content word that leads to a number which nothing follows: "a magnitude of 6.4". */
export function wordBefore(tokens: readonly Token[], from: number): string {
  for (let at = from - 1; at >= 0 && at > from - 5; at -= 1) {
    const token = tokenAt(tokens, at);
    if (!isWord(token)) return "";
    if (token.term !== "" && !isCapitalised(token)) return canonical(token.term);
  }
  return "";
}

const ASPECTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    length: "long length longest",
    width: "wide width broad across diameter",
    radius: "radius",
    height: "tall high height elevation altitude above highest",
    depth: "deep depth depths",
    distance: "away distance",
    age: "old age aged",
    weight: "heavy weight weighs weigh weighed",
  }).flatMap(([aspect, words]) => words.split(" ").map((word): [string, string] => [word, aspect])),
);

/** Which side of a thing an amount measures, told right after the unit or in the four words before the number; else "". */
export function aspectAround(tokens: readonly Token[], at: number, next: number): string {
  const after = ASPECTS.get(tokenAt(tokens, next).lower);
  if (after !== undefined) return after;
  const before = tokens.slice(Math.max(0, at - 4), at).reverse();
  return before.map(({ lower }) => ASPECTS.get(lower)).find((aspect) => aspect !== undefined) ?? "";
}
