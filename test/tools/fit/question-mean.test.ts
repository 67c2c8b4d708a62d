/** @module The mean of questions: every language counts the same, and in it every set. */

import { expect, it } from "vitest";
import type { Question, QuestionSet } from "../../../tools/fit/data.ts";
import { fitQuestionMean } from "../../../tools/fit/question-mean.ts";

const setOf = (name: string, asked: Readonly<Record<string, readonly string[]>>): QuestionSet => ({
  name,
  language: "en",
  isPeoples: true,
  corpus: { documents: [], passages: [], refused: [], drafts: [], passedOver: [] },
  questions: Object.entries(asked).flatMap(([language, texts]) =>
    texts.map((text): Question => ({
      text,
      language,
      sort: "far",
      paths: [],
      isRight: () => false,
    })),
  ),
});

it("is of languages in equal parts, and of the sets of each", async () => {
  const vectors: Readonly<Record<string, readonly number[]>> = {
    a: [8, 0, 0],
    b: [0, 8, 0],
    c: [0, 0, 8],
  };
  const embedder = {
    embedQuestion: async (text: string) => ({ vector: Float32Array.from(vectors[text] ?? []) }),
  };
  const many = (text: string, count: number): string[] => Array.from({ length: count }, () => text);
  const sets = [
    setOf("large", { en: many("a", 90), de: ["c"] }),
    setOf("small", { en: ["a", "b"] }),
  ];
  // English: a from the large set, half a and half b from the small; German: c.
  expect([...(await fitQuestionMean(sets, embedder))]).toEqual([3, 1, 4]);
  // A translation of a set's documents has some of its questions, which count already.
  const translation = setOf("large", { en: ["b"] });
  expect([...(await fitQuestionMean([...sets, translation], embedder))]).toEqual([3, 1, 4]);
});
