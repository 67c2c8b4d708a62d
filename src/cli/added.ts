/** @module The result for an added file, drawn for a terminal. */

import type { BuildSummary } from "../build/summary.ts";
import type { PassedOver } from "../sources/source.ts";
import type { Preview } from "../intake/preview.ts";
import { headingPath, locatorWords } from "../reply/citation.ts";
import { unescape } from "../reply/escape.ts";
import { linkFor } from "../reply/link.ts";
import { omittedText, unreadLines } from "../reply/rebuild.ts";
import { many } from "../reply/words/counted.ts";
import { wordsFor } from "../reply/words/words.ts";
import type { Added } from "./add-file.ts";
import { visible } from "./draw.ts";
import type { Output } from "./io.ts";
import { wrapped } from "./wrap.ts";

const DONE = {
  added: "added as",
  replaced: "replaced",
  there: "is there already, as",
  planned: "will be saved as",
  declined: "not added as",
} as const;

const FROM = {
  you: "as given",
  document: "its own metadata",
  heading: "its first heading",
  "file name": "from the file's name; --title sets another",
} as const;

const NO_LINK =
  "Discord accepts no link to its source, so the address is shown as text (see docs/DOCUMENTS.md)";

const MOST_LEFT_OUT = 8;
const WIDTH = 100;

/**
 * Draws a paragraph for a file, ending in a blank line.
 * @param output wraps the lines at words if it is a terminal.
 * @param wasShown its preview was shown before the operator confirmed it.
 */
export function drawAdded(
  added: Added,
  { columns }: Pick<Output, "columns">,
  wasShown = false,
): string {
  const rows = linesOf(added, wasShown).flatMap((line) =>
    columns === undefined ? [line] : wrapped(line, columns),
  );
  return `${rows.join("\n")}\n\n`;
}

function linesOf(added: Added, wasShown: boolean): string[] {
  const file = visible(added.file);
  if (added.status === "refused") return `${file}: refused: ${visible(added.reason)}`.split("\n");
  const { path, status } = added;
  const isShort = wasShown && status !== "there";
  const lines = isShort ? [] : previewLines(added).map((line) => `  ${line}`);
  return [`${file}: ${DONE[status]} ${visible(path)}`, ...lines];
}

/** Says how much can be searched now, in a line. */
export function drawIndexed({
  documents,
  samples,
  hadSamples,
}: Pick<BuildSummary, "documents" | "samples" | "hadSamples">): string {
  if (samples)
    return "Nothing that you added can be quoted yet, so the samples are still served.\n";
  const moved = hadSamples ? " The samples are no longer served." : "";
  return `Searchable now: ${many(documents, "document", "documents")}.${moved}\n`;
}

/** Lists files of formats that are not read, in a line; empty where there are none. */
export const drawPassedOver = (passedOver: readonly PassedOver[]): string =>
  unreadLines({ passedOver, drafts: [] })
    .map((line) => `${visible(unescape(line))}\n\n`)
    .join("");

function previewLines({
  title,
  titleFrom,
  origin,
  passages,
  first,
  leftOut,
  omissions,
  warnings,
  kept,
}: Preview & { readonly kept: readonly string[] }): string[] {
  const known = Object.entries(origin).map(([name, value]) => `${name}: ${visible(value)}`);
  const count = many(passages, "passage", "passages");
  const isLinked = origin.source === undefined || linkFor(origin.source, "embed") !== undefined;
  const notes = isLinked ? warnings : [...warnings, NO_LINK];
  return [
    `title: ${visible(title)} (${FROM[titleFrom]})`,
    ...known,
    ...(kept.length > 0 ? [`kept: ${kept.join(", ")}`] : []),
    passages > first.length ? `${count}, the first of them:` : `${count}:`,
    ...first.map((one) => {
      const under = one.headings.length === 0 ? "" : `${headingPath(one.headings)}: `;
      return `  ${locatorWords(one, wordsFor("en"))}: ${visible(under + one.beginning)}`;
    }),
    ...leftOutLines(leftOut, omissions),
    ...notes.map((warning) => `note: ${visible(warning)}`),
  ];
}

function leftOutLines(leftOut: readonly string[], omissions: Preview["omissions"]): string[] {
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, MOST_LEFT_OUT).map((text) => `  ${visible(shorten(text))}`);
  const more = leftOut.length - shown.length;
  return [`${omittedText(omissions)}:`, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}

const shorten = (text: string): string =>
  text.length <= WIDTH ? text : `${text.slice(0, WIDTH).toWellFormed().trimEnd()} […]`;
