/** @module Replies to questions, through the product with its settings as they are. */

import type { Answer } from "../../src/collection/answer.ts";
import { ask } from "../../src/collection/ask.ts";
import { quote } from "../../src/corpus/citation.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { MOST_CLAIMED, sectionOf } from "../../src/search/outcome.ts";
import { collection, type Row } from "./collection.ts";
import type { Question } from "./data.ts";

export interface Reply extends Pick<Answer, "outcome" | "isSure" | "carried"> {
  readonly question: string;
  /** Whether a passage of a right section is shown, and whether it is the first. */
  readonly isHeld: boolean;
  readonly isFirst: boolean;
}

/** A collection and the models. */
export interface Place {
  readonly rows: readonly Row[];
  readonly embedder: Embedder;
}

/** A question with its right passages; none has an answer if that is left out. */
export interface Posed extends Partial<Pick<Question, "isRight">> {
  readonly question: string;
  readonly locale: string;
  readonly before?: string;
}

/** Asks the documents a question, and judges the reply. */
export async function replyTo(
  { question, locale, before, isRight = () => false }: Posed,
  { rows, embedder }: Place,
): Promise<Reply> {
  const { answers, outcome, isSure, carried } = await ask(
    collection(rows),
    question,
    { top: MOST_CLAIMED, locale, before },
    { embedder, freshness: async () => ({ state: "current" }) },
  );
  const right = rows.filter(({ passage, document }) => isRight(passage, quote(document, passage)));
  const sections = new Set(right.map(({ passage }) => sectionOf(passage)));
  const held = answers.map(({ citation }) => {
    const row = rows.find(({ passage }) => passage.id === citation.id);
    return row !== undefined && sections.has(sectionOf(row.passage));
  });
  const [isFirst = false] = held;
  return {
    question,
    outcome,
    isSure,
    ...(carried && { carried }),
    isHeld: held.includes(true),
    isFirst,
  };
}
