/** @module Watching a command at work: what came of it, for the log and for whoever counts. */

import { UserError } from "../base/errors.ts";
import type { Answer } from "../collection/answer.ts";
import type { Library } from "../collection/library.ts";
import { type Observe, type QuestionResult, timed } from "../base/observation.ts";

export interface Watch {
  /** The library, watched. */
  over(library: Library): Library;
  /** What came of it so far: `done` where nothing else was seen. */
  readonly result: () => string;
  readonly failed: () => void;
}

/** A watch over one use of a command. */
export function watchOf(observe: Observe): Watch {
  let result = "done";
  const question = (seen: QuestionResult): void => {
    result = seen;
    observe({ kind: "question", result: seen });
  };
  const rebuilt = (seen: "done" | "failed"): void => {
    result = seen;
    observe({ kind: "rebuild", result: seen });
  };
  return {
    result: () => result,
    failed: () => (result = result === "unfit" ? result : "failed"),
    over: (library) => ({
      ...library,
      async ask(typed, options) {
        try {
          const answer = await timed("ask", observe, () => library.ask(typed, options));
          question(resultOf(answer));
          return answer;
        } catch (error) {
          question(error instanceof UserError && error.exitCode === 2 ? "unfit" : "failed");
          throw error;
        }
      },
      async source(id) {
        const source = await library.source(id);
        result = source.status;
        return source;
      },
      async rebuild(options) {
        try {
          const summary = await library.rebuild(options);
          rebuilt("done");
          return summary;
        } catch (error) {
          rebuilt("failed");
          throw error;
        }
      },
    }),
  };
}

function resultOf({ outcome, notice }: Answer): QuestionResult {
  if (notice === "greeting") return "greeting";
  return notice === "short" ? "unfit" : outcome;
}
