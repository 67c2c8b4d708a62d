/** @module Questions asked of a collection: the signals of their candidates, and which of these are right. */

import { quote } from "../corpus/citation.ts";
import type { Embedder } from "../search/embedder.ts";
import { judge } from "../search/rank.ts";
import { sectionOf } from "../search/sections.ts";
import { SIGNALS } from "../search/signals.ts";
import { collection, type Row } from "./collection.ts";
import type { Question } from "./data.ts";
import type { Example } from "./softmax.ts";

/** A question with its candidates. */
export interface Asked extends Example {
  readonly sort: Question["sort"];
  /** The section of each candidate. */
  readonly sections: readonly string[];
  /** Of the collection. */
  readonly passages: number;
}

/** Asks a collection questions, by the product's own candidates and signals. */
export async function askAll(
  rows: readonly Row[],
  questions: readonly Question[],
  embedder: Embedder,
): Promise<Asked[]> {
  const snapshot = collection(rows);
  const texts = new Map(
    rows.map(({ passage, document }) => [passage.id, quote(document, passage)]),
  );
  const asked: Asked[] = [];
  for (const { text, sort, isRight } of questions) {
    const judged = await judge(snapshot, embedder, text);
    const passages = judged.map(({ candidate }) => candidate.passage);
    asked.push({
      sort,
      rows: judged.map(({ signals }) => SIGNALS.map((name) => signals[name])),
      right: passages.map((passage) => isRight(passage, texts.get(passage.id) ?? "")),
      sections: passages.map(sectionOf),
      passages: rows.length,
    });
  }
  return asked;
}
