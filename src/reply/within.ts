/** @module Escaped text within a limit. */

import { escape } from "./escape.ts";
import { clip } from "./limits.ts";

/** A text cut so that it is within the limit once it is escaped. */
export function escapedWithin(text: string, limit: number): string {
  let kept = clip(text, limit);
  while (escape(kept).length > limit) kept = clip(kept, Math.floor(kept.length * 0.9));
  return escape(kept);
}
