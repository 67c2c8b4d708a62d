/** @module Selection: the ranked passages that a reply shows, and the outcome that it claims. */

import type { RankingSettings } from "../model/model.ts";
import type { Answer } from "./answer.ts";
import {
  decide,
  type Decision,
  type Judgement,
  gatherEvidence,
  MOST_CLAIMED,
  selectSections,
  type Placed,
  rankSections,
  sectionOf,
  sharesOf,
} from "../search/outcome.ts";
import type { Ranked } from "../search/rank.ts";
import { type Group, ledBy } from "./quotations.ts";

export interface SelectionOptions {
  /** The most groups to show. */
  readonly top: number;
  /** Shows exactly so many groups, whatever the outcome and the section. */
  readonly always?: boolean;
  /** The number of passages in the collection. */
  readonly passages: number;
  readonly ranking: RankingSettings;
  /** Whether a model reads the question; else passages are found by its names and numbers only, which is no claim. */
  readonly isRead: boolean;
}

export interface Selection {
  readonly decision: Omit<Decision, "confidence"> & Pick<Answer, "confidence">;
  readonly shown: readonly Group[];
  /** Whether the nearest sections are worth naming. */
  readonly isNear: boolean;
}

/**
 * Selects the best group of each section that is likely enough to be right.
 * @param groups the best groups, in order.
 */
export function selectGroups(
  groups: readonly Group[],
  ranked: readonly Ranked[],
  { top, always = false, passages, ranking, isRead }: SelectionOptions,
): Selection {
  const sections = rankSections(placeGroups(groups, ranked));
  const select = (most: number) => selectSections(sections, ranking.limits, most);
  const claimed = select(always ? MOST_CLAIMED : Math.min(top, MOST_CLAIMED));
  const { speaking, ...decision } = isRead
    ? decide(gatherEvidence(claimed, passages), ranking)
    : decideByTerms(groups);
  const found = decision.outcome === "nothing" ? [] : select(top).map(({ first }) => first.group);
  return {
    decision,
    shown: always ? groups.slice(0, top) : found,
    isNear: isRead && speaking >= ranking.limits.nearest,
  };
}

/** A find that an operator vouches for. */
const CHOSEN: Selection["decision"] = { outcome: "found", confidence: null, isSure: true };

/**
 * Puts the group of a pinned passage first, among all and among those shown; no more are shown for that, but always one.
 * @param passage its ID; nothing changes without one.
 */
export function pinFirst(
  groups: readonly Group[],
  { decision, shown, isNear }: Selection,
  passage: string | undefined,
): Selection & { readonly groups: readonly Group[] } {
  const found = groups
    .map((holder) => ({ holder, pinned: ledBy(holder, passage ?? "") }))
    .find(({ pinned }) => pinned !== undefined);
  if (!found?.pinned) return { groups, decision, shown, isNear };
  const { holder, pinned } = found;
  const before = (all: readonly Group[]) => [pinned, ...all.filter((group) => group !== holder)];
  return {
    groups: before(groups),
    decision: CHOSEN,
    shown: before(shown).slice(0, Math.max(1, shown.length)),
    isNear,
  };
}

const decideByTerms = (groups: readonly Group[]): Judgement => ({
  outcome: groups.length > 0 ? "unsure" : "nothing",
  confidence: 0,
  isSure: false,
  speaking: 0,
});

interface PlacedGroup extends Placed {
  readonly group: Group;
}

/** Places each group in the section of its first passage. */
function placeGroups(groups: readonly Group[], ranked: readonly Ranked[]): PlacedGroup[] {
  const shares = sharesOf(ranked.map(({ score }) => score));
  const shareOf = new Map(ranked.map(({ candidate }, at) => [candidate.passage.id, shares[at]]));
  return groups.map((group) => {
    const entries = [group.first, ...group.others].map(({ ranked: own }) => own);
    const ownShares = entries.map(({ candidate }) => shareOf.get(candidate.passage.id) ?? 0);
    return {
      group,
      section: sectionOf(group.first.ranked.candidate.passage),
      score: Math.max(...entries.map(({ score }) => score)),
      share: ownShares.reduce((sum, share) => sum + share, 0),
    };
  });
}
