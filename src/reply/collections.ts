/** @module The list of collections for operators, in pages. */

import type { Audience } from "../base/config/collections.ts";
import { encode } from "./action.ts";
import { label } from "./citation.ts";
import { pageButtons, rows } from "./controls.ts";
import { escapedWithin } from "./escape.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import type { Words } from "./words/words.ts";

/** At their longest, the lines of a page fit into an embed. */
const PER_PAGE = 8;

/** A collection as its operator sees it. */
export interface ListedCollection {
  readonly id: string;
  readonly audience: Audience;
  readonly isPrivate: boolean;
  /** Names the source of its documents. */
  readonly sourceName: string;
  /** Undefined before a generation was opened. */
  readonly counts: { readonly documents: number; readonly passages: number } | undefined;
  /** The faults that keep it from being up to date. */
  readonly faults: readonly string[];
}

/** Renders a page of collections, the last one where there are fewer. */
export function renderCollections(
  all: readonly ListedCollection[],
  wanted: number,
  words: Words,
): Message {
  const { collections, documents } = words;
  const last = Math.max(0, Math.ceil(all.length / PER_PAGE) - 1);
  const page = Math.min(wanted, last);
  const listed = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const embed = {
    title: collections.title,
    color: NEUTRAL,
    description: listed.map((one) => entryOf(one, words)).join("\n\n"),
    footer: { text: documents.page(page + 1, last + 1) },
  };
  const pageId = (to: number): string => encode("overview", { page: to });
  return message("", [embed], {
    components: rows(pageButtons(page, [0, last], pageId, words)),
  });
}

function entryOf(
  { id, isPrivate, sourceName, counts, faults, audience }: ListedCollection,
  words: Words,
) {
  const { collections, documents } = words;
  const counted = counts
    ? documents.counts(counts.documents, counts.passages)
    : collections.notReady;
  const facts = [
    counted,
    ...audienceTexts(audience, words),
    ...(isPrivate ? [collections.private] : []),
  ];
  return [
    `**${id}**: ${facts.join(" · ")}`,
    `-# ${escapedWithin(label(sourceName), 120)}`,
    ...faults.map((fault) => `-# ⚠️ ${escapedWithin(label(fault), 200)}`),
  ].join("\n");
}

/** Counts the places and roles; of nobody, there are none. */
function audienceTexts({ isEveryone, servers, channels, roles }: Audience, { collections }: Words) {
  if (isEveryone) return [collections.everyone];
  const counted = (
    [
      [collections.servers, servers],
      [collections.channels, channels],
      [collections.roles, roles],
    ] as const
  )
    .filter(([, ids]) => ids.length > 0)
    .map(([name, ids]) => `${name}: ${ids.length}`);
  return counted.length === 0 ? [] : [counted.join(", ")];
}
