/** @module Warming up: so that the first who asks does not wait for what only a first question takes. */

import { UserError } from "../base/errors.ts";
import type { Library } from "./library.ts";

/** The first questions run code that is not compiled yet, and read memory that no one has touched. */
const QUESTIONS = 12;

/** Asks the library what its own headings say, and throws the answers away. */
export async function warmUp(library: Pick<Library, "ask" | "complete">): Promise<void> {
  const labels = (await library.complete("", QUESTIONS)).map(({ label }) => label);
  for (let at = 0; labels.length > 0 && at < QUESTIONS; at += 1)
    await library
      .ask(`What of ${labels[at % labels.length]}?`.slice(0, 200), { top: 3, always: true })
      .catch(ignoreUnfit);
}

/** A heading may make no question; that is no fault. */
function ignoreUnfit(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}
