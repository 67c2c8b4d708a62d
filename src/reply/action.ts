/** @module What a button or a select carries: an action and the passages it is about, never a word that someone typed. */

import { ID_PATTERN } from "../corpus/identity.ts";
import type { Marked } from "../collection/answer.ts";

/** What a component is for, all of it checked. */
export interface Reference {
  /** The action's name. */
  readonly action: string;
  /** From 0; what it counts is the action's matter. */
  readonly page: number;
  /** A choice or a message's ID; empty if the action needs none. */
  readonly word: string;
  readonly passages: readonly Marked[];
}

/** Discord takes so many characters. */
const LONGEST = 100;
/** The most passages that fit beside the rest. */
export const MOST_PASSAGES = 6;
const MOST_PAGES = 99_999;
const NAME = /^[a-z]{1,12}$/;
const WORD = /^[a-z0-9]{0,20}$/;
const PAGE = /^(?:|[1-9]\d{0,4})$/;

/** Raised when the form changes: a component of before is then old, not wrong. */
const VERSION = "1";
const UNKNOWN = "--";
/** An ID, and the sentence's number in two places. */
const MARK_LENGTH = 14;

type Parts = Partial<Omit<Reference, "action" | "passages">> & {
  readonly passages?: readonly (Marked | string)[];
};

/**
 * The `custom_id` of a component.
 * @throws Error if it would be longer than Discord takes, or would not be read again: a fault of the caller's.
 */
export function encode(action: string, { page = 0, word = "", passages = [] }: Parts): string {
  const marks = passages.map(encodeMark).join("");
  const encoded = [VERSION, action, page === 0 ? "" : String(page), word, marks].join(".");
  if (decode(encoded) === undefined) throw new Error(`no custom_id: ${encoded}`);
  return encoded;
}

function encodeMark(passage: Marked | string): string {
  if (typeof passage === "string") return passage + UNKNOWN;
  const { id, best } = passage;
  return id + (best === null || best >= 36 ** 2 ? UNKNOWN : best.toString(36).padStart(2, "0"));
}

/** What a `custom_id` says; undefined if it is forged, cut short or of another version. */
export function decode(encoded: string): Reference | undefined {
  if (encoded.length > LONGEST) return undefined;
  const [version, action = "", page = "", word = "", marks = "", ...rest] = encoded.split(".");
  const isSound =
    version === VERSION &&
    rest.length === 0 &&
    NAME.test(action) &&
    PAGE.test(page) &&
    WORD.test(word);
  const passages = decodeMarks(marks);
  if (!isSound || !passages || encoded.split(".").length !== 5) return undefined;
  return { action, page: Math.min(Number(page), MOST_PAGES), word, passages };
}

function decodeMarks(marks: string): Marked[] | undefined {
  if (marks.length % MARK_LENGTH !== 0 || marks.length > MOST_PASSAGES * MARK_LENGTH)
    return undefined;
  const passages = (marks.match(/.{14}/gs) ?? []).map(decodeMark);
  return passages.every((passage) => passage !== undefined) ? passages : undefined;
}

function decodeMark(mark: string): Marked | undefined {
  const [id, best] = [mark.slice(0, -2), mark.slice(-2)];
  if (!ID_PATTERN.test(id) || !/^(?:--|[0-9a-z]{2})$/.test(best)) return undefined;
  return { id, best: best === UNKNOWN ? null : Number.parseInt(best, 36) };
}
