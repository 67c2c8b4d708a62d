/** @module The page's own words in the language of a request. */

import type { Context } from "hono";
import { localeOf } from "../locale.ts";
import { type PageWords, pageWordsFor } from "./words/words.ts";

export const wordsOf = (context: Context): PageWords => pageWordsFor(localeOf(context));
