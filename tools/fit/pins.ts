/** @module The limits of pins: how near a question must be to that of a pin to mean the same. */

import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../../src/base/hash.ts";
import { areTwins, questionKey } from "../../src/collection/nearest-pin.ts";
import { quote } from "../../src/corpus/citation.ts";
import type { Embedder, EmbeddedQuestion } from "../../src/model/embedder.ts";
import type { PinLimits } from "../../src/model/model.ts";
import { dot } from "../../src/model/vector.ts";
import { HASH_LENGTH, type Question, type QuestionSet, readLines } from "./data.ts";
import { lowestLimit } from "./metrics.ts";

/** A question of our own that means the same as one of a set. */
const Paraphrase = z.object({
  set: z.string(),
  /** The beginning of the hash of the question that it means. */
  of: z.string(),
  language: z.string(),
  question: z.string(),
});
type Paraphrase = z.infer<typeof Paraphrase>;

/** The limits of pins, and what they do. */
export interface PinFit {
  readonly limits: PinLimits;
  /** Each set by limits fitted without it. */
  readonly without: readonly PinRates[];
  /** Each set by the limits. */
  readonly within: readonly PinRates[];
}

/**
 * Fits the limits on people's questions; others are only measured.
 * @param say takes a line before each step.
 */
export async function fitPins(
  sets: readonly QuestionSet[],
  embedder: Asker,
  say: (line: string) => void,
): Promise<PinFit> {
  const paraphrases = await readParaphrases();
  const all: Nearest[] = [];
  for (const set of firstOfEach(sets)) {
    say(`pinning the questions of ${set.name}`);
    all.push(...(await nearestPins(set, paraphrases, embedder)));
  }
  const limits = fitPinLimits(all);
  return { limits, without: measurePins(all), within: measurePins(all, limits) };
}

/** Leaves out further collections with the questions of an earlier one. */
const firstOfEach = (sets: readonly QuestionSet[]): QuestionSet[] =>
  sets.filter(({ name }, at) => sets.findIndex((set) => set.name === name) === at);

const readParaphrases = (): Promise<Paraphrase[]> =>
  readLines(z.array(Paraphrase), join(import.meta.dirname, "paraphrases.jsonl"));

/** `other`: a question of the set that is not pinned itself; the others mean the same as a pinned one. */
type Kind = "other" | "paraphrase" | "translation";

/** The pin that is nearest to a question, where all answerable questions in a language are pinned. */
export interface Nearest {
  readonly set: string;
  readonly isPeoples: boolean;
  /** The languages of the question and of the pins: `de → en`. */
  readonly direction: string;
  readonly model: keyof PinLimits;
  readonly kind: Kind;
  /** By the cosine alone, on which limits are fitted. */
  readonly alone: Match;
  /** Among the pins whose question is no twin, as the program compares. */
  readonly apart: Match;
}

interface Match {
  readonly cosine: number;
  /** Whether the passages of the pin are right for the question. */
  readonly isRight: boolean;
}

interface Asked extends Pick<Question, "text" | "language"> {
  readonly sort: Question["sort"] | "paraphrase";
  /** The IDs of right passages. */
  readonly right: ReadonlySet<string>;
  /** See `questionKey`. */
  readonly key: string;
  readonly embedded: EmbeddedQuestion;
}

type Asker = Pick<Embedder, "embedQuestion" | "model">;

/** Finds the nearest pin for every question of a set, and for every paraphrase of one, in all pairs of languages. */
export async function nearestPins(
  set: QuestionSet,
  paraphrases: readonly Paraphrase[],
  embedder: Asker,
): Promise<Nearest[]> {
  const asked = await embedAll(set, paraphrases, embedder);
  const languages = [...new Set(set.questions.map(({ language }) => language))];
  return languages.flatMap((pinned) => {
    const pins = asked.filter((one) => one.sort === "answerable" && one.language === pinned);
    return asked.flatMap((question) => {
      const others = pins.filter((pin) => pin !== question);
      const [first] = others;
      if (first === undefined) return [];
      const direction = `${question.language} → ${pinned}`;
      const { name, isPeoples } = set;
      return [
        {
          ...nearestOf(question, others),
          model: modelOf(question, first),
          set: name,
          isPeoples,
          direction,
          kind: kindOf(question, pinned),
        },
      ];
    });
  });
}

function kindOf({ sort, language }: Asked, pinned: string): Kind {
  if (sort === "paraphrase") return "paraphrase";
  return sort === "answerable" && language !== pinned ? "translation" : "other";
}

const NONE: Match = { cosine: -1, isRight: false };

/** Returns the nearest pins. */
function nearestOf(question: Asked, pins: readonly Asked[]): Pick<Nearest, "alone" | "apart"> {
  let [alone, apart] = [NONE, NONE];
  for (const pin of pins) {
    const cosine = cosineOf(question.embedded, pin.embedded);
    if (cosine <= apart.cosine) continue;
    const match = { cosine, isRight: [...pin.right].some((id) => question.right.has(id)) };
    if (cosine > alone.cosine) alone = match;
    if (!areTwins(question, pin)) apart = match;
  }
  return { alone, apart };
}

const modelOf = (a: Asked, b: Asked): Nearest["model"] =>
  a.embedded.native && b.embedded.native ? "native" : "general";

const cosineOf = (a: EmbeddedQuestion, b: EmbeddedQuestion): number =>
  a.native && b.native ? dot(a.native.vector, b.native.vector) : dot(a.vector, b.vector);

async function embedAll(
  set: QuestionSet,
  paraphrases: readonly Paraphrase[],
  { embedQuestion, model }: Asker,
): Promise<Asked[]> {
  const { languages } = model.settings.embedding.native;
  const rightOf = rightPassagesIn(set);
  const embed = (text: string, language: string): Promise<EmbeddedQuestion> =>
    embedQuestion(text, languages.includes(language));
  const asked: Asked[] = [];
  for (const question of set.questions) {
    const embedded = await embed(question.text, question.language);
    asked.push({
      ...question,
      right: rightOf(question),
      key: questionKey(question.text),
      embedded,
    });
  }
  const hashed = new Map(asked.map((one) => [sha256(one.text).slice(0, HASH_LENGTH), one]));
  for (const { set: name, of, language, question: text } of paraphrases) {
    const original = hashed.get(of);
    if (name !== set.name || original === undefined) continue;
    const embedded = await embed(text, language);
    const key = questionKey(text);
    asked.push({ text, language, sort: "paraphrase", right: original.right, key, embedded });
  }
  return asked;
}

/** Returns a function that finds the right passages of a question. */
function rightPassagesIn({ corpus }: QuestionSet): (question: Question) => ReadonlySet<string> {
  const documents = new Map(corpus.documents.map((document) => [document.path, document]));
  const passages = corpus.passages.flatMap((passage) => {
    const document = documents.get(passage.path);
    return document === undefined ? [] : [{ passage, text: quote(document, passage) }];
  });
  return ({ isRight, sort }) =>
    new Set(
      sort === "answerable"
        ? passages
            .filter(({ passage, text }) => isRight(passage, text))
            .map(({ passage }) => passage.id)
        : [],
    );
}

/** The most questions of a set, as a share, that may match a pin with other passages than theirs. */
const MOST_FALSE = 0.01;

/** Returns the lowest limit of each model with which no set of people's questions has more false matches, in any direction. */
export const fitPinLimits = (all: readonly Nearest[]): PinLimits => ({
  native: fitLimit(all.filter(({ model }) => model === "native")),
  general: fitLimit(all.filter(({ model }) => model === "general")),
});

function fitLimit(all: readonly Nearest[]): number {
  const others = all.filter(({ kind, isPeoples }) => kind === "other" && isPeoples);
  const groupOf = ({ set, direction }: Nearest): string => `${set} ${direction}`;
  const groups = [...new Set(others.map(groupOf))].map((group) =>
    others.filter((one) => groupOf(one) === group),
  );
  return lowestLimit((limit) => groups.every((some) => falseShare(some, limit) <= MOST_FALSE));
}

const falseShare = (some: readonly Nearest[], limit: number): number =>
  some.filter(({ alone }) => alone.cosine >= limit && !alone.isRight).length / some.length;

/** The matches of a set by a limit. */
export interface PinRates {
  readonly set: string;
  readonly model: keyof PinLimits;
  readonly limit: number;
  readonly others: number;
  readonly falseMatches: number;
  /** For each other kind the number of its questions, and of those that match a right pin, and a wrong one. */
  readonly paraphrases: Matched;
  readonly translations: Matched;
}

export interface Matched {
  readonly of: number;
  readonly right: number;
  readonly wrong: number;
}

/** Measures each set by limits that were fitted without it, or by given ones. */
export function measurePins(all: readonly Nearest[], given?: PinLimits): PinRates[] {
  const rates: PinRates[] = [];
  for (const model of ["native", "general"] as const)
    for (const set of new Set(all.map((one) => one.set))) {
      const own = all.filter((one) => one.model === model && one.set === set);
      if (own.length === 0) continue;
      const limits = given ?? fitPinLimits(all.filter((one) => one.set !== set));
      rates.push(ratesOf(own, { set, model, limit: limits[model] }));
    }
  return rates;
}

function ratesOf(
  own: readonly Nearest[],
  { set, model, limit }: Pick<PinRates, "set" | "model" | "limit">,
): PinRates {
  const matched = (kind: Kind): Matched => {
    const some = own.filter((one) => one.kind === kind);
    const near = some.filter(({ apart }) => apart.cosine >= limit);
    const right = near.filter(({ apart }) => apart.isRight).length;
    return { of: some.length, right, wrong: near.length - right };
  };
  const { of: others, wrong: falseMatches } = matched("other");
  return {
    set,
    model,
    limit,
    others,
    falseMatches,
    paraphrases: matched("paraphrase"),
    translations: matched("translation"),
  };
}
