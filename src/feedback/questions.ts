/** @module Unanswered questions, grouped by the nearest heading in the documents. */

import type { QuestionRecord } from "./records.ts";

export interface QuestionGroup {
  /** The nearest heading, where an answer could be written; null for questions that are near none. */
  readonly heading: string | null;
  /** The number of times that its questions were asked. */
  readonly asked: number;
  /** The last day on which one of them was asked. */
  readonly last: string;
  /** The distinct wordings, compared without case; the latest first. */
  readonly questions: readonly string[];
}

/** Groups questions by heading: the most asked first, those without a heading last. */
export function groupQuestions(records: readonly QuestionRecord[]): QuestionGroup[] {
  const byHeading = new Map<string | null, QuestionRecord[]>();
  for (const record of records.toReversed()) {
    const heading = record.heading ?? null;
    const group = byHeading.get(heading) ?? [];
    group.push(record);
    byHeading.set(heading, group);
  }
  return [...byHeading]
    .map(([heading, latestFirst]) => groupOf(heading, latestFirst))
    .toSorted((a, b) => rankOf(b) - rankOf(a));
}

const rankOf = ({ heading, asked }: QuestionGroup): number => (heading === null ? 0 : asked);

function groupOf(heading: string | null, latestFirst: readonly QuestionRecord[]): QuestionGroup {
  const wordings = new Map<string, string>();
  for (const { text } of latestFirst) {
    const key = text.toLowerCase();
    if (!wordings.has(key)) wordings.set(key, text);
  }
  const last = latestFirst.reduce((latest, { day }) => (day > latest ? day : latest), "");
  return { heading, asked: latestFirst.length, last, questions: [...wordings.values()] };
}
