/** @module Embedding a corpus: each distinct text once, and none that the last generation has already. */

import type { Document } from "../corpus/document.ts";
import { sha256 } from "../corpus/seed.ts";
import { compact, type CompactMatrix, compactZeros, putRow, rowsOf } from "../search/compact.ts";
import type { Embedder } from "../search/embedder.ts";
import { embeddingTexts } from "../search/embedding-text.ts";
import { rowOf } from "../search/vector.ts";
import type { GenerationContent } from "./generation.ts";
import type { OnProgress } from "./progress.ts";
import type { Corpus } from "./reading.ts";

/** The vectors of a corpus, passages (row-major) and sentences in their order. */
export interface Embedded {
  readonly passages: Float32Array;
  readonly sentences: CompactMatrix;
  /** Runs of the model. */
  readonly embedded: number;
  /** Vectors taken from the last generation, or from an equal text. */
  readonly reused: number;
}

/** By the hash of the text. */
interface Known {
  readonly passages: Map<string, Float32Array>;
  readonly sentences: Map<string, CompactMatrix>;
}

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
  const known = knownOf(last, embedder);
  const texts = textsOf(corpus, embedder);
  const { dimensions } = embedder.model.settings.embedding;
  const passages = new Float32Array(texts.passages.length * dimensions);
  const sentences = compactZeros(texts.sentences.length, dimensions);
  const total = texts.passages.length + texts.sentences.length;
  let [embedded, done] = [0, 0];
  const embed = async (text: string): Promise<Float32Array> => {
    embedded += 1;
    return embedder.embedPassage(text);
  };
  const tell = (): void => onProgress({ stage: "embed", done: (done += 1), total });
  for (const [row, text] of texts.passages.entries()) {
    passages.set(await recall(known.passages, text, embed), row * dimensions);
    tell();
  }
  for (const [row, text] of texts.sentences.entries()) {
    const vector = await recall(known.sentences, text, async () => compact(await embed(text)));
    putRow(sentences, row, vector);
    tell();
  }
  return { passages, sentences, embedded, reused: total - embedded };
}

/** The vector that is known of a text, or one that is made now and known from then on. */
async function recall<Vector>(
  known: Map<string, Vector>,
  text: string,
  make: (text: string) => Promise<Vector>,
): Promise<Vector> {
  const key = sha256(text);
  const vector = known.get(key) ?? (await make(text));
  known.set(key, vector);
  return vector;
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

function knownOf(last: GenerationContent | undefined, embedder: Embedder): Known {
  const known: Known = { passages: new Map(), sentences: new Map() };
  if (!last) return known;
  const texts = textsOf(last, embedder);
  let sentence = 0;
  for (const [row, { sentences }] of last.passages.entries()) {
    known.passages.set(sha256(texts.passages[row] ?? ""), rowOf(last.vectors, row));
    const vectors = last.sentenceVectors(row);
    for (let at = 0; at < sentences.length; at += 1, sentence += 1)
      known.sentences.set(sha256(texts.sentences[sentence] ?? ""), rowsOf(vectors, at, 1));
  }
  return known;
}
