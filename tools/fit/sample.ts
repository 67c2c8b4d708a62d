/** @module A sample of the data's texts, as they are embedded, for what is fitted on texts alone. */

import type { Corpus } from "../../src/build/ingest.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { embeddingTexts } from "../../src/model/embedding-text.ts";
import type { QuestionSet } from "./data.ts";

/** Of each set; some 10,000 tokens. */
const PASSAGES = 80;

/** Returns passages in the languages of the native model from all over the data, as many of each set. */
export const sampleTexts = (
  sets: readonly QuestionSet[],
  embedder: Pick<Embedder, "countTokens" | "model">,
): string[] =>
  sets
    .filter(({ language }) => embedder.model.settings.embedding.native.languages.includes(language))
    .flatMap(({ corpus }) => sampleOf(corpus, embedder));

function sampleOf(
  { documents, passages }: Corpus,
  { countTokens, model }: Pick<Embedder, "countTokens" | "model">,
): string[] {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const texts = embeddingTexts(countTokens, model.settings.embedding);
  const step = Math.max(1, passages.length / PASSAGES);
  const count = Math.min(PASSAGES, passages.length);
  return Array.from({ length: count }, (_, at) => passages[Math.floor(at * step)]).flatMap(
    (passage) => {
      const document = passage && byPath.get(passage.path);
      return document ? [texts.passage(document, passage)] : [];
    },
  );
}
