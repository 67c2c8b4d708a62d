/** @module Questions that found nothing, those that ask much the same together. */

import type { Embedder } from "../model/embedder.ts";
import type { QuestionEntry } from "./entry.ts";
import { groupByLikeness, middleOf } from "./group.ts";

export interface QuestionGroup {
  /** The one that is most like all others of the group. */
  readonly question: string;
  /** How often any of them was asked. */
  readonly asked: number;
  /** The day on which one of them was asked last. */
  readonly last: string;
  /** All of them, each once, the latest first. */
  readonly questions: readonly string[];
}

export interface Grouped {
  readonly groups: readonly QuestionGroup[];
  readonly leftOut: number;
}

/** Gives the unit vector of a question. */
export type QuestionEmbedder = Pick<Embedder, "embedQuestion">;

/**
 * How alike questions are that belong together, as the average cosine of two groups. Chosen by looking at two sets of made-up
 * questions: of forty on ten subjects, at .5 no pair was joined wrongly and at .45 more of the right ones; of thirty-one
 * on a single harbour, .5 joined 7 pairs wrongly (fishing with swimming) and 20 rightly, and .45 wrongly 9.
 */
const LIKE = 0.5;

/** Grouping takes the cube of their number at worst. */
const MOST_QUESTIONS = 400;

interface Asked {
  readonly question: string;
  readonly asked: number;
  readonly last: string;
}

/** Groups the latest questions. They are embedded one by one, so that a bot can answer others in between. */
export async function groupQuestions(
  entries: readonly QuestionEntry[],
  embedder: QuestionEmbedder,
): Promise<Grouped> {
  const all = countAsked(entries);
  const latest = all.slice(0, MOST_QUESTIONS);
  const vectors = await embedEach(latest, embedder);
  const groups = groupByLikeness(vectors, LIKE).map((rows) =>
    groupOf(
      rows.flatMap((row) => latest[row] ?? []),
      latest[middleOf(vectors, rows)]?.question,
    ),
  );
  return {
    groups: groups.toSorted((a, b) => b.asked - a.asked),
    leftOut: all.length - latest.length,
  };
}

async function embedEach(
  asked: readonly Asked[],
  embedder: QuestionEmbedder,
): Promise<Float32Array[]> {
  const vectors = [];
  for (const { question } of asked) vectors.push((await embedder.embedQuestion(question)).sentence);
  return vectors;
}

/** Each question once, whatever its capitals; the latest first. */
function countAsked(entries: readonly QuestionEntry[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const { text, day } of entries.toReversed()) {
    const key = text.toLowerCase();
    const known = asked.get(key) ?? { question: text, asked: 0, last: day };
    asked.set(key, { ...known, asked: known.asked + 1 });
  }
  return [...asked.values()];
}

function groupOf(members: readonly Asked[], middle = ""): QuestionGroup {
  return {
    question: middle,
    asked: members.reduce((sum, { asked }) => sum + asked, 0),
    last: members.reduce((latest, { last }) => (last > latest ? last : latest), ""),
    questions: members.map(({ question }) => question),
  };
}
