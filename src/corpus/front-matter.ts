/** @module Front matter: what a document says about itself before its text begins, in YAML, TOML or JSON. */

import { parse as parseToml } from "smol-toml";
import { stringify, Lexer, LineCounter, parseDocument, type YAMLError } from "yaml";
import { messageOf, UserError } from "../base/errors.ts";
import { FIELDS, type Metadata, type Origin, readMapping } from "./fields.ts";
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
  readonly parse: (source: string) => ParsedFields;
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

function guarded(read: () => unknown): ParsedFields {
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

/** The value of a YAML text, or the fault in it. */
type ParsedFields = { readonly value: unknown } | { readonly fault: string };

/** YAML forbids tabs in indentation; editors and other parsers do not. */
const LEADING_TABS = /^\t+/gm;

/** Reads a YAML text that begins on a line of its file. Neither 2020.10 nor 4.0 becomes a number. */
function parseYaml(written: string, firstLine: number): ParsedFields {
  const source = written.replace(LEADING_TABS, (tabs) => "  ".repeat(tabs.length));
  if (depthOf(source) > MAX_DEPTH) return { fault: "its values are nested too deeply" };
  const lineCounter = new LineCounter();
  try {
    // Pretty errors are made of the whole text, each one: of many faults, in the square of its length.
    const options = { schema: "failsafe", prettyErrors: false, lineCounter } as const;
    const yaml = parseDocument(source, { ...options, stringKeys: true });
    const fault = yaml.errors[0];
    if (fault) return { fault: describe(fault, lineCounter, firstLine) };
    return { value: toPlain(yaml) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

const describe = ({ message, pos }: YAMLError, lines: LineCounter, firstLine: number): string =>
  `${message}, in line ${lines.linePos(pos[0]).line + firstLine - 1}`;

/** Aliases are allowed a few times over and no more, so that they can't be multiplied without end. */
function toPlain(yaml: ReturnType<typeof parseDocument>): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 20 });
  } catch (error) {
    throw new Error("it uses too many aliases", { cause: error });
  }
}

/** A list of authors, each a mapping, is two deep. */
const MAX_DEPTH = 20;
const BLOCK_MARKS: ReadonlySet<string> = new Set(["-", "?", ":"]);

/**
 * Returns how deep values are nested, by the marks that open one: those of flow style until they close, those of block
 * style up to the end of the line, or in flow style to the next comma (by indentation, a depth takes the square of it in
 * blanks). The parser calls itself for each, and a stack that overflows inside a regular expression ends the process, so it
 * is never given such a text.
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
