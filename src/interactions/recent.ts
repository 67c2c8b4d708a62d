/** @module Telling an event that was delivered twice from a new one. */

const REMEMBERED = 2_000;

/** Gives a function that is true the first time it sees an ID; the oldest are forgotten. */
export function recentIds(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
