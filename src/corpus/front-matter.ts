/** @module Front matter: metadata at the head of a document, in YAML, TOML or JSON. */

import { parse as parseToml } from "smol-toml";
import { stringify, Lexer, LineCounter, parseDocument, type YAMLError } from "yaml";
import { messageOf, UserError } from "../base/errors.ts";
import { FIELDS, type Metadata, type Origin, readMapping } from "./fields.ts";
import { matchAt, onOneLine } from "./span.ts";

export { FIELDS, type Origin } from "./fields.ts";

export interface FrontMatter extends Metadata {
  /** The offset of the document's text, in UTF-16 units. */
  readonly bodyStart: number;
}

/** A parsed value, or the fault in its source. */
type Parsed = { readonly value: unknown } | { readonly fault: string };

/** A syntax of front matter: its delimiters, and the parser of the text between. */
interface Form {
  readonly opening: RegExp;
  readonly closing: RegExp;
  /** Matches a text that is meant as front matter, even with a fault. */
  readonly isMeant: RegExp;
  readonly parse: (source: string) => Parsed;
  /** Whether the delimiters are part of the parsed text. */
  readonly isInclusive?: true;
}

/** In UTF-16 units: the parser takes quadratic time for some texts. */
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
 * Reads the front matter at the head of a file. The body of a file without any begins at 0 (after a byte order mark, at 1),
 * as does that of a file whose first `---` is a thematic break.
 * @throws UserError if it is present but no mapping of text fields.
 */
export function readFrontMatter(text: string): FrontMatter {
  const bodyStart = text.startsWith("\uFEFF") ? 1 : 0;
  const form = [YAML, TOML, JSON_FORM].find(({ opening }) => opening.test(text));
  const found = form && readForm(text, form);
  return found ?? { origin: {}, isDraft: false, bodyStart };
}

/** Returns undefined if the lines are text and no fields: a paragraph between two thematic breaks. */
function readForm(text: string, form: Form): FrontMatter | undefined {
  const opened = form.opening.exec(text)?.[0].length ?? 0;
  const closing = matchAt(form.closing, text.slice(0, MAX_LENGTH), opened);
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
 * Writes fields as YAML, one line each.
 * @throws UserError if they are longer than front matter may be.
 */
export function writeFields(origin: Origin): string {
  const known = FIELDS.flatMap((name) => {
    const value = onOneLine(origin[name] ?? "");
    return value ? [[name, value] as const] : [];
  });
  const lines = known.length === 0 ? "" : stringify(Object.fromEntries(known), { lineWidth: 0 });
  if (lines.length < MAX_LENGTH / 2) return lines;
  throw new UserError("its metadata is longer than 8 kB: shorten it");
}

/**
 * Reads the fields of a text that is only front matter, with or without the delimiters `---`.
 * @throws UserError if it is no YAML mapping of text fields.
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

/** Tabs in indentation, which YAML forbids but editors and other parsers accept. */
const LEADING_TABS = /^\t+/gm;

/** Parses YAML within bounds; `firstLine` is its line in the file. Every scalar is text: 2020.10 and 4.0 stay as written. */
function parseYaml(written: string, firstLine: number): Parsed {
  const source = written.replace(LEADING_TABS, (tabs) => "  ".repeat(tabs.length));
  if (depthOf(source) > MAX_DEPTH) return { fault: "its values are nested too deeply" };
  const lineCounter = new LineCounter();
  try {
    // Pretty errors copy the whole text each, which takes quadratic time for many faults.
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

/** Converts to plain values, with a bound on the expansion of aliases. */
function toPlain(yaml: ReturnType<typeof parseDocument>): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 20 });
  } catch (error) {
    throw new Error("it uses too many aliases", { cause: error });
  }
}

/** The deepest nesting of values; a list of authors, each a mapping, has depth 2. */
const MAX_DEPTH = 20;
const BLOCK_INDICATORS: ReadonlySet<string> = new Set(["-", "?", ":"]);

/**
 * Returns an upper bound of the nesting depth, by indicators: those of flow style until they close, those of block style up
 * to the end of the line, or in flow style to the next comma (depth by indentation takes quadratically many blanks). The
 * parser recurses, and a stack overflow inside a regular expression ends the process, so deep texts are rejected first.
 */
function depthOf(source: string): number {
  let [flow, inEntry, deepest] = [0, 0, 0];
  for (const token of new Lexer().lex(source)) {
    if (token === "[" || token === "{") flow += 1;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    else if (BLOCK_INDICATORS.has(token)) inEntry += 1;
    else if (flow > 0 ? token === "," : /^\r?\n$/.test(token)) inEntry = 0;
    deepest = Math.max(deepest, flow, inEntry);
  }
  return deepest;
}
