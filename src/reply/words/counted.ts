/** @module Numbers with the word that goes with them, in languages that have one form for one and one for more. */

/** `1 passage`, `2 passages`. */
export const many = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;

/** `page 3`, `pages 3–5`. */
export const range = (one: string, more: string, from: number, to: number): string =>
  from === to ? `${one} ${from}` : `${more} ${from}–${to}`;
