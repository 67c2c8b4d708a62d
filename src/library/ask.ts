/** @module From a question to an answer, on one snapshot. */

import type { Embedder } from "../search/embedder.ts";
import { decide, gatherEvidence, MOST_CLAIMED, selectSections } from "../search/outcome.ts";
import { isGreeting } from "../search/greeting.ts";
import { checkQuestion } from "../search/question.ts";
import { CANDIDATES, rank, type Ranked } from "../search/rank.ts";
import { type Placed, rankSections, sectionOf, sharesOf } from "../search/sections.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { correctSpelling } from "../search/spelling.ts";
import type { Answer, Marked, Marks, Quotation } from "./answer.ts";
import { type Entry, entryOf } from "./entry.ts";
import type { Freshness } from "./freshness.ts";
import { groupEntries, type Group } from "./grouping.ts";
import { greeted, noticeOf } from "./notice.ts";
import { quotationMaker } from "./quotation.ts";

export interface AskOptions {
  /** The most quotations to give. */
  readonly top: number;
  /** Tell what it takes to go on from the answer, and with it so many passages that rank next. */
  readonly further?: number;
  /** Show what ranks first whatever the outcome. */
  readonly always?: boolean;
  /** Tell the signals of each quotation. */
  readonly explain?: boolean;
}

/** What answering needs besides the snapshot. */
export interface AskContext {
  readonly embedder: Pick<Embedder, "embedQuestion" | "isWord" | "model">;
  readonly freshness: Freshness;
}

const NEAREST_HEADINGS = 3;
/** So many passages for each that is shown are compared with one another for the same text and for differences. */
const POOL = 4;
const LEAST_POOL = 12;

/**
 * Answers a question.
 * @throws UserError if the question can't be one, or a passage can't be proved.
 */
export async function ask(
  snapshot: Snapshot,
  typed: string,
  options: AskOptions,
  { embedder, freshness }: AskContext,
): Promise<Answer> {
  const { top, always = false, explain = false } = options;
  if (isGreeting(typed)) return greeted(typed, await snapshot.examples());
  const question = checkQuestion(typed);
  const { text, corrected } = await correctSpelling(question, snapshot, embedder);
  const ranked = await rank(snapshot, embedder, text, candidatesFor(options));
  const pool = ranked.slice(0, Math.max(LEAST_POOL, POOL * top));
  const groups = groupEntries(await Promise.all(pool.map((entry) => entryOf(snapshot, entry))));
  const { ranking } = embedder.model.settings;
  const sections = rankSections(placeGroups(groups, ranked));
  const select = (most: number) => selectSections(sections, ranking.limits, most);
  const claimed = select(always ? MOST_CLAIMED : Math.min(top, MOST_CLAIMED));
  const evidence = gatherEvidence(claimed, snapshot.counts.passages);
  const { speaking, ...decision } = decide(evidence, ranking);
  const found = decision.outcome === "nothing" ? [] : select(top).map(({ first }) => first.group);
  const shown = always ? groups.slice(0, top) : found;
  const notice = await noticeOf(question, decision.outcome, snapshot);
  const isNear = notice.notice !== "short" && speaking >= ranking.limits.nearest;
  const nearest = isNear ? nearestOf(groups) : [];
  const quotation = quotationMaker(groups, freshness, explain);
  const answers = await Promise.all(shown.map((group, at) => quotation(group, at + 1)));
  return {
    question,
    ...(corrected.length === 0 ? {} : { searchedFor: corrected }),
    ...decision,
    answers,
    nearest: nearest.map(([heading]) => heading),
    ...notice,
    ...(options.further === undefined
      ? {}
      : { marks: marksOf(answers, groups, shown, nearest, options) }),
  };
}

/** Returns how many candidates of either kind are enough for a number of passages, some of which may be one text. */
const candidatesFor = ({ top, always = false }: AskOptions): number =>
  always ? Math.max(CANDIDATES, 2 * top) : CANDIDATES;

interface PlacedGroup extends Placed {
  readonly group: Group;
}

/** Places each group in the section of its first passage. */
function placeGroups(groups: readonly Group[], ranked: readonly Ranked[]): PlacedGroup[] {
  const shares = sharesOf(ranked.map(({ score }) => score));
  const shareOf = new Map(ranked.map(({ candidate }, at) => [candidate.passage.id, shares[at]]));
  return groups.map((group) => {
    const { first, others } = group;
    const passages = [first, ...others].map((entry) => entry.ranked);
    return {
      group,
      section: sectionOf(first.ranked.candidate.passage),
      score: Math.max(...passages.map(({ score }) => score)),
      share: passages.reduce(
        (sum, { candidate }) => sum + (shareOf.get(candidate.passage.id) ?? 0),
        0,
      ),
    };
  });
}

/** As many passages as the identifiers of a button have room for. */
const NAMED = 6;

function marksOf(
  shown: readonly Quotation[],
  groups: readonly Group[],
  shownGroups: readonly Group[],
  nearest: readonly Near[],
  { further = 0 }: AskOptions,
): Marks {
  const named = shown.flatMap(({ alsoReportedIn, differsFrom }) =>
    [...differsFrom.map(({ citation }) => citation), ...alsoReportedIn].map(({ id }) => id),
  );
  const all = groups.flatMap(({ first, others }) => [first, ...others]).map(markOf);
  const ids = new Set([...shown.map(({ citation }) => citation.id), ...named]);
  const wanted = [...ids].flatMap((id) => all.find((mark) => mark.id === id) ?? []);
  const others = groups.filter((group) => !shownGroups.includes(group));
  return {
    shown: wanted.slice(0, NAMED),
    further: shown.length > 0 ? others.slice(0, further).map(({ first }) => markOf(first)) : [],
    nearest: nearest.map(([, first]) => markOf(first)),
  };
}

const markOf = ({ ranked: { candidate, best } }: Entry): Marked => ({
  id: candidate.passage.id,
  best,
});

/** A heading (or title), and a passage under it. */
type Near = readonly [heading: string, passage: Entry];

/** Lists the lowest headings (or titles) of the best, each once. */
function nearestOf(groups: readonly Group[]): Near[] {
  const byHeading = new Map<string, Entry>();
  for (const { first } of groups) {
    const { document, ranked } = first;
    const heading = ranked.candidate.passage.headings.at(-1) ?? document.title;
    if (!byHeading.has(heading)) byHeading.set(heading, first);
  }
  return [...byHeading].slice(0, NEAREST_HEADINGS);
}
