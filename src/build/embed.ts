/** @module The embedding of a corpus: each distinct text once, with vectors reused from the last generation. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../base/hash.ts";
import { compact, type CompactMatrix, compactZeros, putRow, rowsOf } from "../model/compact.ts";
import type { Embedder, Tokens } from "../model/embedder.ts";
import { type EmbeddingTexts, embeddingTexts } from "../model/embedding-text.ts";
import { type Expected, expectTime } from "../model/expected.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { OnProgress } from "../storage/progress.ts";
import type { EmbeddedPassage } from "../storage/store.ts";
import type { Corpus } from "./ingest.ts";

/** A document with its passages embedded, and the number of runs of the model that this took. */
export interface EmbeddedDocument {
  readonly document: Document;
  readonly passages: readonly EmbeddedPassage[];
  readonly runs: number;
}

export interface EmbeddingOptions {
  readonly embedder: Embedder;
  /** A generation whose vectors may be reused; the same model must have made it. */
  readonly last: Snapshot | undefined;
  readonly onProgress: OnProgress;
  /** Called before the texts are embedded, unless they are few. */
  readonly onExpected?: ((expected: Expected) => void) | undefined;
}

/** Embeds a corpus and yields its documents, in their order. */
export async function* embedCorpus(
  corpus: Pick<Corpus, "documents" | "passages">,
  { embedder, last, onProgress, onExpected }: EmbeddingOptions,
): AsyncGenerator<EmbeddedDocument> {
  const texts = embeddingTexts(embedder.countTokens, embedder.model.settings.embedding);
  const known = await knownOf(last, texts);
  const all = textsOf(corpus, texts);
  if (onExpected) await estimate(embedder, all, known, onExpected);
  const memo = memoOf(known, embedder);
  const total = all.reduce((sum, { parts }) => sum + countOf(parts), 0);
  let [done, row] = [0, 0];
  const countOne = (): void => onProgress({ stage: "embed", done: (done += 1), total });
  for (const { document, parts } of all) {
    const before = memo.runs();
    const passages: EmbeddedPassage[] = [];
    for (const part of parts) passages.push(await embedPart(part, row++, memo, countOne));
    yield { document, passages, runs: memo.runs() - before };
  }
}

/** A passage and its texts to embed. */
interface Part {
  readonly passage: Passage;
  readonly text: string;
  readonly sentences: readonly string[];
}
interface DocumentTexts {
  readonly document: Document;
  readonly parts: readonly Part[];
}

/** Vectors by the hash of their text. */
interface Known {
  readonly passages: Map<string, KnownPassage>;
  readonly sentences: Map<string, CompactMatrix>;
}
interface KnownPassage {
  readonly vector: Float32Array;
  readonly readTokens: () => Promise<Tokens | number>;
}

type Memo = ReturnType<typeof memoOf>;

/** Returns functions that embed each distinct text once, and count the runs of the model. */
function memoOf({ passages, sentences }: Known, embedder: Embedder) {
  let runs = 0;
  const embed = async (text: string): Promise<KnownPassage> => {
    runs += 1;
    const vector = await embedder.embedPassage(text);
    const tokens = await embedder.embedTokens(text);
    return { vector, readTokens: async () => tokens };
  };
  return {
    dimensions: embedder.model.settings.embedding.sentences.dimensions,
    runs: () => runs,
    async passage(text: string, row: number): Promise<Pick<EmbeddedPassage, "vector" | "tokens">> {
      const key = sha256(text);
      const { vector, readTokens } = passages.get(key) ?? (await embed(text));
      const tokens = await readTokens();
      passages.set(key, { vector, readTokens: async () => row });
      return { vector, tokens };
    },
    async sentence(text: string): Promise<CompactMatrix> {
      const key = sha256(text);
      const found = sentences.get(key);
      if (found) return found;
      runs += 1;
      const vector = compact(await embedder.embedSentence(text));
      sentences.set(key, vector);
      return vector;
    },
  };
}

async function embedPart(
  { passage, text, sentences }: Part,
  row: number,
  memo: Memo,
  countOne: () => void,
): Promise<EmbeddedPassage> {
  const embedded = await memo.passage(text, row);
  countOne();
  const sentenceVectors = compactZeros(sentences.length, memo.dimensions);
  for (const [at, sentence] of sentences.entries()) {
    putRow(sentenceVectors, at, await memo.sentence(sentence));
    countOne();
  }
  return { passage, ...embedded, sentenceVectors };
}

/** Estimates the time of embedding from a sample of the texts without a vector. */
async function estimate(
  embedder: Embedder,
  all: readonly DocumentTexts[],
  known: Known,
  onExpected: (expected: Expected) => void,
): Promise<void> {
  const parts = all.flatMap((document) => document.parts);
  const passages = [...new Set(parts.map(({ text }) => text))].filter(
    (text) => !known.passages.has(sha256(text)),
  );
  const sentences = [...new Set(parts.flatMap((part) => part.sentences))].filter(
    (text) => !known.sentences.has(sha256(text)),
  );
  const counts = { passages: passages.length, sentences: sentences.length };
  const expected = await expectTime(embedder, counts, { passages, sentences });
  if (expected) onExpected(expected);
}

const countOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { sentences }) => sum + 1 + sentences.length, 0);

const partOf = (document: Document, passage: Passage, texts: EmbeddingTexts): Part => ({
  passage,
  text: texts.passage(document, passage),
  sentences: texts.sentences(document, passage),
});

function textsOf(
  { documents, passages }: Pick<Corpus, "documents" | "passages">,
  texts: EmbeddingTexts,
): DocumentTexts[] {
  const all = new Map(
    documents.map((document) => [document.path, { document, parts: Array<Part>() }]),
  );
  for (const passage of passages) {
    const own = all.get(passage.path);
    if (!own) throw new Error(`a passage of ${passage.path} without its document`);
    own.parts.push(partOf(own.document, passage, texts));
  }
  return [...all.values()];
}

/** Returns the vectors of the last generation. Tokens are read on demand: all at once would exceed the memory. */
async function knownOf(last: Snapshot | undefined, texts: EmbeddingTexts): Promise<Known> {
  const known: Known = { passages: new Map(), sentences: new Map() };
  if (!last) return known;
  for (const { document } of await last.documents(0, last.counts.documents)) {
    const ids = (await last.passagesOf(document.path)).map(({ id }) => id);
    for (const { passage, vector, sentenceVectors } of await last.load(ids, [])) {
      const { text, sentences } = partOf(document, passage, texts);
      const readTokens = () => tokensOf(last, passage.id);
      known.passages.set(sha256(text), { vector, readTokens });
      for (const [at, sentence] of sentences.entries())
        known.sentences.set(sha256(sentence), rowsOf(sentenceVectors, at, 1));
    }
  }
  return known;
}

async function tokensOf(snapshot: Snapshot, id: string): Promise<Tokens> {
  const [tokens] = await snapshot.tokens([id]);
  if (!tokens) throw new Error(`no tokens of ${id}`);
  return tokens;
}
