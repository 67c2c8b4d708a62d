/** @module The `custom_id` of buttons and selects: an action and references to passages, never text that a user typed. */

import { sha256 } from "../base/hash.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import type { Marked } from "../collection/answer.ts";

/** The validated content of a `custom_id`. */
export interface Reference {
  /** The action's name. */
  readonly action: string;
  /** From 0; the action defines what it counts. */
  readonly page: number;
  /** A choice or a message's ID; empty if the action needs none. */
  readonly word: string;
  readonly passages: readonly Marked[];
  /** The tag of the collection that is meant, where it is not the one that serves the place. */
  readonly collection?: string;
}

/** Discord's limit, in characters. */
const LONGEST = 100;
/** The most passages that fit into a `custom_id`. */
const MOST_PASSAGES = 6;
/** The most passages of one reply: with one more, to which a button leads, they fit into a `custom_id`. */
export const MOST_LISTED = MOST_PASSAGES - 1;
const MOST_PAGES = 99_999;
const NAME = /^[a-z]{1,12}$/;
const WORD = /^[a-z0-9]{0,20}$/;
const PAGE = /^(?:|[1-9]\d{0,4})$/;

/** Raised when the format changes, so that earlier components are recognised as old. */
const VERSION = "1";
const UNKNOWN = "--";
/** An ID, and the sentence's number in two digits of base 36. */
const REF_LENGTH = 14;

type Parts = Partial<Omit<Reference, "action" | "passages" | "collection">> & {
  readonly passages?: readonly (Marked | string)[];
};

/**
 * Encodes the `custom_id` of a component.
 * @throws Error if it would be longer than Discord's limit or could not be decoded: a programming error.
 */
export function encode(action: string, { page = 0, word = "", passages = [] }: Parts): string {
  const refs = passages.map(encodeRef).join("");
  const encoded = [VERSION, action, page === 0 ? "" : String(page), word, refs].join(".");
  if (decode(encoded) === undefined) throw new Error(`no custom_id: ${encoded}`);
  return encoded;
}

const TAG = /^[0-9a-f]{8}$/;

/** Returns the tag of a collection in a `custom_id`: an ID may be too long for one. */
export const tagOf = (collectionId: string): string => sha256(collectionId).slice(0, 8);

/** Adds the tag of a collection to a `custom_id` of this bot. */
export const withTag = (customId: string, collectionId: string): string =>
  `${customId}.${tagOf(collectionId)}`;

function encodeRef(passage: Marked | string): string {
  if (typeof passage === "string") return passage + UNKNOWN;
  const { id, best } = passage;
  return id + (best === null || best >= 36 ** 2 ? UNKNOWN : best.toString(36).padStart(2, "0"));
}

/** Decodes a `custom_id`; undefined if it is forged, truncated or of another version. */
export function decode(encoded: string): Reference | undefined {
  if (encoded.length > LONGEST) return undefined;
  const [version, action = "", page = "", word = "", refs, tag, ...rest] = encoded.split(".");
  const isSound =
    version === VERSION &&
    rest.length === 0 &&
    (tag === undefined || TAG.test(tag)) &&
    NAME.test(action) &&
    PAGE.test(page) &&
    WORD.test(word);
  const passages = refs === undefined ? undefined : decodeRefs(refs);
  if (!isSound || !passages) return undefined;
  const collection = tag === undefined ? {} : { collection: tag };
  return { action, page: Math.min(Number(page), MOST_PAGES), word, passages, ...collection };
}

function decodeRefs(refs: string): Marked[] | undefined {
  if (refs.length % REF_LENGTH !== 0 || refs.length > MOST_PASSAGES * REF_LENGTH) return undefined;
  const passages = (refs.match(/.{14}/gs) ?? []).map(decodeRef);
  return passages.every((passage) => passage !== undefined) ? passages : undefined;
}

function decodeRef(ref: string): Marked | undefined {
  const [id, best] = [ref.slice(0, -2), ref.slice(-2)];
  if (!ID_PATTERN.test(id) || !/^(?:--|[0-9a-z]{2})$/.test(best)) return undefined;
  return { id, best: best === UNKNOWN ? null : Number.parseInt(best, 36) };
}
