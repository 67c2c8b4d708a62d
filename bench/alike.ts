/** @module Sentences of real documents, paired with the most alike sentences of other documents. */

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { readCorpus } from "../src/build/ingest.ts";
import { visibleText } from "../src/corpus/hidden.ts";
import type { Passage } from "../src/corpus/passage.ts";
import { segmentSentences } from "../src/corpus/sentences.ts";
import type { Span } from "../src/corpus/span.ts";
import { analyserFor } from "../src/search/terms.ts";
import { openFolder } from "../src/sources/folder.ts";
import { fakeEmbedder } from "../test/support/fake-embedder.ts";

const { termsOf } = analyserFor("en");

export type SentencePair = readonly [left: string, right: string];

interface DocumentSentence {
  /** Of its document. */
  readonly path: string;
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

/** How many of the most alike sentences each is paired with. */
const ALIKE = 5;
/** The least share of terms in common (Dice); below it two sentences are about different things. */
const MIN_LIKENESS = 0.3;

/** Reads a folder of documents, or a file in SQuAD's form, as pairs of alike sentences, without code. */
export async function readPairs(path: string): Promise<SentencePair[]> {
  return pairAlike(path.endsWith(".json") ? await readSquad(path) : await readFolder(path));
}

async function readFolder(folder: string): Promise<DocumentSentence[]> {
  const corpus = await readCorpus(
    openFolder(folder),
    { embedder: fakeEmbedder() },
    undefined,
    () => {},
  );
  const documents = new Map(corpus.documents.map((document) => [document.path, document]));
  return corpus.passages.flatMap((passage) => {
    const document = documents.get(passage.path);
    const prose = passage.sentences.filter((sentence) => !isCode(sentence, passage));
    return document
      ? prose.map((span) => sentenceOf(passage.path, visibleText(document, span)))
      : [];
  });
}

const isCode = (sentence: Span, { insets = [] }: Passage): boolean =>
  insets.some(
    ({ kind, start, end }) => kind === "code" && start < sentence.end && sentence.start < end,
  );

const sentenceOf = (path: string, text: string): DocumentSentence => ({
  path,
  text,
  terms: new Set(termsOf(text)),
});

const Squad = z.object({
  data: z.array(
    z.object({ title: z.string(), paragraphs: z.array(z.object({ context: z.string() })) }),
  ),
});

/** Reads each article as a document. */
async function readSquad(file: string): Promise<DocumentSentence[]> {
  const { data } = Squad.parse(JSON.parse(await readFile(file, "utf8")));
  return data.flatMap(({ title, paragraphs }) =>
    paragraphs.flatMap(({ context }) =>
      segmentSentences(context, { start: 0, end: context.length }, "en").map(({ start, end }) =>
        sentenceOf(title, context.slice(start, end)),
      ),
    ),
  );
}

function pairAlike(sentences: readonly DocumentSentence[]): SentencePair[] {
  const postings = postingsOf(sentences);
  const pairs = new Map<string, SentencePair>();
  for (const [at, sentence] of sentences.entries())
    for (const other of mostAlike(at, sentences, postings)) {
      const [left, right] = at < other ? [at, other] : [other, at];
      const { text } = sentences[other] ?? sentence;
      const pair = at < other ? ([sentence.text, text] as const) : ([text, sentence.text] as const);
      pairs.set(`${left} ${right}`, pair);
    }
  return [...pairs.values()];
}

/** Returns the sentences that have a term, by term. */
function postingsOf(sentences: readonly DocumentSentence[]): ReadonlyMap<string, number[]> {
  const postings = new Map<string, number[]>();
  for (const [at, { terms }] of sentences.entries())
    for (const term of terms) {
      const posting = postings.get(term);
      if (posting) posting.push(at);
      else postings.set(term, [at]);
    }
  return postings;
}

function mostAlike(
  at: number,
  sentences: readonly DocumentSentence[],
  postings: ReadonlyMap<string, readonly number[]>,
): number[] {
  const own = sentences[at];
  if (own === undefined) return [];
  const shared = new Map<number, number>();
  for (const term of own.terms)
    for (const other of postings.get(term) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
  return [...shared]
    .filter(([other]) => sentences[other]?.path !== own.path)
    .map(([other, count]) => {
      const size = own.terms.size + (sentences[other]?.terms.size ?? 0);
      return { other, likeness: (2 * count) / size };
    })
    .filter(({ likeness }) => likeness >= MIN_LIKENESS)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, ALIKE)
    .map(({ other }) => other);
}
