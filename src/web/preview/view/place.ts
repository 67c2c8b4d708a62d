/** @module Where a passage stands in its file, in the page's words. */

import { cite } from "../../../corpus/citation.ts";
import type { Passage } from "../../../corpus/passage.ts";
import type { OpenDocument } from "../../../collection/list.ts";
import { placeWords } from "../../../reply/citation.ts";
import { wordsFor } from "../../../reply/words/words.ts";

/** The page is in English. */
const WORDS = wordsFor("en");

/** `lines 7–9`, `page 3`, `paragraph 12`. */
export const placeOf = ({ document, state }: OpenDocument, passage: Passage): string =>
  placeWords(cite(document, passage, state), WORDS);
