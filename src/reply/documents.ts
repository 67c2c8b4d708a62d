/** @module The list of documents, in pages. */

import { ComponentType } from "discord-api-types/v10";
import type { DocumentEntry, Snapshot } from "../search/snapshot.ts";
import { encode } from "./action.ts";
import { dateWords, label, nameOf } from "./citation.ts";
import { rows, pageButtons } from "./controls.ts";
import { clip, LIMITS } from "./limits.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import { escapedWithin } from "./escape.ts";
import type { Words } from "./words/words.ts";

/** The number of documents on a page; at their longest they fit into an embed. */
export const DOCUMENTS_PER_PAGE = 10;

/** Returns the page, from 0, or the last where there are fewer: the index may have changed since the button was sent. */
export const pageWithin = (page: number, documents: number): number =>
  Math.min(page, Math.max(0, Math.ceil(documents / DOCUMENTS_PER_PAGE) - 1));

interface Listed {
  readonly counts: Pick<Snapshot["counts"], "documents" | "passages">;
  /** Whether they are the samples. */
  readonly areSamples?: boolean;
}

/** Renders a page of documents with dates and counts, a select to open one, and buttons to the pages beside it. */
export function renderDocuments(
  listed: readonly DocumentEntry[],
  page: number,
  { counts, areSamples = false }: Listed,
  words: Words,
): Message {
  const { documents } = words;
  if (listed.length === 0) return message(documents.none);
  const last = pageWithin(Infinity, counts.documents);
  const pageId = (to: number): string => encode("documents", { page: to });
  const embed = {
    title: documents.title,
    color: NEUTRAL,
    description: [
      ...(areSamples ? [documents.samples] : []),
      ...listed.map((one, at) => lineOf(one, page * DOCUMENTS_PER_PAGE + at + 1, words)),
    ].join("\n"),
    footer: {
      text: `${documents.counts(counts.documents, counts.passages)} · ${documents.page(page + 1, last + 1)}`,
    },
  };
  return message("", [embed], {
    components: rows([picker(listed, words)], pageButtons(page, [0, last], pageId, words)),
  });
}

/** Formats `3\. **Title**`, and below it `publisher · 2020-05-04 · 12 passages`: in one line, dates would be broken. */
function lineOf({ document, passages }: DocumentEntry, number: number, words: Words): string {
  const { documents } = words;
  const { publisher, author, published, retrieved } = document.origin;
  const date = published ?? retrieved;
  const parts = [publisher ?? author, date && dateWords(date, words)]
    .flatMap((part) => (part && label(part) !== "" ? [label(part)] : []))
    .map((part) => escapedWithin(part, 80));
  const title = `${number}\\. **${escapedWithin(nameOf(document.title, document.path), 180)}**`;
  return `${title}\n${[...parts, documents.entry(passages)].join(" · ")}`;
}

/** Returns a select whose values are the first passages of the documents. */
const picker = (listed: readonly DocumentEntry[], { documents }: Words) => ({
  type: ComponentType.StringSelect as const,
  custom_id: encode("open", {}),
  placeholder: documents.open,
  options: listed.map(({ document, first }) => ({
    label: clip(nameOf(document.title, document.path), LIMITS.optionText),
    description: clip(label(document.path), LIMITS.optionText),
    value: first,
  })),
});
