/** @module The words of the page's script, in the language of the page. */

import { pageWordsFor } from "../words/words.ts";

export const words = pageWordsFor(document.documentElement.lang);
