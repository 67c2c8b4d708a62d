/** @module A check that vectors and terms belong to their texts: a sample of passages is searched by their own text. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { inverseFrequencies, scoreBm25 } from "../search/bm25.ts";
import type { Embedder } from "../model/embedder.ts";
import { embeddingTexts } from "../model/embedding-text.ts";
import { passageTerms } from "../search/lexical.ts";
import { type Content, NO_TERMS, type Snapshot } from "../search/snapshot.ts";
import { dot } from "../model/vector.ts";

/** The number of passages sampled; each costs a run of the model. */
const SAMPLE = 20;
/** The share of passages that HNSW may miss. */
const MAY_MISS = 0.05;
/** The least cosine of two embeddings of one text, on different processors too; other texts are farther apart. */
const LEAST_COSINE = 0.98;
/** The number of candidates of either kind in a search. */
const CANDIDATES = 50;
const ROUNDING = 1e-6;

/** Embeds a sample of passages again, and searches each by that vector and its own terms; returns faults as sentences. */
export async function ownTextFaults(
  { documents, passages }: Content,
  snapshot: Snapshot,
  embedder: Embedder,
): Promise<string[]> {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const texts = embeddingTexts(embedder.countTokens, embedder.model.settings.embedding);
  const sample = sampleOf(passages);
  const faults: string[] = [];
  let missed = 0;
  for (const passage of sample) {
    const document = byPath.get(passage.path);
    if (!document) continue;
    const vector = await embedder.embedText(texts.passage(document, passage));
    const why =
      (await vectorFault(snapshot, passage, vector)) ??
      (await termsFault(snapshot, document, passage));
    if (why) faults.push(`${passage.id} (${passage.path}:${passage.startLine}): ${why}`);
    const [nearest] = await snapshot.nearest(vector, CANDIDATES);
    if (!nearest || nearest.score < LEAST_COSINE) missed += 1;
  }
  if (missed > sample.length * MAY_MISS)
    faults.push(`${missed} of ${sample.length} passages are not found by their own text`);
  return faults;
}

function sampleOf(passages: readonly Passage[]): Passage[] {
  const stride = Math.max(1, Math.floor(passages.length / SAMPLE));
  return passages.filter((_, row) => row % stride === 0);
}

async function vectorFault(
  snapshot: Snapshot,
  { id }: Passage,
  vector: Float32Array,
): Promise<string | undefined> {
  const [candidate] = await snapshot.load([id], NO_TERMS);
  return candidate && dot(candidate.vector, vector) >= LEAST_COSINE
    ? undefined
    : "its vector is not its text's";
}

/** Compares the indexed terms with those of the text, and searches the passage by them. */
async function termsFault(
  snapshot: Snapshot,
  document: Document,
  passage: Passage,
): Promise<string | undefined> {
  const { language } = passage;
  const own = passageTerms(document, passage);
  const counts = countEach([...own.headings, ...own.text]);
  const terms = [...counts.keys()];
  if (terms.length === 0) return undefined;
  const [kept] = await snapshot.load([passage.id], new Map([[language, terms]]));
  if (
    kept?.length !== own.length ||
    !terms.every((term, at) => kept.terms[at]?.count === counts.get(term))
  )
    return "its terms are not its text's";
  const frequencies = await snapshot.frequencies(language, terms);
  const score = scoreBm25(kept, inverseFrequencies(frequencies), frequencies.averageLength);
  const best = await snapshot.matching(language, terms, CANDIDATES);
  const least = best.length < CANDIDATES ? 0 : (best.at(-1)?.score ?? 0);
  const isFound = best.some(({ id }) => id === passage.id);
  return isFound || score <= least * (1 + ROUNDING) ? undefined : "its terms do not find it";
}

function countEach(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
