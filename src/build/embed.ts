/** @module Embedding a corpus: each distinct text once, and none that the last generation has already. */

import type { Document } from "../corpus/document.ts";
import { sha256 } from "../base/hash.ts";
import { compact, type CompactMatrix, compactZeros, putRow, rowsOf } from "../model/compact.ts";
import type { Embedder } from "../model/embedder.ts";
import { embeddingTexts } from "../model/embedding-text.ts";
import { rowOf } from "../model/vector.ts";
import { type Expected, expectTime, type Texts } from "../model/expected.ts";
import type { GenerationContent } from "../storage/files/generation.ts";
import type { OnProgress } from "../storage/progress.ts";
import type { Corpus } from "./ingest.ts";
import type { TokenSink } from "../storage/files/token-file.ts";

/** The vectors of a corpus, passages (row-major) and sentences in their order. */
export interface Embedded {
  readonly passages: Float32Array;
  readonly sentences: CompactMatrix;
  /** Runs of the model. */
  readonly embedded: number;
  /** Vectors taken from the last generation, or from an equal text. */
  readonly reused: number;
}

interface KnownPassage {
  readonly vector: Float32Array;
  readonly putTokens: (sink: TokenSink) => Promise<void>;
}

/** By the hash of the text. */
interface Known {
  readonly passages: Map<string, KnownPassage>;
  readonly sentences: Map<string, CompactMatrix>;
}

export interface EmbeddingListeners {
  readonly onProgress: OnProgress;
  /** Called before the texts are embedded, unless they are few. */
  readonly onExpected?: ((expected: Expected) => void) | undefined;
}

/**
 * The vectors of every passage and sentence.
 * @param last a generation whose vectors may be taken over; it must have been made by the same model.
 * @param tokens is given those of every passage.
 */
export async function embedCorpus(
  corpus: Corpus,
  embedder: Embedder,
  last: GenerationContent | undefined,
  tokens: TokenSink,
  { onProgress, onExpected }: EmbeddingListeners,
): Promise<Embedded> {
  const known = knownOf(last, embedder);
  const texts = textsOf(corpus, embedder);
  if (onExpected) await tellExpected(embedder, unknownOf(texts, known), onExpected);
  const settings = embedder.model.settings.embedding;
  const { dimensions } = settings.passages;
  const passages = new Float32Array(texts.passages.length * dimensions);
  const sentences = compactZeros(texts.sentences.length, settings.sentences.dimensions);
  const total = texts.passages.length + texts.sentences.length;
  let [embedded, done] = [0, 0];
  const tell = (): void => onProgress({ stage: "embed", done: (done += 1), total });
  const embedPassage = async (text: string): Promise<KnownPassage> => {
    embedded += 1;
    const vector = await embedder.embedPassage(text);
    const own = await embedder.embedTokens(text);
    return { vector, putTokens: (sink) => sink.put(own) };
  };
  const embedSentence = async (text: string): Promise<CompactMatrix> => {
    embedded += 1;
    return compact(await embedder.embedSentence(text));
  };
  for (const [row, text] of texts.passages.entries()) {
    const key = sha256(text);
    const { vector, putTokens } = known.passages.get(key) ?? (await embedPassage(text));
    await putTokens(tokens);
    known.passages.set(key, { vector, putTokens: (sink) => sink.repeat(row) });
    passages.set(vector, row * dimensions);
    tell();
  }
  for (const [row, text] of texts.sentences.entries()) {
    const key = sha256(text);
    const vector = known.sentences.get(key) ?? (await embedSentence(text));
    known.sentences.set(key, vector);
    putRow(sentences, row, vector);
    tell();
  }
  return { passages, sentences, embedded, reused: total - embedded };
}

async function tellExpected(
  embedder: Embedder,
  texts: Texts,
  onExpected: (expected: Expected) => void,
): Promise<void> {
  const counts = { passages: texts.passages.length, sentences: texts.sentences.length };
  const expected = await expectTime(embedder, counts, texts);
  if (expected) onExpected(expected);
}

/** Each text once that has no vector yet. */
const unknownOf = ({ passages, sentences }: Texts, known: Known): Texts => ({
  passages: [...new Set(passages)].filter((text) => !known.passages.has(sha256(text))),
  sentences: [...new Set(sentences)].filter((text) => !known.sentences.has(sha256(text))),
});

function textsOf(
  { documents, passages }: Pick<Corpus, "documents" | "passages">,
  { countTokens, model }: Pick<Embedder, "countTokens" | "model">,
): { readonly passages: string[]; readonly sentences: string[] } {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const textsFor = embeddingTexts(countTokens, model.settings.embedding);
  const documentOf = (path: string): Document => {
    const document = byPath.get(path);
    if (!document) throw new Error(`a passage of ${path} without its document`);
    return document;
  };
  return {
    passages: passages.map((passage) => textsFor.passage(documentOf(passage.path), passage)),
    sentences: passages.flatMap((passage) => textsFor.sentences(documentOf(passage.path), passage)),
  };
}

function knownOf(last: GenerationContent | undefined, embedder: Embedder): Known {
  const known: Known = { passages: new Map(), sentences: new Map() };
  if (!last) return known;
  const texts = textsOf(last, embedder);
  let sentence = 0;
  for (const [row, { sentences }] of last.passages.entries()) {
    known.passages.set(sha256(texts.passages[row] ?? ""), {
      vector: rowOf(last.vectors, row),
      putTokens: (sink) => sink.put(last.tokens.read(row)),
    });
    const vectors = last.sentenceVectors(row);
    for (let at = 0; at < sentences.length; at += 1, sentence += 1)
      known.sentences.set(sha256(texts.sentences[sentence] ?? ""), rowsOf(vectors, at, 1));
  }
  return known;
}
