/** @module One text, shown once: passages of the same text as a group, the one of the best provenance first. */

import type { Document } from "../corpus/document.ts";
import { visibleText } from "../corpus/hidden.ts";
import { groupSame, type Shingles, shinglesOf } from "../search/duplicates.ts";
import type { Passage } from "../corpus/passage.ts";
import type { Entry } from "./ranked-passage.ts";

/** The same text in one or more places. */
export interface Group {
  readonly first: Entry;
  readonly others: readonly Entry[];
}

/** Groups in the order of their best scores. */
export const groupEntries = (entries: readonly Entry[]): Group[] =>
  groupSame(entries, shinglesFor).map(toGroup);

/** Passages never change, so what was worked out for one is kept as long as it is. */
const known = new WeakMap<Passage, Shingles>();

function shinglesFor({ ranked, document }: Entry): Shingles {
  const { passage } = ranked.candidate;
  const shingles = known.get(passage) ?? shinglesOf(visibleText(document, passage));
  known.set(passage, shingles);
  return shingles;
}

/** Of equals, the one that ranks higher stays first: sorting is stable. */
function toGroup(entries: readonly Entry[]): Group {
  const [first, ...others] = entries.toSorted(
    (a, b) => provenance(b.document) - provenance(a.document),
  );
  if (!first) throw new Error("a group of nothing");
  return { first, others };
}

/** How much is known of where a document is from. */
const provenance = ({ origin, titleFrom }: Document): number =>
  Object.keys(origin).length + (titleFrom === "front matter" || titleFrom === "heading" ? 1 : 0);
