/** @module The check of a generation before it is active: invariants of its content, and a sample of searches. */

import type { Document } from "../corpus/document.ts";
import { areSound } from "../corpus/extraction/places.ts";
import { passageId } from "../corpus/identity.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../base/hash.ts";
import { lineFinder, type Span } from "../corpus/span.ts";
import { recallMeter } from "../search/ann-recall.ts";
import { type Content, NO_TERMS, type Snapshot } from "../search/snapshot.ts";

/** The findings of a check; a generation is sound if it has no faults. */
export interface Findings {
  readonly documents: number;
  readonly passages: number;
  readonly sentences: number;
  /** The number of passages whose neighbours were compared with those of an exact search. */
  readonly sampled: number;
  /** The recall at 10 of HNSW on them. */
  readonly recall: number;
  /** Each in a sentence; at most a hundred. */
  readonly faults: readonly string[];
}

const LEAST_RECALL = 0.95;
const MAX_FAULTS = 100;

/** Checks every passage and a sample of searches of a generation. */
export async function checkGeneration(snapshot: Snapshot, content: Content): Promise<Findings> {
  const search = await checkSearch(snapshot, content);
  const found = [...content.documents.flatMap(documentFaults), ...checkPassages(content)];
  const faults = [...found, ...search.faults].slice(0, MAX_FAULTS);
  const sentences = content.passages.reduce((sum, passage) => sum + passage.sentences.length, 0);
  if (sentences !== snapshot.counts.sentences) faults.push("another number of sentences");
  const counts = { documents: content.documents.length, passages: content.passages.length };
  const recall = search.sampled === 0 ? 1 : search.recall;
  return { ...counts, sentences, sampled: search.sampled, recall, faults };
}

/** Compares an extracted text with its own hash, as its file's hash does not cover it. */
function documentFaults({ path, of, text, extraction }: Document): string[] {
  if ((of === "extracted") !== (extraction !== undefined))
    return [`${path}: its record of extraction is missing`];
  if (extraction === undefined) return [];
  if (sha256(text) !== extraction.textSha256)
    return [`${path}: its text differs from the extracted one`];
  return areSound(extraction.places, text.length)
    ? []
    : [`${path}: its ${extraction.places.unit}s are not in order`];
}

function checkPassages({ documents, passages }: Content): string[] {
  const texts = new Map(
    documents.map(({ path, text }) => [path, { text, lineOf: lineFinder(text) }]),
  );
  const ids = new Set(passages.map(({ id }) => id));
  const faults = ids.size === passages.length ? [] : ["two passages have one ID"];
  let last: Passage | undefined;
  for (const passage of passages) {
    const document = texts.get(passage.path);
    const why = document
      ? passageFault(document.text, document.lineOf, passage)
      : "its document is missing";
    if (why) faults.push(`${passage.id} (${passage.path}:${passage.startLine}): ${why}`);
    if (last?.path === passage.path && last.end > passage.start)
      faults.push(`${passage.id} overlaps ${last.id}`);
    last = passage;
  }
  return faults;
}

function passageFault(
  text: string,
  lineOf: (offset: number) => number,
  passage: Passage,
): string | undefined {
  const slice = text.slice(passage.start, passage.end);
  if (sha256(slice) !== passage.sha256) return "its text is not the slice of its document";
  if (passageId(passage.path, slice, passage.occurrence) !== passage.id)
    return "its ID is another text's";
  if (lineOf(passage.start) !== passage.startLine || lineOf(passage.end - 1) !== passage.endLine)
    return "its line numbers are wrong";
  if (!inOrder(passage)) return "its sentences are not in order within it";
  return undefined;
}

function inOrder({ start, end, sentences }: Passage): boolean {
  const within = ({ start: from, end: to }: Span): boolean =>
    from >= start && from < to && to <= end;
  return sentences.every(
    (sentence, at) => within(sentence) && (sentences[at - 1]?.end ?? start) <= sentence.start,
  );
}

/** The number of passages loaded at a time. */
const STRIDE = 1_000;

async function checkSearch(
  snapshot: Snapshot,
  { passages }: Content,
): Promise<Pick<Findings, "sampled" | "recall" | "faults">> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < passages.length; at += STRIDE) {
    const ids = passages.slice(at, at + STRIDE).map(({ id }) => id);
    for (const { vector } of await snapshot.load(ids, NO_TERMS)) vectors.push(vector);
  }
  const { sampled, recall, lost } = await recallMeter(vectors)(async (vector, k) =>
    (await snapshot.nearest(vector, k)).map(({ score }) => score),
  );
  const faults = [];
  if (lost > sampled * (1 - LEAST_RECALL))
    faults.push(`${lost} of ${sampled} passages are not found by their own text`);
  if (recall < LEAST_RECALL)
    faults.push(`HNSW finds only ${(recall * 100).toFixed(1)} % of neighbours`);
  return { sampled, recall, faults };
}
