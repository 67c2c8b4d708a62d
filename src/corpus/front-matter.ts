/** @module Front matter: what a document says about itself before its text begins, in YAML, TOML or JSON. */

import { parse as parseToml } from "smol-toml";
import { stringify } from "yaml";
import { messageOf, UserError } from "../base/errors.ts";
import { FIELDS, type Metadata, type Origin, readMapping } from "./fields.ts";
import { type ParsedYaml as Parsed, parseYaml } from "./yaml.ts";
import { onOneLine } from "./span.ts";

export { FIELDS, type Origin } from "./fields.ts";

export interface FrontMatter extends Metadata {
  /** Where the document's text begins, in UTF-16 units from the file's start. */
  readonly bodyStart: number;
}

/** A form of front matter: the lines about it, and what reads the text between them. */
interface Form {
  readonly opening: RegExp;
  readonly closing: RegExp;
  /** Whether a text with a fault is front matter at all. */
  readonly isMeant: RegExp;
  readonly parse: (source: string) => Parsed;
  /** Whether the lines are part of what is read. */
  readonly isInclusive?: true;
}

/** 16 kB: front matter is a few lines, and the parser takes the square of the length for some texts. */
const MAX_LENGTH = 16_000;

const YAML: Form = {
  opening: /^\uFEFF?---[ \t]*\r?\n/,
  closing: /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/gm,
  isMeant: /^[\w-]+:(?:\s|$)/m,
  parse: (source) => parseYaml(source, 2),
};
const TOML: Form = {
  opening: /^\uFEFF?\+\+\+[ \t]*\r?\n/,
  closing: /^\+\+\+[ \t]*(?:\r?\n|$)/gm,
  isMeant: /^[\w-]+[ \t]*=/m,
  parse: (source) => guarded(() => parseToml(source)),
};
const JSON_FORM: Form = {
  opening: /^\uFEFF?\{[ \t]*\r?\n/,
  closing: /^\}[ \t]*(?:\r?\n|$)/gm,
  isMeant: /^\s*"[\w-]+"[ \t]*:/m,
  parse: (source) => guarded(() => JSON.parse(source.replace(/^\uFEFF/, ""))),
  isInclusive: true,
};

/**
 * Reads the front matter at the head of a file. A file without any has its body at 0 (after a byte order mark, at 1);
 * so has one whose first `---` is a plain line in its text.
 * @throws UserError if it is there but is no mapping of plain fields.
 */
export function readFrontMatter(text: string): FrontMatter {
  const bodyStart = text.startsWith("\uFEFF") ? 1 : 0;
  const form = [YAML, TOML, JSON_FORM].find(({ opening }) => opening.test(text));
  const found = form && readForm(text, form);
  return found ?? { origin: {}, isDraft: false, bodyStart };
}

/** Undefined where the lines are text and no fields: two thematic breaks may be about a paragraph. */
function readForm(text: string, form: Form): FrontMatter | undefined {
  const opened = form.opening.exec(text)?.[0].length ?? 0;
  form.closing.lastIndex = opened;
  const closing = form.closing.exec(text.slice(0, MAX_LENGTH));
  if (closing === null) return undefined;
  const bodyStart = closing.index + closing[0].length;
  const source = form.isInclusive ? text.slice(0, bodyStart) : text.slice(opened, closing.index);
  const metadata = readFieldsOf(source, form);
  return metadata && { ...metadata, bodyStart };
}

function readFieldsOf(source: string, { isMeant, parse }: Form): Metadata | undefined {
  const parsed = parse(source);
  if ("fault" in parsed) {
    if (isMeant.test(source)) throw malformed(parsed.fault);
    return undefined;
  }
  const { value } = parsed;
  if (value === null || value === undefined) return { origin: {}, isDraft: false };
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const metadata = readMapping(value);
  if ("textless" in metadata) throw malformed(`the field "${metadata.textless}" is no plain text`);
  return metadata;
}

function guarded(read: () => unknown): Parsed {
  try {
    return { value: read() };
  } catch (error) {
    return { fault: messageOf(error).split("\n")[0] ?? "" };
  }
}

/**
 * Fields as the lines that say them, each value on one.
 * @throws UserError if they are longer than front matter may be.
 */
export function writeFields(origin: Origin): string {
  const known = FIELDS.flatMap((name) => {
    const value = onOneLine(origin[name] ?? "");
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
  if (YAML.opening.test(text)) return readFrontMatter(text).origin;
  const source = text.replace(/^\uFEFF/, "");
  const metadata = text.length > MAX_LENGTH ? undefined : readFieldsOf(source, YAML);
  if (metadata === undefined) throw malformed('it is no list of fields such as "title: …"');
  return metadata.origin;
}

const malformed = (why: string): UserError =>
  new UserError(`its front matter cannot be read (${why}): correct it at the head of the file`);
