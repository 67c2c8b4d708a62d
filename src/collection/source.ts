/** @module Where the passage of an ID stands, or what became of it. */

import { type Citation, cite, quote } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import { readFrontMatter } from "../corpus/front-matter.ts";
import { excerptOf } from "../corpus/hidden.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import type { Neighbours, Snapshot } from "../search/snapshot.ts";
import type { Freshness } from "../sources/source.ts";
import type { GonePassage, History } from "../storage/store.ts";

/** `found`: the passage, proved; `gone`: it was once there; `unknown`: it never was, as far as is known. */
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
      /** Since when this generation is in service, in ISO 8601; where the history tells. */
      readonly indexed?: string;
      readonly neighbours: Neighbours;
    }
  | { readonly status: "gone"; readonly id: string; readonly last: GonePassage }
  | { readonly status: "unknown"; readonly id: string };

export const SURROUNDINGS = 400;

/** Looks an ID up, as typed: white space about it and capitals do no harm. */
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

/** What a document says about itself before its text is told apart from it. */
const bodyStart = ({ of, text }: Document): number =>
  of === "file" ? readFrontMatter(text).bodyStart : 0;

async function findFate(history: History, id: string): Promise<Source> {
  const last = await history.fateOf(id);
  return last ? { status: "gone", id, last } : { status: "unknown", id };
}
