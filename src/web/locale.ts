/** @module The language of a request. */

import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { entryFor } from "../reply/words/language.ts";
import { CATALOGUES } from "../reply/words/words.ts";

/** Returns the first locale that the browser accepts and there are words for; British English if there is none. */
export const localeOf = (context: Context): string =>
  accepts(context, {
    header: "Accept-Language",
    supports: Object.keys(CATALOGUES),
    default: "en-GB",
    match: (accepted, { default: other }) =>
      accepted.find(({ type, q }) => q > 0 && entryFor(CATALOGUES, type))?.type ?? other,
  });
