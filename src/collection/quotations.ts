/** @module Quotations: passages with equal text as one group, proved, cited, with conflicts and other places. */

import { type Citation, cite, quote } from "../corpus/citation.ts";
import type { Quotation } from "./answer.ts";
import type { Freshness } from "../sources/source.ts";
import { visibleText } from "../corpus/hidden.ts";
import { cosineOfRows } from "../model/compact.ts";
import { createConflictFinder } from "../search/conflicts/conflict.ts";
import type { Sentence } from "../search/conflicts/sentence.ts";
import type { Document } from "../corpus/document.ts";
import { groupSame, type Shingles, shinglesOf } from "../search/duplicates.ts";
import {
  type CutEdges,
  cutEdges,
  hasEdge,
  isSameSection,
  type Passage,
} from "../corpus/passage.ts";
import { type Shown, showParts } from "../corpus/shown.ts";
import type { Span } from "../corpus/span.ts";
import type { Ranked } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";

interface QuotationContext {
  readonly snapshot: Pick<Snapshot, "neighbours" | "passage">;
  readonly freshness: Freshness;
  /** Whether quotations have their signals. */
  readonly explain?: boolean | undefined;
  /** The ID of the passage that an operator chose. */
  readonly pinned?: string | undefined;
}

/**
 * Returns a function that makes the quotation of a group, with its conflicts with other groups. It rejects with a UserError
 * if a passage can't be proved.
 */
export function quotationMaker(
  groups: readonly Group[],
  { snapshot, freshness, explain = false, pinned }: QuotationContext,
): (group: Group, rankFromOne: number) => Promise<Quotation> {
  const citationOf = async ({ document, ranked }: Entry): Promise<Citation> =>
    cite(document, ranked.candidate.passage, await freshness(document));
  const conflictsOf = createPassageConflictFinder(groups);
  return async ({ first, others }, rankFromOne) => ({
    rank: rankFromOne,
    score: first.ranked.score,
    excerpt: excerptOf(first),
    highlight: bestSentence(first),
    shown: { ...shownOf(first), edges: await edgesOf(first.ranked.candidate.passage, snapshot) },
    language: first.ranked.candidate.passage.language,
    citation: await citationOf(first),
    alsoReportedIn: await Promise.all(others.map(citationOf)),
    differsFrom: await Promise.all(
      conflictsOf(first).map(async ({ other, what }) => ({
        citation: await citationOf(other),
        excerpt: excerptOf(other),
        highlight: bestSentence(other),
        shown: shownOf(other),
        what,
      })),
    ),
    ...(explain && first.ranked.signals ? { signals: first.ranked.signals } : {}),
    ...(first.ranked.candidate.passage.id === pinned ? { isPinned: true } : {}),
  });
}

/** The number of best passages that are compared; lower ranks are about other matters. */
const COMPARED = 6;

/**
 * The least cosine of sentences about the same thing: of 115 labelled conflicts in English none is below .68 by the native
 * model, of 116 in five other languages none below .92 by the general one.
 */
const MIN_COSINE = { native: 0.6, general: 0.9 } as const;

/** A passage in conflict, with the conflict: `number: "750" / "about 500"`. */
export interface PassageConflict {
  readonly other: Entry;
  readonly what: string;
}

const { readSentence, findConflict } = createConflictFinder();

/** Creates a finder of passages, among the best, that are in conflict with a passage. */
export function createPassageConflictFinder(
  groups: readonly Group[],
): (entry: Entry) => PassageConflict[] {
  const compared = groups.slice(0, COMPARED).map(({ first }) => first);
  const sentences = new Map<Entry, Sentence>();
  const sentenceOf = (entry: Entry): Sentence => {
    const sentence =
      sentences.get(entry) ??
      readSentence(bestText(entry), entry.ranked.candidate.passage.language);
    sentences.set(entry, sentence);
    return sentence;
  };
  return (entry) =>
    compared
      .filter(({ document }) => document.path !== entry.document.path)
      .filter((other) => isAboutSame(entry, other))
      .flatMap((other) => {
        const conflict = findConflict(sentenceOf(entry), sentenceOf(other));
        return conflict ? [{ other, what: conflict.what }] : [];
      });
}

/** Checks whether two best sentences are near enough; false if one is unknown. */
function isAboutSame({ ranked: a }: Entry, { ranked: b }: Entry): boolean {
  if (a.best < 0 || b.best < 0) return false;
  const [own, other] = [a.candidate, b.candidate];
  return own.nativeVectors.rows > 0 && other.nativeVectors.rows > 0
    ? cosineOfRows(own.nativeVectors, a.best, other.nativeVectors, b.best) >= MIN_COSINE.native
    : cosineOfRows(own.sentenceVectors, a.best, other.sentenceVectors, b.best) >=
        MIN_COSINE.general;
}

const bestText = (entry: Entry): string =>
  visibleText(entry.document, bestSentence(entry) ?? entry.ranked.candidate.passage);

/** A text in one or more places. */
export interface Group {
  readonly first: Entry;
  readonly others: readonly Entry[];
}

/** Groups entries with equal text, in the order of their best scores. */
export const groupEntries = (entries: readonly Entry[]): Group[] =>
  groupSame(entries, shinglesFor).map(toGroup);

/** Shingles by passage, which never changes. */
const known = new WeakMap<Passage, Shingles>();

function shinglesFor({ ranked, document }: Entry): Shingles {
  const { passage } = ranked.candidate;
  const shingles = known.get(passage) ?? shinglesOf(visibleText(document, passage));
  known.set(passage, shingles);
  return shingles;
}

/** Sorts by provenance; the sort is stable, so the higher rank stays first. */
function toGroup(entries: readonly Entry[]): Group {
  const [first, ...others] = entries.toSorted(
    (a, b) => provenance(b.document) - provenance(a.document),
  );
  if (!first) throw new Error("a group of nothing");
  return { first, others };
}

/** Counts the known fields of a document's provenance. */
const provenance = ({ origin, titleFrom }: Document): number =>
  Object.keys(origin).length + (titleFrom === "front matter" || titleFrom === "heading" ? 1 : 0);

/** Returns a group with the entry of a passage first; undefined if it has none of it. */
export function ledBy({ first, others }: Group, passage: string): Group | undefined {
  const entries = [first, ...others];
  const leader = entries.find(({ ranked }) => ranked.candidate.passage.id === passage);
  return leader && { first: leader, others: entries.filter((entry) => entry !== leader) };
}

export interface Entry {
  /** Without signals and with a score of 0 if there is no question. */
  readonly ranked: Pick<Ranked, "candidate" | "best" | "score"> & Partial<Pick<Ranked, "signals">>;
  readonly document: Document;
}

/** A ranked passage with its document. */
export async function entryOf(snapshot: Snapshot, ranked: Entry["ranked"]): Promise<Entry> {
  const { path } = ranked.candidate.passage;
  const document = await snapshot.document(path);
  if (!document) throw new Error(`no document ${path} in generation ${snapshot.generation}`);
  return { ranked, document };
}

/** Returns the text of an entry's passage, proved to be the slice of its document. @throws UserError if it is not. */
const excerptOf = ({ ranked, document }: Entry): string =>
  quote(document, ranked.candidate.passage);

/** Returns the edges beyond which a passage's section goes on. */
async function edgesOf(
  passage: Passage,
  snapshot: QuotationContext["snapshot"],
): Promise<CutEdges | undefined> {
  const { previous, next } = (await snapshot.neighbours(passage.id)) ?? {};
  const goesOn = async (id: string | undefined): Promise<boolean> => {
    const other = id === undefined ? undefined : await snapshot.passage(id);
    return other !== undefined && isSameSection(other, passage);
  };
  return cutEdges({
    before: hasEdge(passage.cut, "before") || (await goesOn(previous)),
    after: hasEdge(passage.cut, "after") || (await goesOn(next)),
  });
}

const shownOf = ({ ranked: { candidate, best }, document }: Entry): Shown => ({
  parts: showParts(document, candidate.passage),
  best: best < 0 ? null : best,
});

/** Returns the best sentence of an entry's passage, in offsets of its document. */
const bestSentence = ({ ranked: { candidate, best } }: Entry): Span | null =>
  candidate.passage.sentences[best] ?? null;
