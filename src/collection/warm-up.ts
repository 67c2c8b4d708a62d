/** @module Warm-up: questions before the start is complete, so that no user waits for cold code. */

import { UserError } from "../base/errors.ts";
import type { Library } from "./library.ts";

/** The first questions run code that is not compiled yet, and read cold memory. */
const QUESTIONS = 12;

/** Asks about headings of the collection, and discards the answers. */
export async function warmUp(library: Pick<Library, "ask" | "complete">): Promise<void> {
  const labels = (await library.complete("", QUESTIONS)).map(({ label }) => label);
  for (let at = 0; labels.length > 0 && at < QUESTIONS; at += 1)
    await library
      .ask(`What of ${labels[at % labels.length]}?`.slice(0, 200), { top: 3, always: true })
      .catch(ignoreUnfit);
}

/** Ignores headings that make no valid question. */
function ignoreUnfit(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}
