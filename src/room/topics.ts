/** @module What one may ask about, for who does not know yet. */

import type { Library } from "../library/library.ts";

const MOST = 4;
const LONGEST = 90;

/** The titles of some documents. */
export async function topicsOf(library: Pick<Library, "documents">): Promise<string[]> {
  const titles = (await library.documents(0, MOST)).map(({ document }) => document.title);
  return [...new Set(titles)].filter(({ length }) => length >= 3 && length <= LONGEST);
}
