/** @module Folds: parts of the data that are fitted on together or left out together. */

export const FOLDS = 5;

/** The fold of each group, from 0: whole groups, the folds about equal in members, the same on every run. */
export function foldsOf(groups: readonly string[]): ReadonlyMap<string, number> {
  const members = new Map<string, number>();
  for (const group of groups) members.set(group, (members.get(group) ?? 0) + 1);
  const sizes = Array.from({ length: FOLDS }, () => 0);
  const largestFirst = [...members].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Map(
    largestFirst.map(([group, count]) => {
      const fold = sizes.indexOf(Math.min(...sizes));
      sizes[fold] = (sizes[fold] ?? 0) + count;
      return [group, fold];
    }),
  );
}
