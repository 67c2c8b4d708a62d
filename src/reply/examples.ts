/** @module Examples of questions, as a list to begin with. */

import { label } from "./citation.ts";
import { escapedWithin } from "./within.ts";
import type { Words } from "./words/words.ts";

/** Lists some examples under a title; nothing where there are none. */
export function exampleLines(examples: readonly string[], { answer }: Words): string[] {
  const shown = examples.slice(0, MOST).map((one) => `- ${escapedWithin(label(one), 300)}`);
  return shown.length === 0 ? [] : [answer.examples, ...shown];
}

const MOST = 3;
