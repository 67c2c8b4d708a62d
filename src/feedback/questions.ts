/** @module Unanswered questions, grouped by the nearest section of the documents. */

import type { QuestionRecord } from "./records.ts";
import { findSection, preferCurrent, type Section, sectionKey } from "./sections.ts";
import { type Locate, MOST_PASSAGES } from "./uses.ts";

export interface QuestionGroup {
  /** The nearest heading, where an answer could be written; null for questions that are near none. */
  readonly heading: string | null;
  /** The nearest section; null where none was recorded, or its document is unknown. */
  readonly section: Section | null;
  /** The number of times that its questions were asked. */
  readonly asked: number;
  /** The number of posts without a reply, which asked nobody. */
  readonly posts: number;
  /** The last day on which one of them was asked or posted. */
  readonly last: string;
  /** The distinct wordings, compared without case; the latest first. */
  readonly questions: readonly string[];
}

/** Groups questions by section, or by heading where no section is known: the most first, those near nothing last. */
export async function groupQuestions(
  records: readonly QuestionRecord[],
  locate: Locate,
): Promise<QuestionGroup[]> {
  const groups = new Map<string, Placed[]>();
  for (const placed of await placeAll(records.toReversed(), locate)) {
    const key = placed.section
      ? sectionKey(placed.section)
      : JSON.stringify(placed.record.heading ?? null);
    const group = groups.get(key) ?? [];
    group.push(placed);
    groups.set(key, group);
  }
  return Array.from(groups.values(), groupOf).toSorted((a, b) => rankOf(b) - rankOf(a));
}

interface Placed {
  readonly record: QuestionRecord;
  readonly section: Section | undefined;
}

/** Finds the sections of questions; of the latest, where they are near too many passages. */
async function placeAll(latestFirst: readonly QuestionRecord[], locate: Locate): Promise<Placed[]> {
  const passages = latestFirst.flatMap(({ passage }) => passage ?? []);
  const located = new Set([...new Set(passages)].slice(0, MOST_PASSAGES));
  return Promise.all(
    latestFirst.map(async (record) => {
      const { passage } = record;
      const isLocated = passage !== undefined && located.has(passage);
      return { record, section: isLocated ? await findSection(passage, locate) : undefined };
    }),
  );
}

const rankOf = ({ heading, asked, posts }: QuestionGroup): number =>
  heading === null ? 0 : asked + posts;

function groupOf(latestFirst: readonly Placed[]): QuestionGroup {
  const records = latestFirst.map(({ record }) => record);
  const section = latestFirst.flatMap((one) => one.section ?? []).reduce(preferFirst, null);
  const posts = records.filter(({ from }) => from === "post").length;
  return {
    heading: headingOf(section) ?? records.find(({ heading }) => heading)?.heading ?? null,
    section,
    asked: records.length - posts,
    posts,
    last: records.reduce((latest, { day }) => (day > latest ? day : latest), ""),
    questions: distinct(records.map(({ text }) => text)),
  };
}

const preferFirst = (known: Section | null, next: Section): Section =>
  known ? preferCurrent(known, next) : next;

const headingOf = (section: Section | null): string | undefined =>
  section?.headings.at(-1) ?? section?.title ?? section?.path ?? undefined;

function distinct(texts: readonly string[]): string[] {
  const wordings = new Map<string, string>();
  for (const text of texts) {
    const key = text.toLowerCase();
    if (!wordings.has(key)) wordings.set(key, text);
  }
  return [...wordings.values()];
}
