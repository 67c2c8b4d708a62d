/** @module Pages of further passages, after those that a reply showed. */

import type { Marked } from "../collection/answer.ts";
import type { Stale } from "../collection/library.ts";
import type { Recalled } from "../collection/by-id.ts";
import { encode } from "./action.ts";
import { sourceButtons } from "./answer.ts";
import { rows, pageButtons } from "./controls.ts";
import { type Message, message } from "./message.ts";
import { renderQuotations } from "./quotation.ts";
import type { Words } from "./words/words.ts";

/** The number of passages in a reply, and on each further page. */
export const PAGE = 3;

/** Returns the number of pages of further passages. */
export const pagesOf = (passages: readonly Marked[]): number => Math.ceil(passages.length / PAGE);

const COLOUR = 0x6b7280;

/**
 * Renders a page of further passages, with buttons to the pages beside it.
 * @param page from 1.
 * @param question the first line of the reply, escaped.
 */
export function renderFurther(
  { quotations, missing, stale }: Recalled & Stale,
  { page, passages }: { readonly page: number; readonly passages: readonly Marked[] },
  question: string,
  words: Words,
): Message {
  const from = PAGE * page + 1;
  const to = Math.min(from + PAGE - 1, PAGE + passages.length);
  const content = [
    question,
    words.further.title(from, to, PAGE + passages.length),
    missing > 0 ? words.further[stale ? "missingForNow" : "missing"](missing) : "",
  ];
  const pageId = (to: number): string => encode("page", { page: to, passages });
  return message(
    content.filter((line) => line !== "").join("\n"),
    renderQuotations(quotations, COLOUR, words),
    {
      components: rows(
        sourceButtons(quotations, words),
        pageButtons(page, [1, pagesOf(passages)], pageId, words),
      ),
    },
  );
}
