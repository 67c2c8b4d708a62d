/** @module YAML front matter: what a document says about itself before its text begins. */

import { parseDocument } from "yaml";
import { z } from "zod";
import { UserError } from "../errors.ts";

/** Every value is read as the text that stands there: neither 2020.10 nor 4.0 is a number to be shortened. */
const field = z.preprocess(
  (value) => (isNull(value) ? undefined : value),
  z
    .string()
    .transform((text) => text.trim())
    .optional(),
);

const isNull = (value: unknown): boolean =>
  value === null || (typeof value === "string" && /^(?:~|null|)$/i.test(value));

const Fields = z.object({
  title: field,
  author: z.preprocess(joinNames, field),
  publisher: field,
  source: field,
  published: field,
  retrieved: field,
  licence: field,
  language: field,
});

function joinNames(value: unknown): unknown {
  const isList = Array.isArray(value) && value.every((name) => typeof name === "string");
  return isList ? value.filter((name) => !isNull(name)).join(", ") : value;
}

/** What front matter may tell; a field that is absent or empty is missing here. */
export type Origin = { readonly [Name in keyof z.infer<typeof Fields>]?: string };

export interface FrontMatter {
  readonly origin: Origin;
  /** Where the document's text begins, in UTF-16 units from the file's start. */
  readonly bodyStart: number;
}

/** 64 kB: front matter is a few lines, and a parser is not given more. */
const MAX_LENGTH = 64_000;
const OPENING = /^\uFEFF?---[ \t]*\r?\n/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/gm;

/**
 * Reads the front matter at the head of a file. A file without any has its body at 0 (after a byte order mark, at 1);
 * so has one whose first `---` is a plain line in its text.
 * @throws UserError if it is there but is no YAML mapping of plain fields.
 */
export function readFrontMatter(text: string): FrontMatter {
  const none = { origin: {}, bodyStart: text.startsWith("\uFEFF") ? 1 : 0 };
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return none;
  CLOSING.lastIndex = opening.length;
  const closing = CLOSING.exec(text.slice(0, MAX_LENGTH));
  if (closing === null) return none;
  const origin = parseFields(text.slice(opening.length, closing.index));
  return origin === undefined ? none : { origin, bodyStart: closing.index + closing[0].length };
}

/** Undefined where the lines are text and no fields: two thematic breaks may stand about a paragraph. */
function parseFields(source: string): Origin | undefined {
  const yaml = parseDocument(source, { stringKeys: true, schema: "failsafe" });
  const fault = yaml.errors[0];
  const looksLikeFields = /^[\w-]+:(?:\s|$)/m.test(source);
  if (fault !== undefined && looksLikeFields) throw malformed(fault.message.split(/:?\n/)[0]);
  if (fault !== undefined) return undefined;
  const value: unknown = toPlain(yaml);
  if (value === null || value === undefined) return {};
  return typeof value === "object" && !Array.isArray(value) ? checked(value) : undefined;
}

/** Aliases are allowed a few times over and no more, so that they can't be multiplied without end. */
function toPlain(yaml: ReturnType<typeof parseDocument>): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 20 });
  } catch {
    throw malformed("it uses too many aliases");
  }
}

function checked(value: object): Origin {
  const fields = Fields.safeParse(value);
  if (!fields.success) {
    const name = String(fields.error.issues[0]?.path[0]);
    throw malformed(`the field "${name}" is no plain text`);
  }
  return Object.fromEntries(Object.entries(fields.data).filter(([, text]) => text));
}

const malformed = (why: string | undefined): UserError =>
  new UserError(
    `its front matter cannot be read (${why ?? "no YAML"}): mend the lines between the two ---`,
  );
