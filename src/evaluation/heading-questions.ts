/** @module Questions made from headings: examples, and test questions for an operator to rephrase. */

import { fnv1a } from "../base/hash.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { isQuestion } from "../search/question.ts";
import { excerptOf } from "../corpus/hidden.ts";
import type { TestQuestion } from "./questions.ts";
import { contentOf } from "../search/snapshot.ts";
import { notBuilt, type Store } from "../storage/store.ts";

export interface HeadingQuestion {
  readonly question: string;
  /** The section that it is made from: all passages under these headings. */
  readonly path: string;
  readonly headings: readonly string[];
}

/** The documents and passages of a collection, as far as their headings go. */
interface Content {
  readonly documents: readonly Pick<Document, "path" | "title" | "titleFrom">[];
  readonly passages: readonly Pick<Passage, "path" | "headings">[];
}

/**
 * Returns a question for each suitable heading of exactly one section, spread over the documents: first headings that are
 * questions, then "What about HEADING?".
 */
export function headingQuestions(content: Content): HeadingQuestion[] {
  const sections = sectionsOf(content);
  const counts = new Map<string, number>();
  for (const { heading } of sections) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  const unique = sections.filter(
    ({ heading }) => counts.get(heading) === 1 && !INVISIBLE.test(heading),
  );
  const asked = unique.filter(({ heading }) => ASKS.test(heading));
  const named = unique.filter(({ heading }) => NAMES.test(heading));
  const about = named.map((section) => ({
    ...section,
    question: `What about ${section.heading}?`,
  }));
  const asking = asked.map((section) => ({ ...section, question: section.heading }));
  return [...spread(asking), ...spread(about)].filter(isFit);
}

/** Control and invisible characters, which no example may have. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** More than a word, and a question mark. */
const ASKS = /.{6}[?？؟]$/u;
/** A word, and no punctuation at the end. */
const NAMES = /\p{L}{3}.*[\p{L}\p{N})]$|\p{L}{3}$/u;

/** In characters; longer questions are hard to read at a glance. */
const LONGEST = 80;

const isFit = ({ question }: HeadingQuestion): boolean =>
  question.length <= LONGEST && isQuestion(question);

interface Section extends Omit<HeadingQuestion, "question"> {
  readonly heading: string;
}

/** Lists the sections in their order, first the whole documents whose title is a heading. */
function sectionsOf({ documents, passages }: Content): Section[] {
  const sections = new Map<string, Section>();
  for (const { path, title, titleFrom } of documents)
    if (titleFrom === "heading") sections.set(path, { path, headings: [], heading: title });
  for (const { path, headings } of passages) {
    const heading = headings.at(-1);
    if (heading !== undefined)
      sections.set(JSON.stringify([path, headings]), { path, headings, heading });
  }
  return [...sections.values()];
}

/** Returns the first item of each document, then the second of each; documents are in the order of a hash. */
function spread<Made extends HeadingQuestion>(all: readonly Made[]): Made[] {
  const byPath = new Map<string, Made[]>();
  for (const one of all) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
  const documents = [...byPath]
    .toSorted(([a], [b]) => fnv1a(a) - fnv1a(b) || (a < b ? -1 : 1))
    .map(([, own]) => own);
  const rounds = Math.max(0, ...documents.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    documents.flatMap((own) => own[round] ?? []),
  ).flat();
}

/**
 * Makes a test question for the first passage under each heading of the active generation, whose first words are the gold
 * text. An operator rephrases them as members would ask.
 */
export async function starters(store: Store): Promise<TestQuestion[]> {
  const id = await store.active();
  if (id === undefined) throw notBuilt(store);
  const snapshot = await store.open(id, "copy");
  const content = await contentOf(snapshot).finally(() => snapshot.close());
  const documents = new Map(content.documents.map((document) => [document.path, document]));
  const questions = new Map<string, TestQuestion>();
  for (const passage of content.passages) {
    const document = documents.get(passage.path);
    const about = [document?.title ?? passage.path, ...passage.headings].join(", ").slice(0, 250);
    const gold = document ? [firstWords(excerptOf(document, passage))] : [];
    if (!questions.has(about))
      questions.set(about, { question: `What is said under “${about}”?`, gold });
  }
  return [...questions.values()];
}

/** Returns the first eight words with the white space between them, as a substring of the excerpt. */
const firstWords = (excerpt: string): string => /^(?:\S+\s+){0,7}\S+/.exec(excerpt)?.[0] ?? excerpt;
