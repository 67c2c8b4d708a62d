/** @module Sections: the passages of a document under one heading path. */

import type { Passage } from "../corpus/passage.ts";

/** Returns a key that passages of one section share, and no others. */
export const sectionOf = ({ path, headings }: Pick<Passage, "path" | "headings">): string =>
  JSON.stringify([path, ...headings]);
