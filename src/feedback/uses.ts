/** @module Counts of uses by document, and of votes against replies by passage. */

import type { Library } from "../collection/library.ts";
import type { Reason } from "./feedback.ts";
import type { KeptRecords } from "./pruning.ts";
import type { VoteRecord } from "./records.ts";

/** Looks up the passages of one collection by their IDs, and lists its pins. */
export type SourceLookup = Pick<Library, "id" | "source" | "pins">;

/** The present or last location of a passage. `gone`: no longer in the active generation; `unknown`: never recorded. */
export interface PassageLocation {
  readonly status: "current" | "gone" | "unknown";
  /** The path of its document; null where it is unknown. */
  readonly path: string | null;
  readonly title: string | null;
  readonly headings: readonly string[];
  readonly line: number | null;
}

export type Locate = (id: string) => Promise<PassageLocation>;

/** Creates a function that locates passages, with one look-up for each ID. */
export function createLocator(library: SourceLookup): Locate {
  const known = new Map<string, Promise<PassageLocation>>();
  return (id) => {
    const location = known.get(id) ?? locate(library, id);
    known.set(id, location);
    return location;
  };
}

async function locate(library: SourceLookup, id: string): Promise<PassageLocation> {
  const source = await library.source(id);
  if (source.status === "found") {
    const { path, document, headings, startLine } = source.citation;
    return { status: "current", path, title: document, headings, line: startLine };
  }
  if (source.status === "gone") {
    const { path, headings } = source.last;
    return { status: "gone", path, title: null, headings, line: null };
  }
  return { status: "unknown", path: null, title: null, headings: [], line: null };
}

export interface DocumentUse {
  readonly path: string;
  /** Null where none of its passages is in the index. */
  readonly title: string | null;
  /** The number of times that its passages were shown. */
  readonly shown: number;
  /** Votes on replies that showed a passage of it. */
  readonly up: number;
  readonly down: number;
}

export interface DislikedPassage extends PassageLocation {
  readonly id: string;
  readonly up: number;
  readonly down: number;
  /** The number of votes with each reason; reasons are optional. */
  readonly reasons: Readonly<Record<Reason, number>>;
}

/** The most passages looked up: one that is gone costs a reading of the index's history. */
export const MOST_PASSAGES = 2_000;
const MOST_DISLIKED = 50;

interface Tally {
  readonly shown: number;
  readonly up: number;
  readonly down: number;
}
const NOTHING: Tally = { shown: 0, up: 0, down: 0 };
const plus = (a: Tally, b: Partial<Tally>): Tally => ({
  shown: a.shown + (b.shown ?? 0),
  up: a.up + (b.up ?? 0),
  down: a.down + (b.down ?? 0),
});
const usedMost = (a: Tally, b: Tally): number => b.shown - a.shown || b.up + b.down - a.up - a.down;

/** Counts the uses of documents, the most shown first. */
export async function countDocumentUses(
  records: KeptRecords,
  locate: Locate,
): Promise<DocumentUse[]> {
  const passages = [...tallyPassages(records)].toSorted(([, a], [, b]) => usedMost(a, b));
  const documents = new Map<string, DocumentUse>();
  for (const [id, tally] of passages.slice(0, MOST_PASSAGES)) {
    const { path, title } = await locate(id);
    if (path === null) continue;
    const known = documents.get(path) ?? { path, title, ...NOTHING };
    documents.set(path, { path, title: known.title ?? title, ...plus(known, tally) });
  }
  return [...documents.values()].toSorted(usedMost);
}

function tallyPassages({ shown, votes }: KeptRecords): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const add = (id: string, more: Partial<Tally>): unknown =>
    tallies.set(id, plus(tallies.get(id) ?? NOTHING, more));
  for (const { times } of shown)
    for (const [id, count] of Object.entries(times)) add(id, { shown: count });
  for (const { passages, verdict } of votes) for (const id of passages) add(id, { [verdict]: 1 });
  return tallies;
}

/** Finds the passages of replies that were voted down, the most often first; a vote counts for each passage of its reply. */
export async function findDisliked(
  votes: readonly VoteRecord[],
  locate: Locate,
): Promise<DislikedPassage[]> {
  const most = [...countVerdicts(votes).entries()]
    .filter(([, { down }]) => down > 0)
    .toSorted(([, a], [, b]) => b.down - a.down || a.up - b.up)
    .slice(0, MOST_DISLIKED);
  return Promise.all(most.map(async ([id, said]) => ({ id, ...said, ...(await locate(id)) })));
}

type Verdicts = Pick<DislikedPassage, "up" | "down" | "reasons">;
const NO_VERDICTS: Verdicts = {
  up: 0,
  down: 0,
  reasons: { elsewhere: 0, incomplete: 0, outdated: 0, other: 0 },
};

function countVerdicts(votes: readonly VoteRecord[]): Map<string, Verdicts> {
  const byId = new Map<string, Verdicts>();
  for (const vote of votes)
    for (const id of vote.passages) byId.set(id, addVote(byId.get(id) ?? NO_VERDICTS, vote));
  return byId;
}

const addVote = (said: Verdicts, { verdict, reason }: VoteRecord): Verdicts => ({
  ...said,
  [verdict]: said[verdict] + 1,
  reasons: reason ? { ...said.reasons, [reason]: said.reasons[reason] + 1 } : said.reasons,
});
