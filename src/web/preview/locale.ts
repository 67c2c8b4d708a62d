/** @module The language of a request, for replies and for the page's own words alike. */

import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { entryFor } from "../../reply/words/language.ts";
import { PAGE_CATALOGUES, type PageWords, pageWordsFor } from "./words/words.ts";

/** Returns the first locale that the browser accepts and there are words for; British English if there is none. */
export const localeOf = (context: Context): string =>
  accepts(context, {
    header: "Accept-Language",
    supports: Object.keys(PAGE_CATALOGUES),
    default: "en-GB",
    match: (accepted, { default: other }) =>
      accepted.find(({ type, q }) => q > 0 && entryFor(PAGE_CATALOGUES, type))?.type ?? other,
  });

export const wordsOf = (context: Context): PageWords => pageWordsFor(localeOf(context));
