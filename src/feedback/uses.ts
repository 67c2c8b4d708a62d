/** @module Documents by how often they were shown, and passages by how often a reply with them was voted down. */

import type { VoteEntry } from "./entry.ts";
import type { Reason } from "./feedback.ts";
import type { FindPlace, Place } from "./place.ts";
import type { Sorted } from "./tidy.ts";

export interface DocumentUse {
  readonly path: string;
  /** Null where no passage of it is in the index any more. */
  readonly title: string | null;
  /** How often any of its passages was shown. */
  readonly shown: number;
  /** Votes on replies that showed a passage of it. */
  readonly up: number;
  readonly down: number;
}

export interface DislikedPassage extends Place {
  readonly id: string;
  readonly up: number;
  readonly down: number;
  /** How often each reason was given; a vote need not have one. */
  readonly reasons: Readonly<Record<Reason, number>>;
}

/** More are not looked up: one that is gone costs a reading of the index's history. */
const MOST_PASSAGES = 2_000;
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

/** The documents whose passages were shown, the most often first. */
export async function documentUses(sorted: Sorted, placeOf: FindPlace): Promise<DocumentUse[]> {
  const passages = [...tallyPassages(sorted)].toSorted(([, a], [, b]) => usedMost(a, b));
  const documents = new Map<string, DocumentUse>();
  for (const [id, tally] of passages.slice(0, MOST_PASSAGES)) {
    const { path, title } = await placeOf(id);
    if (path === null) continue;
    const known = documents.get(path) ?? { path, title, ...NOTHING };
    documents.set(path, { path, title: known.title ?? title, ...plus(known, tally) });
  }
  return [...documents.values()].toSorted(usedMost);
}

function tallyPassages({ shown, votes }: Sorted): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const add = (id: string, more: Partial<Tally>): unknown =>
    tallies.set(id, plus(tallies.get(id) ?? NOTHING, more));
  for (const { times } of shown)
    for (const [id, count] of Object.entries(times)) add(id, { shown: count });
  for (const { passages, verdict } of votes) for (const id of passages) add(id, { [verdict]: 1 });
  return tallies;
}

/** The passages of replies that were voted down, the most often first; a vote is on all that its reply showed. */
export async function disliked(
  votes: readonly VoteEntry[],
  placeOf: FindPlace,
): Promise<DislikedPassage[]> {
  const most = [...judgements(votes).entries()]
    .filter(([, { down }]) => down > 0)
    .toSorted(([, a], [, b]) => b.down - a.down || a.up - b.up)
    .slice(0, MOST_DISLIKED);
  return Promise.all(most.map(async ([id, said]) => ({ id, ...said, ...(await placeOf(id)) })));
}

type Judgement = Pick<DislikedPassage, "up" | "down" | "reasons">;
const UNJUDGED: Judgement = {
  up: 0,
  down: 0,
  reasons: { elsewhere: 0, incomplete: 0, outdated: 0, other: 0 },
};

function judgements(votes: readonly VoteEntry[]): Map<string, Judgement> {
  const byId = new Map<string, Judgement>();
  for (const vote of votes)
    for (const id of vote.passages) byId.set(id, judged(byId.get(id) ?? UNJUDGED, vote));
  return byId;
}

const judged = (said: Judgement, { verdict, reason }: VoteEntry): Judgement => ({
  ...said,
  [verdict]: said[verdict] + 1,
  reasons: reason ? { ...said.reasons, [reason]: said.reasons[reason] + 1 } : said.reasons,
});
