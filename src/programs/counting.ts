/** @module Counts of the questions of programs. */

import { type Observe, timed } from "../base/observation.ts";
import type { Answer } from "../collection/answer.ts";
import { resultOf } from "../collection/notice.ts";
import { UnfitQuestion } from "../search/question.ts";

/** Asks, and counts the result and its time as those of a member's question. */
export async function countQuestion(observe: Observe, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await timed("ask", observe, ask);
    observe({ kind: "question", result: resultOf(answer) });
    return answer;
  } catch (error) {
    observe({ kind: "question", result: error instanceof UnfitQuestion ? "unfit" : "failed" });
    throw error;
  }
}
