/** @module What one may ask about, for who does not know yet. */

import type { Library } from "../library/library.ts";

const MOST = 4;
const LONGEST = 90;

/** The titles of some documents. */
export async function topicsOf(library: Pick<Library, "complete" | "source">): Promise<string[]> {
  const firsts = await library.complete("", MOST);
  const sources = await Promise.all(firsts.map(({ id }) => library.source(id)));
  const titles = sources.flatMap((found) =>
    found.status === "found" ? [found.citation.document] : [],
  );
  return [...new Set(titles)].filter(({ length }) => length >= 3 && length <= LONGEST);
}
