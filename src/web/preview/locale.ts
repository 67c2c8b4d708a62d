/** @module The language of a request, for replies and for the page's own words alike. */

import type { Context } from "hono";
import { type PageWords, pageWordsFor } from "./words/words.ts";

/** Returns the first language that the browser accepts. */
export const localeOf = (context: Context): string =>
  /^[a-zA-Z-]{2,10}/.exec(context.req.header("accept-language") ?? "")?.[0] ?? "en-GB";

export const wordsOf = (context: Context): PageWords => pageWordsFor(localeOf(context));
