/** @module The language of what is rendered, known to every component. */

import { createContext, useContext } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { type Words, wordsFor } from "../../../reply/words/words.ts";
import { type PageWords, pageWordsFor } from "../words/words.ts";

const Language = createContext<PageWords>(pageWordsFor("en"));

/** Returns the page's own words. */
export const useWords = (): PageWords => useContext(Language);

/** Returns the words of replies. */
export const useReplyWords = (): Words => wordsFor(useWords().language);

/** Returns the HTML of an element. */
export const htmlOf = (made: JSX.Element, words: PageWords): string => {
  const element: { toString(): string } = (
    <Language.Provider value={words}>{made}</Language.Provider>
  );
  return element.toString();
};

/** Returns a whole page as HTML. */
export const page = (frame: JSX.Element, words: PageWords): string =>
  `<!doctype html>${htmlOf(frame, words)}`;
