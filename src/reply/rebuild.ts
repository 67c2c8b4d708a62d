/** @module The replies while an index is rebuilt, and after. */

import type { BuildSummary } from "../library/build-summary.ts";
import type { Progress } from "../library/progress.ts";
import { escapedWithin } from "./answer.ts";
import { label } from "./citation.ts";
import { type Message, message } from "./message.ts";

const STAGE_NAMES: Readonly<Record<Progress["stage"], string>> = {
  read: "Reading documents",
  embed: "Embedding texts",
  index: "Building the index",
  check: "Checking it",
};

/** `Embedding texts: 40 of 289`. */
export const progressText = ({ stage, done, total }: Progress): string =>
  `${STAGE_NAMES[stage]}: ${done} of ${total}`;

/** How far a rebuild is. */
export const renderProgress = (progress: Progress): Message =>
  message(`Rebuilding. ${progressText(progress)}.`);

const MAX_REFUSED = 10;

const DONE: Readonly<Record<BuildSummary["outcome"], string>> = {
  built: "Rebuilt",
  unchanged: "Rebuilt",
  back: "Went back to the index before",
};

const STAYS = "It stays, over a restart too, until the next rebuild.";

/** What a rebuild did. */
export function renderSummary(summary: BuildSummary): Message {
  const { added, changed, removed, refused } = summary;
  const isSame = added.length + changed.length + removed.length === 0;
  const documents = isSame
    ? `no document has changed${summary.outcome === "unchanged" ? ", and the index is kept" : ""}`
    : `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
  return message(
    [
      `${DONE[summary.outcome]} in ${summary.seconds.toFixed(1)} s: ${documents}.`,
      `${summary.documents} documents, ${summary.passages} passages; ${summary.embedded} texts embedded, ${summary.reused} taken over.`,
      ...(summary.outcome === "back" ? [STAYS] : []),
      ...refusals(refused),
    ].join("\n"),
  );
}

function refusals(refused: BuildSummary["refused"]): string[] {
  if (refused.length === 0) return [];
  const listed = refused
    .slice(0, MAX_REFUSED)
    .map(({ path, reason }) => `- ${escapedWithin(`${label(path)}: ${label(reason)}`, 140)}`);
  const more = refused.length - listed.length;
  return [`Left out: ${refused.length}`, ...listed, ...(more > 0 ? [`and ${more} more`] : [])];
}

/** A rebuild that failed or was refused; `why` is a `UserError`'s text, `serving` what goes on being served. */
export const renderFailure = (
  why: string,
  { documents, passages }: Pick<BuildSummary, "documents" | "passages">,
): Message =>
  message(
    [
      "The rebuild failed, and the index is as it was.",
      `Still serving ${documents} documents, ${passages} passages.`,
      escapedWithin(why, 1_500),
    ].join("\n"),
  );
