/** @module Fields of front matter, normalised to text. */

import { z } from "zod";

/** Field names of other programs, used if the field itself is absent. */
const ALIASES: Readonly<Record<string, string>> = {
  license: "licence",
  authors: "author",
  date: "published",
  lang: "language",
};

const text = z
  .string()
  .transform((value) => value.trim())
  .optional();
const field = z.preprocess(
  (value) =>
    typeof value === "object" && !(value instanceof Date)
      ? (value ?? undefined)
      : toText(value, []),
  text,
);
/** Normalises names: all of a list, and of a mapping the first of these keys that it has. */
const namesBy = (keys: readonly string[]) => z.preprocess((value) => toText(value, keys), text);
const names = namesBy(["name", "title", "url"]);
const ADDRESS_KEYS = ["url", "href", "link", "name", "title"];
/** Normalises an address: of a list the first that can be a link. */
const address = z.preprocess(
  (value) => (Array.isArray(value) ? (value.find(isAddress) ?? value) : value),
  namesBy(ADDRESS_KEYS),
);

const Fields = z.object({
  title: field,
  author: names,
  publisher: names,
  source: address,
  published: field,
  retrieved: field,
  licence: field,
  language: field,
});

/** The metadata of a document; absent and empty fields are missing. */
export type Origin = { readonly [Name in keyof z.infer<typeof Fields>]?: string };

/** The names of all fields, in output order. */
export const FIELDS = Fields.keyof().options;

/** Metadata of a document, and whether it is an unpublished draft. */
export interface Metadata {
  readonly origin: Origin;
  readonly isDraft: boolean;
}

/** Reads the fields of a mapping, or returns the name of one that is not text. */
export function readMapping(mapping: object): Metadata | { readonly textless: string } {
  const values = new Map<string, unknown>(Object.entries(mapping));
  const isDraft = isFlag(values.get("draft"), "true") || isFlag(values.get("published"), "false");
  if (isFlag(values.get("published"), "true", "false")) values.delete("published");
  for (const [name, own] of Object.entries(ALIASES))
    if (!values.has(own)) values.set(own, values.get(name));
  const fields = Fields.safeParse(Object.fromEntries(values));
  if (!fields.success) return { textless: String(fields.error.issues[0]?.path[0]) };
  const given = Object.entries(fields.data).filter(([, text]) => text);
  return { origin: Object.fromEntries(given), isDraft };
}

const isFlag = (value: unknown, ...words: readonly string[]): boolean =>
  ["string", "boolean"].includes(typeof value) && words.includes(String(value).toLowerCase());

const isNull = (value: unknown): boolean =>
  value === null || (typeof value === "string" && /^(?:~|null|)$/i.test(value.trim()));

const isAddress = (value: unknown): boolean =>
  /^https?:\/\//.test(String(toText(value, ADDRESS_KEYS)));

/** Converts a scalar, a list of texts, or a mapping with one of the keys to text; returns other values unchanged. */
function toText(value: unknown, keys: readonly string[]): unknown {
  if (isNull(value)) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const texts = value.filter((one) => !isNull(one)).map((one: unknown) => toText(one, keys));
    return texts.every((text) => typeof text === "string") ? texts.join(", ") : value;
  }
  if (typeof value === "object" && value !== null) {
    const known = new Map<string, unknown>(Object.entries(value));
    const key = keys.find((name) => typeof known.get(name) === "string");
    return key === undefined ? value : known.get(key);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
