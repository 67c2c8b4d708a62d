/** @module What happened, told by those who do the work to whoever counts it: no ID, no name, no text of a user. */

/** What is timed of an interaction, in its order; `ask` holds `embed`, and `run` holds `ask`. */
export const TIMED = ["acknowledge", "embed", "ask", "run", "edit"] as const;

/**
 * An outcome; or that it asked nothing of the documents (`greeting`), or had nothing to search for (`unfit`), or that
 * answering it failed.
 */
export type QuestionResult = "found" | "unsure" | "nothing" | "greeting" | "unfit" | "failed";

/**
 * Why an interaction is refused: where it comes from, who asks, or which limit it is over. `unreadable`: its type is
 * unknown, or its form is not the documented one; `unanswerable`: it has no ID or token, so it gets no answer.
 */
export type RefusalReason =
  | "guild"
  | "rights"
  | "unknown command"
  | "unknown component"
  | "unreadable"
  | "unanswerable"
  | "leaving"
  | "at once"
  | "per user"
  | "per channel"
  | "overall";

/** The work that an error escaped from; nothing awaits the work in the background. */
export type FaultPlace = "interaction" | "message" | "background";

export type Observation =
  | { readonly kind: "question"; readonly result: QuestionResult }
  | { readonly kind: "rebuild"; readonly result: "done" | "failed" }
  | { readonly kind: "refusal"; readonly reason: RefusalReason }
  | { readonly kind: "fault"; readonly where: FaultPlace }
  | { readonly kind: "time"; readonly of: (typeof TIMED)[number]; readonly seconds: number };

export type Observe = (observation: Observation) => void;

/** Does a work, and tells how long it took if it ended well. */
export async function timed<Result>(
  of: (typeof TIMED)[number],
  observe: Observe,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  const result = await work();
  observe({ kind: "time", of, seconds: (performance.now() - began) / 1000 });
  return result;
}
