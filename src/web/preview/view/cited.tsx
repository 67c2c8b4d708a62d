/** @module Text in which the IDs of passages lead to where they stand. */

/** The address of each passage that a message names, by its ID. */
export type Places = ReadonlyMap<string, string>;

/** Twelve letters and digits that stand for themselves; whether they are an ID, the library tells. */
const MAYBE_ID = /(?<![\p{L}\p{N}])([a-z2-7]{12})(?![\p{L}\p{N}])/gu;

/** The text, each ID of it that stands for a passage as a link to it. */
export const Cited = ({ text, places }: { readonly text: string; readonly places: Places }) => (
  <>
    {text.split(MAYBE_ID).map((part, at) => {
      const place = at % 2 === 1 ? places.get(part) : undefined;
      return place === undefined ? part : <a href={place}>{part}</a>;
    })}
  </>
);

/** What may be IDs in a text, once each. */
export const maybeIds = (text: string): string[] => [...new Set(text.match(MAYBE_ID))];
