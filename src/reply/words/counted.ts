/** @module Numbers with a noun, in languages with a singular and a plural. */

/** Formats `1 passage`, `2 passages`. */
export const many = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;

/** Formats `page 3`, `pages 3–5`. */
export const range = (one: string, more: string, from: number, to: number): string =>
  from === to ? `${one} ${from}` : `${more} ${from}–${to}`;
