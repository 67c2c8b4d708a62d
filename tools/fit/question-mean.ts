/** @module The fit of the mean vector of questions, which is subtracted from a question's. */

import type { Embedder } from "../../src/model/embedder.ts";
import type { QuestionSet } from "./data.ts";

/** Of each set in each language. */
const MOST = 100;

/**
 * Returns the mean of questions' vectors by the general model; every language counts the same, and in it every set.
 * @param embedder one that subtracts nothing.
 */
export async function fitQuestionMean(
  all: readonly QuestionSet[],
  embedder: Pick<Embedder, "embedQuestion">,
): Promise<Float32Array> {
  const bySet = new Map<string, Map<string, Float32Array>>();
  for (const { name, questions } of all)
    for (const language of new Set(questions.map((question) => question.language))) {
      const texts = questions
        .filter((question) => question.language === language)
        .map(({ text }) => text);
      const sets = bySet.get(language) ?? new Map<string, Float32Array>();
      if (!sets.has(name)) sets.set(name, await meanVector(texts, embedder));
      bySet.set(language, sets);
    }
  return meanOf([...bySet.values()].map((sets) => meanOf([...sets.values()])));
}

async function meanVector(
  texts: readonly string[],
  embedder: Pick<Embedder, "embedQuestion">,
): Promise<Float32Array> {
  const step = Math.max(1, Math.ceil(texts.length / MOST));
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += step)
    vectors.push((await embedder.embedQuestion(texts[at] ?? "", false)).vector);
  return meanOf(vectors);
}

const meanOf = (vectors: readonly Float32Array[]): Float32Array =>
  Float32Array.from(
    vectors[0] ?? [],
    (_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0) / vectors.length,
  );
