/** @module What must hold of an index after whatever befell it. Each breach is a sentence. */

import { existsSync, readdirSync } from "node:fs";
import { generationsDir } from "../../src/storage/files/layout.ts";
import { documentsIn, type Ground, revisionIn } from "./material.ts";
import type { Quotation, View } from "./protocol.ts";

/** A fault: how often it was tried, and each time that something was lost or wrong. */
export interface Row {
  readonly fault: string;
  tried: number;
  /** How it went otherwise: refused, harmless, done and so on. */
  readonly ends: Map<string, number>;
  readonly wrong: string[];
}

export const rowFor = (fault: string): Row => ({ fault, tried: 0, ends: new Map(), wrong: [] });

/** Notes one try and how it ended. */
export function note(row: Row, end: string, breaches: readonly string[] = []): void {
  row.tried += 1;
  row.ends.set(end, (row.ends.get(end) ?? 0) + 1);
  if (breaches.length > 0) row.wrong.push(breaches.join("; "));
}

/** Quotations that are no slice of a text that stood in the seeds. */
export const misquotations = (
  { texts }: Pick<Ground, "texts">,
  quotations: readonly Quotation[],
): string[] =>
  quotations
    .filter(({ sha256, start, end, excerpt }) => texts.get(sha256)?.slice(start, end) !== excerpt)
    .map(({ id, path, excerpt }) => `misquoted ${id} of ${path}: ${excerpt.slice(0, 60)}`);

export const revisionOf = (view: View | undefined): number | undefined =>
  view?.quotations?.map(({ excerpt }) => revisionIn(excerpt)).find((told) => told !== undefined);

/** Breaches of an index that must serve one of these revisions, whole and without a fault. */
export function breachesOf(
  ground: Ground,
  view: View | undefined,
  revisions: readonly number[],
): string[] {
  if (!view) return ["no look at the index was possible"];
  if (view.refused !== undefined) return [`lost, it does not open: ${view.refused}`];
  const revision = revisionOf(view);
  const told = `revision ${revision}, ${view.documents} documents`;
  const isWhole =
    revision !== undefined &&
    revisions.includes(revision) &&
    view.documents === documentsIn(revision);
  return [
    ...(isWhole ? [] : [`wrong: it serves ${told} instead of revision ${revisions.join(" or ")}`]),
    ...misquotations(ground, view.quotations ?? []),
    ...view.faults.map((fault) => `verify: ${fault}`),
  ];
}

/** What a build must not leave behind. @param most how many generations may be kept. */
export function remainsOf({ indexDir }: Pick<Ground, "indexDir">, most = 2): string[] {
  const folder = generationsDir(indexDir);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const left = names.filter((name) => name.startsWith("."));
  const kept = names.length - left.length;
  return [
    ...left.map((name) => `left behind: ${name}`),
    ...(kept > most ? [`${kept} generations are kept`] : []),
  ];
}
