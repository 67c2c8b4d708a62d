/** @module The source of an ID: its passage and provenance, or its fate. */

import { type Citation, cite, quote } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import { readFrontMatter } from "../corpus/front-matter.ts";
import { excerptOf } from "../corpus/hidden.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import type { Neighbours, Snapshot } from "../search/snapshot.ts";
import type { Freshness } from "../sources/source.ts";
import type { GonePassage, History } from "../storage/store.ts";

/** `found`: the passage, proved; `gone`: it was in an earlier generation; `unknown`: in none that is known. */
export type Source =
  | {
      readonly status: "found";
      readonly id: string;
      readonly excerpt: string;
      readonly citation: Citation;
      /** The text around the passage in its document, at most `SURROUNDINGS` UTF-16 units on either side; no front matter. */
      readonly before: string;
      readonly after: string;
      readonly generation: string;
      /** When this generation became active, in ISO 8601, if the history has it. */
      readonly indexed?: string;
      readonly neighbours: Neighbours;
    }
  | { readonly status: "gone"; readonly id: string; readonly last: GonePassage }
  | { readonly status: "unknown"; readonly id: string };

export const SURROUNDINGS = 400;

/** Looks up a typed ID; white space and capitals do not matter. */
export async function findSource(
  snapshot: Snapshot,
  typed: string,
  history: History,
  freshness: Freshness,
): Promise<Source> {
  const id = typed.trim().toLowerCase();
  if (!ID_PATTERN.test(id)) return { status: "unknown", id: typed };
  const passage = await snapshot.passage(id);
  const document = passage && (await snapshot.document(passage.path));
  if (!passage || !document) return findFate(history, id);
  const { start, end } = passage;
  const around = (from: number, to: number): string =>
    excerptOf(document, { start: from, end: to }).toWellFormed();
  const indexed = (await history.activationOf(snapshot.generation))?.at;
  return {
    status: "found",
    id,
    excerpt: quote(document, passage),
    citation: cite(document, passage, await freshness(document)),
    before: around(Math.max(bodyStart(document), start - SURROUNDINGS), start),
    after: around(end, Math.min(document.text.length, end + SURROUNDINGS)),
    generation: snapshot.generation,
    ...(indexed === undefined ? {} : { indexed }),
    neighbours: (await snapshot.neighbours(id)) ?? { number: 1, of: 1 },
  };
}

/** Returns the offset at which the text begins after the front matter. */
const bodyStart = ({ of, text }: Document): number =>
  of === "file" ? readFrontMatter(text).bodyStart : 0;

async function findFate(history: History, id: string): Promise<Source> {
  const last = await history.fateOf(id);
  return last ? { status: "gone", id, last } : { status: "unknown", id };
}
