/** @module Questions made from headings, word for word: those that are questions, then "What about HEADING?". */

import { fnv1a } from "../base/hash.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { isQuestion } from "../search/question.ts";

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

/** Returns a question for each heading that makes one and has one section alone, from all over the collection. */
export function headingQuestions(content: Content): HeadingQuestion[] {
  const sections = sectionsOf(content);
  const counts = new Map<string, number>();
  for (const { heading } of sections) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  const alone = sections.filter(
    ({ heading }) => counts.get(heading) === 1 && !UNSEEN.test(heading),
  );
  const asked = alone.filter(({ heading }) => ASKS.test(heading));
  const named = alone.filter(({ heading }) => NAMES.test(heading));
  const about = named.map((section) => ({
    ...section,
    question: `What about ${section.heading}?`,
  }));
  const asking = asked.map((section) => ({ ...section, question: section.heading }));
  return [...spread(asking), ...spread(about)].filter(isFit);
}

/** Not in a line that people are to read. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** More than a word, and a question mark. */
const ASKS = /.{6}[?？؟]$/u;
/** A word, and no mark at the end that another would follow. */
const NAMES = /\p{L}{3}.*[\p{L}\p{N})]$|\p{L}{3}$/u;

/** Longer ones are no question that one takes in at a glance. */
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

/** Returns the first of each document, then the second of each; the documents in the order of a hash, the same always. */
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
