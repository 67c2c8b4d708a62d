/** @module Parts that the verbs of archives share: `backup` and `restore`, `export` and `import`. */

import { DEFAULT_ID } from "../base/config/collections.ts";
import { UserError } from "../base/errors.ts";
import { type Kind, withArticle } from "../backup/refusal.ts";
import type { Written } from "../backup/writing.ts";
import { many } from "../reply/words/counted.ts";
import type { ChosenConfig, Folders } from "./setup.ts";

/** Options of a verb that writes an archive. */
export interface WriteOptions extends Folders {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Options of a verb that reads one. */
export interface ReadOptions extends Folders {
  readonly dryRun?: boolean;
  readonly keepFeedback?: boolean;
  readonly json?: boolean;
}

const MB = 1_000_000;

export const writtenLine = ({ file, bytes }: Written): string =>
  `Written and checked: ${file} (${(bytes / MB).toFixed(1)} MB, for its owner only)`;

/** Formats lines, their ends included. */
export const linesOf = (lines: readonly string[]): string =>
  lines.map((line) => `${line}\n`).join("");

interface FeedbackCounts {
  readonly feedback: number;
  /** Null in an archive without pins. */
  readonly pins: number | null;
}

/** Returns the lines of feedback and pins. @param end follows each count. */
export const feedbackLines = ({ feedback, pins }: FeedbackCounts, end = ""): string[] => [
  `feedback  ${many(feedback, "record", "records")}${end}`,
  pins === null
    ? "pins      none in it; the present ones stay"
    : `pins      ${many(pins, "question", "questions")}${end}`,
];

/** Returns the end of such a line where the present feedback stays. */
export const keptEnd = ({ keepFeedback }: ReadOptions): string =>
  keepFeedback ? "; the present ones stay" : "";

interface Ended {
  /** The word for it, such as "Restored"; undefined if the archive was only checked. */
  readonly done: string | undefined;
  /** The generation to roll back to. */
  readonly previous: string | null;
  /** Documents whose file has changed or gone; null if nothing was replaced. */
  readonly stale: number | null;
}

/** Returns the last lines of a verb that reads an archive. */
export function endLines(
  { done, previous, stale }: Ended,
  { collection }: ReadOptions,
): readonly string[] {
  if (done === undefined) return ["Only checked; nothing was changed."];
  const chosen = collection === undefined ? "" : ` --collection ${collection}`;
  const undo =
    previous === null ? "" : ` To roll the index back: npm run footnote -- index --back${chosen}`;
  const changed = many(stale ?? 0, "document has", "documents have");
  return [
    `${done}.${undo}`,
    ...(stale ? [`${changed} changed or gone since: the next start builds again.`] : []),
  ];
}

/** Refuses to put the documents of one collection before the audience of another. */
export function requireSameCollection(
  kind: Kind,
  { file, found }: { readonly file: string; readonly found: string },
  { collection: { id } }: ChosenConfig,
): void {
  if (found === id || found === DEFAULT_ID || id === DEFAULT_ID) return;
  throw new UserError({
    expected: `${withArticle(kind)} of the collection ${id} at ${file}`,
    found: `one of ${found}`,
    remedy: `Call it with --collection ${found}, or name ${withArticle(kind)} of ${id}.`,
  });
}
