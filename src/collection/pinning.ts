/** @module Pinning: the pins of a library, and the one for a question. */

import { UserError } from "../base/errors.ts";
import { shortId } from "../base/short-id.ts";
import { createLimit } from "../base/single-flight.ts";
import type { EmbeddedQuestion, Embedder } from "../model/embedder.ts";
import { isGreeting } from "../search/greeting.ts";
import { checkQuestion } from "../search/question.ts";
import { detectQuestionLanguage } from "../search/question-language.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { History } from "../storage/store.ts";
import {
  type ComparablePin,
  nearestPin,
  nearnessOf,
  questionKey,
  type QuestionVectors,
} from "./nearest-pin.ts";
import { pinStates } from "./pin-states.ts";
import { MOST_PINS, type Pin, PinRefused, type PinState, type PinStore } from "./pins.ts";

interface PinningOptions {
  readonly store: PinStore;
  readonly embedder: Pick<Embedder, "canRead" | "embedQuestion" | "model">;
  readonly history: Pick<History, "fateOf">;
}

export interface Pinning {
  /** Lists the pins with their states, the earliest first. */
  list(snapshot: Snapshot): Promise<readonly PinState[]>;
  /**
   * Returns the ID of the passage that is pinned to a question; undefined if none is.
   * @param vectors of the question; undefined if no model reads it.
   */
  find(
    snapshot: Snapshot,
    question: string,
    vectors: QuestionVectors | undefined,
  ): Promise<string | undefined>;
  /** See `Library.pin`. */
  add(snapshot: Snapshot, question: string, passage: string): Promise<Pin>;
}

/** The pins of a list, as they are compared in one generation. */
interface Prepared {
  readonly list: readonly Pin[];
  readonly pins: Promise<readonly ComparablePin[]>;
}

/** Questions whose vectors are kept in a process, some 3 KB each. */
const MOST_REMEMBERED = 20 * MOST_PINS;

/** The vectors that an embedder computed last: a library that is idle is closed, and opened again with the next question. */
const remembered = new WeakMap<object, Map<string, QuestionVectors>>();

/** Returns a function that embeds a question, or returns its vectors where they are among the latest. */
function rememberVectors(embedder: Pick<Embedder, "embedQuestion">) {
  const known = remembered.get(embedder) ?? new Map<string, QuestionVectors>();
  remembered.set(embedder, known);
  return async (text: string, isNative: boolean): Promise<QuestionVectors> => {
    const key = `${isNative} ${text}`;
    const vectors = known.get(key) ?? vectorsOf(await embedder.embedQuestion(text, isNative));
    known.delete(key);
    known.set(key, vectors);
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return vectors;
  };
}

/** Omits the states of tokens, which are large. */
const vectorsOf = ({ vector, native }: EmbeddedQuestion): QuestionVectors => ({
  vector,
  ...(native === undefined ? {} : { native: { vector: native.vector } }),
});

/** Creates the pinning of a library. The vectors of a pin are computed once, its state once a generation. */
export function createPinning({ store, embedder, history }: PinningOptions): Pinning {
  const { pins: limits, embedding } = embedder.model.settings;
  const embedOnce = rememberVectors(embedder);
  const prepared = new WeakMap<Snapshot, Prepared>();
  // Two that come at once would not see each other.
  const inTurn = createLimit(1);

  const embed = async (text: string, snapshot: Snapshot): Promise<QuestionVectors | undefined> => {
    if (!embedder.canRead(text)) return undefined;
    const language = await detectQuestionLanguage(text, snapshot);
    return embedOnce(text, embedding.native.languages.includes(language));
  };
  const compare = async (
    list: readonly Pin[],
    snapshot: Snapshot,
  ): Promise<readonly ComparablePin[]> => {
    const compared: ComparablePin[] = [];
    for (const pin of await pinStates(list, snapshot)) {
      const { question } = pin;
      const vectors = await embed(question, snapshot);
      compared.push({ pin, key: questionKey(question), vectors });
    }
    return compared;
  };
  const prepare = async (
    list: readonly Pin[],
    snapshot: Snapshot,
  ): Promise<readonly ComparablePin[]> => {
    const last = prepared.get(snapshot);
    if (last?.list === list) return last.pins;
    const pins = compare(list, snapshot);
    prepared.set(snapshot, { list, pins });
    return pins.catch((error: unknown) => {
      prepared.delete(snapshot);
      throw error;
    });
  };
  const add: Pinning["add"] = async (snapshot, typed, typedPassage) => {
    const question = checkQuestion(typed);
    if (isGreeting(question)) throw new PinRefused("greeting");
    const passage = typedPassage.trim().toLowerCase();
    if (!(await snapshot.passage(passage))) throw await refusalOf(passage, history);
    const asked = { key: questionKey(question), vectors: await embed(question, snapshot) };
    const near = (await prepare(await store.list(), snapshot))
      .map((compared) => ({ ...compared, nearness: nearnessOf(asked, compared, limits) }))
      .filter(({ nearness }) => nearness >= 0)
      .toSorted((a, b) => b.nearness - a.nearness);
    const other = near.find(({ pin }) => pin.passage !== passage);
    if (other) throw new PinRefused("near", { passage, near: other.pin });
    const [same] = near.filter(({ key }) => key === asked.key);
    if (same) return same.pin;
    const day = new Date().toISOString().slice(0, 10);
    const pin: Pin = { id: shortId(), question, passage, day };
    await store.add(pin);
    return pin;
  };
  return {
    async list(snapshot) {
      const pins = await pinStates(await store.list(), snapshot);
      return Promise.all(pins.map((pin) => withSuccessor(pin, history)));
    },
    async find(snapshot, question, vectors) {
      const pins = await prepare(await store.list().catch(noneIfUnreadable), snapshot);
      return nearestPin({ key: questionKey(question), vectors }, pins, limits)?.passage;
    },
    add: (...wanted) => inTurn(() => add(...wanted)),
  };
}

const NONE: readonly Pin[] = [];

/** Questions are answered without pins while the disk or the database fails. */
function noneIfUnreadable(error: unknown): readonly Pin[] {
  if (error instanceof UserError) return NONE;
  throw error;
}

async function withSuccessor(
  pin: PinState,
  { fateOf }: Pick<History, "fateOf">,
): Promise<PinState> {
  if (pin.status !== "gone") return pin;
  const successor = (await fateOf(pin.passage))?.successor;
  return successor === undefined ? pin : { ...pin, successor };
}

/** Returns the error of a passage that is not in the active generation. */
async function refusalOf(
  passage: string,
  { fateOf }: Pick<History, "fateOf">,
): Promise<PinRefused> {
  const last = await fateOf(passage);
  if (!last) return new PinRefused("unknown", { passage });
  return new PinRefused(last.fate, { passage, successor: last.successor });
}
