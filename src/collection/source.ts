/** @module The source of an ID: its passage and provenance, or its fate. */

import { type Citation, cite, quote } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import { readFrontMatter } from "../corpus/front-matter.ts";
import { excerptOf } from "../corpus/hidden.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { type CutEdges, cutEdges, isSameSection, type Passage } from "../corpus/passage.ts";
import { type ShownPart, showParts } from "../corpus/shown.ts";
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
      /** The language of the passage, by the primary subtag of BCP 47; `und` if it is unknown. */
      readonly language: string;
      /** The text around the passage in its document, at most `SURROUNDINGS` UTF-16 units on either side; no front matter. */
      readonly before: string;
      readonly after: string;
      readonly context: PassageContext;
      readonly generation: string;
      /** When this generation became active, in ISO 8601, if the history has it. */
      readonly indexed?: string;
      readonly neighbours: Neighbours;
    }
  | { readonly status: "gone"; readonly id: string; readonly last: GonePassage }
  | { readonly status: "unknown"; readonly id: string };

/** A passage in its section, as a reader of the document sees it. */
export interface PassageContext {
  readonly before: readonly ShownPart[];
  readonly passage: readonly ShownPart[];
  readonly after: readonly ShownPart[];
  /** Whether the section begins before `before`, or goes on after `after`. */
  readonly cut?: CutEdges;
}

const SURROUNDINGS = 400;
/** The most passages on either side of a context: together they are longer than any reply shows. */
const BESIDE = 2;

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
    language: passage.language,
    before: around(Math.max(bodyStart(document), start - SURROUNDINGS), start),
    after: around(end, Math.min(document.text.length, end + SURROUNDINGS)),
    generation: snapshot.generation,
    ...(indexed === undefined ? {} : { indexed }),
    neighbours: (await snapshot.neighbours(id)) ?? { number: 1, of: 1 },
    context: contextOf(document, passage, await snapshot.passagesOf(passage.path)),
  };
}

function contextOf(document: Document, passage: Passage, all: readonly Passage[]): PassageContext {
  const at = all.findIndex(({ id }) => id === passage.id);
  const isOther = (other: Passage): boolean => !isSameSection(other, passage);
  const first = all.findLastIndex((other, index) => index < at && isOther(other)) + 1;
  const next = all.findIndex((other, index) => index > at && isOther(other));
  const end = next === -1 ? all.length : next;
  const [from, to] = [Math.max(first, at - BESIDE), Math.min(end, at + 1 + BESIDE)];
  const partsOf = (passages: readonly Passage[]): ShownPart[] =>
    passages.flatMap((one) => {
      quote(document, one);
      return apart(showParts(document, one));
    });
  const cut = cutEdges({ before: from > first, after: to < end });
  return {
    before: partsOf(all.slice(from, at)),
    passage: showParts(document, passage),
    after: partsOf(all.slice(at + 1, to)),
    ...(cut ? { cut } : {}),
  };
}

/** Puts a blank line before the parts of a passage. */
const apart = (parts: readonly ShownPart[]): ShownPart[] =>
  parts.map((part, at) =>
    at === 0 ? { ...part, before: `\n\n${part.before.trimStart()}` } : part,
  );

/** Returns the offset at which the text begins after the front matter. */
const bodyStart = ({ of, text }: Document): number =>
  of === "file" ? readFrontMatter(text).bodyStart : 0;

async function findFate(history: History, id: string): Promise<Source> {
  const last = await history.fateOf(id);
  return last ? { status: "gone", id, last } : { status: "unknown", id };
}
