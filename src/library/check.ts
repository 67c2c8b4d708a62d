/** @module What must hold of a generation before it is served, counted fault by fault. */

import { join } from "node:path";
import { passageId } from "../corpus/identity.ts";
import type { Passage } from "../corpus/passage.ts";
import { sha256 } from "../corpus/seed.ts";
import { lineFinder, type Span } from "../corpus/span.ts";
import { exactNearest, openHnsw } from "../search/hnsw.ts";
import { rowOf } from "../search/vector.ts";
import type { GenerationContent } from "./generation.ts";
import { FILES, generationDir } from "./layout.ts";

/** The findings of a check; a generation is sound if it has no faults. */
export interface Findings {
  readonly documents: number;
  readonly passages: number;
  readonly sentences: number;
  /** Passages whose neighbours were looked for both ways. */
  readonly sampled: number;
  /** The share of their nearest ten that HNSW finds, against comparing with all. */
  readonly recall: number;
  /** Each in a sentence; at most a hundred. */
  readonly faults: readonly string[];
}

const SAMPLE = 100;
const NEIGHBOURS = 10;
const LEAST_RECALL = 0.95;
const MAX_FAULTS = 100;
const ROUNDING = 1e-4;

/** Checks every passage and a sample of searches of a generation whose files agree with its manifest. */
export function checkGeneration(indexDir: string, content: GenerationContent): Findings {
  const search = checkSearch(join(generationDir(indexDir, content.id), FILES.hnsw), content);
  const faults = [...checkPassages(content), ...search.faults].slice(0, MAX_FAULTS);
  const sentences = content.passages.reduce((sum, passage) => sum + passage.sentences.length, 0);
  if (sentences !== content.manifest.counts.sentences) faults.push("another number of sentences");
  const counts = { documents: content.documents.length, passages: content.passages.length };
  return { ...counts, sentences, sampled: search.sampled, recall: search.recall, faults };
}

function checkPassages({ documents, passages }: GenerationContent): string[] {
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

/** Equal texts have equal vectors, so neighbours are held against each other by their cosines. */
function checkSearch(
  file: string,
  { vectors }: GenerationContent,
): Pick<Findings, "sampled" | "recall" | "faults"> {
  const hnsw = openHnsw(file, vectors.rows, vectors.dimensions);
  const exact = exactNearest(vectors);
  const stride = Math.max(1, Math.floor(vectors.rows / SAMPLE));
  let [sampled, found, wanted, lost] = [0, 0, 0, 0];
  for (let row = 0; row < vectors.rows; row += stride) {
    const near = hnsw.nearest(rowOf(vectors, row), NEIGHBOURS);
    const least = exact.nearest(rowOf(vectors, row), NEIGHBOURS).at(-1)?.cosine ?? 1;
    sampled += 1;
    wanted += Math.min(NEIGHBOURS, vectors.rows);
    found += near.filter(({ cosine }) => cosine >= least - ROUNDING).length;
    if ((near[0]?.cosine ?? 0) < 1 - ROUNDING * 10) lost += 1;
  }
  const recall = found / wanted;
  const faults =
    lost <= sampled * (1 - LEAST_RECALL)
      ? []
      : [`${lost} of ${sampled} passages are not found by their own text`];
  if (recall < LEAST_RECALL)
    faults.push(`HNSW finds only ${(recall * 100).toFixed(1)} % of neighbours`);
  return { sampled, recall, faults };
}
