/** @module Documents read in this process, without bounds. */

import { cutDocument } from "../../corpus/cutting.ts";
import { understand } from "../../corpus/understanding.ts";
import { type Planning, planSeed } from "../intake/plan.ts";
import type { DocumentReader } from "./reader.ts";

/** Reads documents in this process. */
export const readerHere = (planning: Planning): DocumentReader => ({
  async read(seed) {
    const understood = await understand(seed);
    if (understood.isDraft) return { path: understood.document.path, isDraft: true };
    return cutDocument(understood, planning);
  },
  plan: (seed, given) => planSeed(seed, given, planning),
  close: () => {},
});
