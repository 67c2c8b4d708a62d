/** @module Embedding a corpus: each distinct text once, and none that the last generation has already. */

import type { Document } from "../corpus/document.ts";
import { sha256 } from "../corpus/seed.ts";
import type { Embedder } from "../search/embedder.ts";
import { embeddingTexts } from "../search/embedding-text.ts";
import { rowOf } from "../search/vector.ts";
import type { GenerationContent } from "./generation.ts";
import type { OnProgress } from "./progress.ts";
import type { Corpus } from "./reading.ts";

/** The vectors of a corpus: row-major, passages and sentences in their order. */
export interface Embedded {
  readonly passages: Float32Array;
  readonly sentences: Float32Array;
  /** Runs of the model. */
  readonly embedded: number;
  /** Vectors taken from the last generation, or from an equal text. */
  readonly reused: number;
}

type Vectors = Map<string, Float32Array>;

/**
 * The vectors of every passage and sentence.
 * @param last a generation whose vectors may be taken over; it must have been made by the same model.
 */
export async function embedCorpus(
  corpus: Corpus,
  embedder: Embedder,
  last: GenerationContent | undefined,
  onProgress: OnProgress,
): Promise<Embedded> {
  const known: Vectors = last ? vectorsOf(last, embedder) : new Map();
  const texts = textsOf(corpus, embedder);
  const total = texts.passages.length + texts.sentences.length;
  let [embedded, done] = [0, 0];
  const fill = async (all: readonly string[]): Promise<Float32Array> => {
    const width = embedder.model.settings.embedding.dimensions;
    const vectors = new Float32Array(all.length * width);
    for (const [row, text] of all.entries()) {
      const key = sha256(text);
      const vector = known.get(key) ?? (await embedder.embedPassage(text));
      if (!known.has(key)) embedded += 1;
      known.set(key, vector);
      vectors.set(vector, row * width);
      onProgress({ stage: "embed", done: (done += 1), total });
    }
    return vectors;
  };
  const passages = await fill(texts.passages);
  const sentences = await fill(texts.sentences);
  return { passages, sentences, embedded, reused: total - embedded };
}

function textsOf(
  { documents, passages }: Pick<Corpus, "documents" | "passages">,
  { countTokens, model }: Pick<Embedder, "countTokens" | "model">,
): { readonly passages: string[]; readonly sentences: string[] } {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const textOf = embeddingTexts(countTokens, model.settings.embedding.prefixTokens);
  const documentOf = (path: string): Document => {
    const document = byPath.get(path);
    if (!document) throw new Error(`a passage of ${path} without its document`);
    return document;
  };
  return {
    passages: passages.map((passage) => textOf(documentOf(passage.path), passage)),
    sentences: passages.flatMap(({ path, sentences }) =>
      sentences.map(({ start, end }) => documentOf(path).text.slice(start, end)),
    ),
  };
}

function vectorsOf(last: GenerationContent, embedder: Embedder): Vectors {
  const known: Vectors = new Map();
  const texts = textsOf(last, embedder);
  let sentence = 0;
  for (const [row, { sentences }] of last.passages.entries()) {
    known.set(sha256(texts.passages[row] ?? ""), rowOf(last.vectors, row));
    const vectors = last.sentenceVectors(row);
    for (let at = 0; at < sentences.length; at += 1, sentence += 1)
      known.set(sha256(texts.sentences[sentence] ?? ""), rowOf(vectors, at));
  }
  return known;
}
