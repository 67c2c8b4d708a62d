/** @module From what a view makes to a string. */

/** None of the views waits for anything: what they make is there at once. */
interface Made {
  toString(): string;
}

/** The HTML of an element. */
export const htmlOf = (made: Made): string => made.toString();
