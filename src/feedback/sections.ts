/** @module Sections of documents, each found through the ID of one of its passages. */

import type { CountRecord } from "./records.ts";
import { type Locate, MOST_PASSAGES, type PassageLocation } from "./uses.ts";

/** A section, with one of its passages. */
export interface Section extends PassageLocation {
  /** The ID of the passage. */
  readonly id: string;
}

/** The number of posts near a section that got no reply. */
export interface SilentSection {
  /** Null for passages that were never recorded. */
  readonly section: Section | null;
  readonly silent: number;
}

/** Finds the section of a passage; undefined if its document is unknown. */
export async function findSection(id: string, locate: Locate): Promise<Section | undefined> {
  const location = await locate(id);
  return location.path === null ? undefined : { id, ...location };
}

/** Returns a key that the passages of one section share. */
export const sectionKey = ({ path, headings }: Pick<Section, "path" | "headings">): string =>
  JSON.stringify([path, headings]);

/** Returns the section that can still be opened, if one of two can. */
export const preferCurrent = (first: Section, second: Section): Section =>
  first.status === "current" || second.status !== "current" ? first : second;

/** Counts the posts without a reply by section, the most first. */
export async function countSilence(
  silent: readonly CountRecord[],
  locate: Locate,
): Promise<SilentSection[]> {
  const sections = new Map<string, SilentSection>();
  for (const [id, count] of byPassage(silent)) {
    const found = await findSection(id, locate);
    const key = found ? sectionKey(found) : "";
    const known = sections.get(key);
    const section = known?.section && found ? preferCurrent(known.section, found) : found;
    sections.set(key, { section: section ?? null, silent: count + (known?.silent ?? 0) });
  }
  return [...sections.values()].toSorted((a, b) => b.silent - a.silent);
}

function byPassage(records: readonly CountRecord[]): [id: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { times } of records)
    for (const [id, count] of Object.entries(times)) counts.set(id, (counts.get(id) ?? 0) + count);
  return [...counts].toSorted(([, a], [, b]) => b - a).slice(0, MOST_PASSAGES);
}
