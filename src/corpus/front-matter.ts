/** @module YAML front matter: what a document says about itself before its text begins. */

import { Lexer, LineCounter, parseDocument, stringify, type YAMLError } from "yaml";
import { z } from "zod";
import { messageOf, UserError } from "../errors.ts";

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

/** 16 kB: front matter is a few lines, and the parser takes the square of the length for some texts. */
const MAX_LENGTH = 16_000;
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
  const looksLikeFields = /^[\w-]+:(?:\s|$)/m.test(source);
  const { yaml, fault } = parseYaml(source);
  if (fault !== undefined && looksLikeFields) throw malformed(fault);
  if (yaml === undefined) return undefined;
  const value: unknown = toPlain(yaml);
  if (value === null || value === undefined) return {};
  return typeof value === "object" && !Array.isArray(value) ? checked(value) : undefined;
}

interface ParsedYaml {
  readonly yaml?: ReturnType<typeof parseDocument>;
  readonly fault?: string;
}

/** Either the YAML or what is wrong with it. */
function parseYaml(source: string): ParsedYaml {
  if (depthOf(source) > MAX_DEPTH) return { fault: "its values stand too deep in one another" };
  const lineCounter = new LineCounter();
  try {
    // Pretty errors are made of the whole text, each one: of many faults, in the square of its length.
    const options = { schema: "failsafe", prettyErrors: false, lineCounter } as const;
    const yaml = parseDocument(source, { ...options, stringKeys: true });
    const fault = yaml.errors[0];
    return fault === undefined ? { yaml } : { fault: describe(fault, lineCounter) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

/** The line is that of the file, whose first is the opening `---`. */
const describe = ({ message, pos }: YAMLError, lines: LineCounter): string =>
  `${message}, in line ${lines.linePos(pos[0]).line + 1}`;

/** A list of authors stands one deep. */
const MAX_DEPTH = 20;
const BLOCK_MARKS: ReadonlySet<string> = new Set(["-", "?", ":"]);

/**
 * How deep values stand in one another, by the marks that open one: those of flow style until they close, those of block
 * style up to the end of the line, or in flow style to the next comma (by indentation, a depth takes the square of it in
 * blanks). The parser calls itself for each, and a stack that overflows inside a regular expression ends the process, so it
 * is never shown such a text.
 */
function depthOf(source: string): number {
  let [flow, inEntry, deepest] = [0, 0, 0];
  for (const token of new Lexer().lex(source)) {
    if (token === "[" || token === "{") flow += 1;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    else if (BLOCK_MARKS.has(token)) inEntry += 1;
    else if (flow > 0 ? token === "," : /^\r?\n$/.test(token)) inEntry = 0;
    deepest = Math.max(deepest, flow, inEntry);
  }
  return deepest;
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

/** The names of all fields, in the order in which they are written. */
export const FIELDS = Fields.keyof().options;

/**
 * Fields as the lines that say them, each value on one.
 * @throws UserError if they are longer than front matter may be.
 */
export function writeFields(origin: Origin): string {
  const known = FIELDS.flatMap((name) => {
    const value = origin[name]?.replace(/\s+/g, " ").trim();
    return value ? [[name, value] as const] : [];
  });
  const lines = known.length === 0 ? "" : stringify(Object.fromEntries(known), { lineWidth: 0 });
  if (lines.length < MAX_LENGTH / 2) return lines;
  throw new UserError("what is to be said of it is longer than 8 kB: shorten it");
}

/**
 * Reads the fields of a text that is nothing but front matter, with or without the lines of `---` about them.
 * @throws UserError if it is no YAML mapping of plain fields.
 */
export function readFields(text: string): Origin {
  if (OPENING.test(text)) return readFrontMatter(text).origin;
  const origin = text.length > MAX_LENGTH ? undefined : parseFields(text.replace(/^\uFEFF/, ""));
  if (origin === undefined) throw malformed('it is no list of fields such as "title: …"');
  return origin;
}

const malformed = (why: string): UserError =>
  new UserError(`its front matter cannot be read (${why}): mend the lines between the two ---`);
