/** @module The embedding of a corpus: each distinct text once, with vectors reused from the last generation. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../base/hash.ts";
import { compact, type CompactMatrix, compactZeros, putRow, rowsOf } from "../model/compact.ts";
import type { Embedder, Tokens } from "../model/embedder.ts";
import { embeddingTexts } from "../model/embedding-text.ts";
import { type Expected, expectTime, type LanguageText, type Texts } from "../model/expected.ts";
import { NO_TERMS, type Snapshot } from "../search/snapshot.ts";
import type { OnProgress } from "../storage/progress.ts";
import type { EmbeddedPassage } from "../storage/store.ts";
import type { Corpus } from "./ingest.ts";

/** A document with its passages embedded, and the number of texts of which a vector was not known. */
export interface EmbeddedDocument {
  readonly document: Document;
  readonly passages: readonly EmbeddedPassage[];
  readonly embedded: number;
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
  const readPart = partReader(embedder);
  const known = await knownOf(last, readPart);
  const all = textsOf(corpus, readPart);
  const unknown = unknownOf(all, known);
  const toEmbed = unknown.passages.length + unknown.sentences.length;
  const total = all.reduce((sum, { parts }) => sum + countOf(parts), 0);
  onProgress({ stage: "embed", done: 0, total, toEmbed });
  if (onExpected) await estimate(embedder, unknown, onExpected);
  const memo = memoOf(known, embedder);
  let [done, row] = [0, 0];
  const countOne = (): void => onProgress({ stage: "embed", done: (done += 1), total });
  for (const { document, parts } of all) {
    const before = memo.embedded();
    const passages: EmbeddedPassage[] = [];
    for (const part of parts) passages.push(await embedPart(part, row++, memo, countOne));
    yield { document, passages, embedded: memo.embedded() - before };
  }
}

/** A passage and its texts to embed. */
interface Part {
  readonly passage: Passage;
  readonly text: string;
  readonly sentences: readonly string[];
  /** Whether the native model reads its language. */
  readonly isNative: boolean;
}
interface DocumentTexts {
  readonly document: Document;
  readonly parts: readonly Part[];
}

/** Vectors by the hash of their text. */
interface Known {
  readonly passages: Map<string, Float32Array>;
  readonly tokens: Map<string, () => Promise<Tokens | number>>;
  readonly sentences: Map<string, CompactMatrix>;
  readonly native: Map<string, CompactMatrix>;
}

type Memo = ReturnType<typeof memoOf>;

/** Returns functions that embed each distinct text once by each of its models, and count the texts. */
function memoOf({ passages, tokens, sentences, native }: Known, embedder: Embedder) {
  let [runs, embedded] = [0, 0];
  const remember = async <Value>(
    known: Map<string, Value>,
    text: string,
    embed: (text: string) => Promise<Value>,
  ): Promise<Value> => {
    const key = sha256(text);
    const found = known.get(key);
    if (found !== undefined) return found;
    runs += 1;
    const value = await embed(text);
    known.set(key, value);
    return value;
  };
  /** Counts a text once, however many models embed it. */
  const counted = async <Value>(embed: () => Promise<Value>): Promise<Value> => {
    const before = runs;
    const value = await embed();
    if (runs > before) embedded += 1;
    return value;
  };
  const { tokens: own, native: nativeRun, general } = embedder.model.settings.embedding;
  const noTokens: Tokens = { ids: new Uint32Array(), vectors: compactZeros(0, own.dimensions) };
  /** Returns the tokens of a passage, or the row of an earlier one with the same text. */
  const tokensAt = async (text: string, row: number): Promise<Tokens | number> => {
    const read = await remember(tokens, text, async () => {
      const fresh = await embedder.embedTokens(text);
      return async () => fresh;
    });
    const found = await read();
    tokens.set(sha256(text), async () => row);
    return found;
  };
  const nativeVectorOf = (text: string): Promise<CompactMatrix> =>
    remember(native, text, async () => compact(await embedder.embedNative(text)));
  return {
    general: general.dimensions,
    native: nativeRun.dimensions,
    embedded: () => embedded,
    passage: ({ text, isNative }: Part, row: number) =>
      counted(async () => ({
        vector: await remember(passages, text, () => embedder.embedText(text)),
        tokens: isNative ? await tokensAt(text, row) : noTokens,
      })),
    sentence: (text: string, isNative: boolean) =>
      counted(async () => ({
        own: await remember(sentences, text, async () => compact(await embedder.embedText(text))),
        native: isNative ? await nativeVectorOf(text) : undefined,
      })),
  };
}

async function embedPart(
  part: Part,
  row: number,
  memo: Memo,
  countOne: () => void,
): Promise<EmbeddedPassage> {
  const { passage, sentences, isNative } = part;
  const { vector, tokens } = await memo.passage(part, row);
  countOne();
  const sentenceVectors = compactZeros(sentences.length, memo.general);
  const nativeVectors = compactZeros(isNative ? sentences.length : 0, memo.native);
  for (const [at, sentence] of sentences.entries()) {
    const { own, native } = await memo.sentence(sentence, isNative);
    putRow(sentenceVectors, at, own);
    if (native !== undefined) putRow(nativeVectors, at, native);
    countOne();
  }
  return { passage, vector, sentenceVectors, nativeVectors, tokens };
}

/** Returns the distinct texts without a known vector. */
function unknownOf(all: readonly DocumentTexts[], known: Known): Texts {
  const parts = all.flatMap((document) => document.parts);
  const unknown = (texts: readonly LanguageText[], vectors: ReadonlyMap<string, unknown>) =>
    [...new Map(texts.map((one) => [one.text, one])).values()].filter(
      ({ text }) => !vectors.has(sha256(text)),
    );
  return {
    passages: unknown(
      parts.map(({ passage: { language }, text }) => ({ text, language })),
      known.passages,
    ),
    sentences: unknown(
      parts.flatMap(({ passage: { language }, sentences: own }) =>
        own.map((text) => ({ text, language })),
      ),
      known.sentences,
    ),
  };
}

/** Estimates the time of embedding from a sample of the texts. */
async function estimate(
  embedder: Embedder,
  unknown: Texts,
  onExpected: (expected: Expected) => void,
): Promise<void> {
  const counts = { passages: unknown.passages.length, sentences: unknown.sentences.length };
  const expected = await expectTime(embedder, counts, unknown);
  if (expected) onExpected(expected);
}

const countOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { sentences }) => sum + 1 + sentences.length, 0);

/** Returns a function that gives the texts of a passage. */
const partReader = (embedder: Embedder) => {
  const { embedding } = embedder.model.settings;
  const texts = embeddingTexts(embedder.countTokens, embedding);
  return (document: Document, passage: Passage): Part => ({
    passage,
    text: texts.passage(document, passage),
    sentences: texts.sentences(document, passage),
    isNative: embedding.native.languages.includes(passage.language),
  });
};
type ReadPart = ReturnType<typeof partReader>;

function textsOf(
  { documents, passages }: Pick<Corpus, "documents" | "passages">,
  readPart: ReadPart,
): DocumentTexts[] {
  const all = new Map(
    documents.map((document) => [document.path, { document, parts: Array<Part>() }]),
  );
  for (const passage of passages) {
    const own = all.get(passage.path);
    if (!own) throw new Error(`a passage of ${passage.path} without its document`);
    own.parts.push(readPart(own.document, passage));
  }
  return [...all.values()];
}

/** Returns the vectors of the last generation. Tokens are read on demand: all at once would exceed the memory. */
async function knownOf(last: Snapshot | undefined, readPart: ReadPart): Promise<Known> {
  const known: Known = {
    passages: new Map(),
    tokens: new Map(),
    sentences: new Map(),
    native: new Map(),
  };
  if (!last) return known;
  for (const { document } of await last.documents(0, last.counts.documents)) {
    const ids = (await last.passagesOf(document.path)).map(({ id }) => id);
    for (const { passage, vector, sentenceVectors, nativeVectors } of await last.load(
      ids,
      NO_TERMS,
    )) {
      const { text, sentences, isNative } = readPart(document, passage);
      known.passages.set(sha256(text), vector);
      if (isNative) known.tokens.set(sha256(text), () => tokensOf(last, passage.id));
      for (const [at, sentence] of sentences.entries()) {
        known.sentences.set(sha256(sentence), rowsOf(sentenceVectors, at, 1));
        if (isNative) known.native.set(sha256(sentence), rowsOf(nativeVectors, at, 1));
      }
    }
  }
  return known;
}

async function tokensOf(snapshot: Snapshot, id: string): Promise<Tokens> {
  const [tokens] = await snapshot.tokens([id]);
  if (!tokens) throw new Error(`no tokens of ${id}`);
  return tokens;
}
