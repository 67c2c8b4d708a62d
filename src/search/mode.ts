/** @module Modes: how a question and a passage are compared, by their languages. */

import type { Passage } from "../corpus/passage.ts";
import type { ModelSettings, Rankings } from "../model/model.ts";

/** See `ModelSettings`. */
export type Mode = keyof Rankings;

/** Returns a function that tells the mode of a passage, for a question in a language. */
export function modesFor(
  asked: string,
  { embedding }: Pick<ModelSettings, "embedding">,
): (passage: Pick<Passage, "language">) => Mode {
  const own = embedding.native.languages.includes(asked) ? "native" : "same";
  return ({ language }) => (language === asked ? own : "across");
}
