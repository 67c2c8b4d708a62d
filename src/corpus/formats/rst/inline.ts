/** @module Inline markup of reStructuredText: the edits that leave what a reader of the rendered page sees. */

import { type Edit, editText } from "../../edits.ts";
import { writeShifted } from "../../extraction/superscript.ts";
import { endFinder, type InlineMarkup } from "../../marked-text.ts";
import type { Link } from "../../markdown/inline-markup.ts";
import { matchAt, onOneLine } from "../../span.ts";

/** Names that a document defines. */
export interface Definitions {
  readonly targets: ReadonlySet<string>;
  /** By name, the text that is shown instead. */
  readonly substitutions: ReadonlyMap<string, string>;
  /** By name, the role that each role of the document is based on. */
  readonly roles: ReadonlyMap<string, string>;
}

export const foldName = (name: string): string => onOneLine(name).toLowerCase();

const SIGN =
  /\\[^]?|:[\w.+-]{1,60}(?::[\w.+-]{1,60}){0,3}:`|``|_`|`|\*\*?|\||\[|(?<=[\p{L}\p{N}])__?(?![\p{L}\p{N}_])/gu;
const BEFORE = /[\s'"([{<\-/:\p{Ps}\p{Pi}\p{Pf}\p{Pd}\p{Po}]/u;
const AFTER = /[\s'")\]}>\-/:.,;!?\\\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Po}]/u;
const NOTE = /\[(\d{1,5}|#[\w.-]{0,80}|\*|[\p{L}\p{N}][\w.+:-]{0,80})\]_(?![\w`])/uy;
const REFERENCE = /[\p{L}\p{N}]+(?:[-.:+_][\p{L}\p{N}]+)*$/u;
const LONGEST_NAME = 100;
const SUFFIX = /(__?)(?![\p{L}\p{N}_])|:([\w.+-]{1,60}(?::[\w.+-]{1,60}){0,3}):/uy;

/** Divides a content such as `text <target>`; undefined if it has no target. */
function targetIn(content: string): { readonly text: string; readonly target: string } | undefined {
  const open = content.endsWith(">") ? content.lastIndexOf("<") : -1;
  if (open === -1 || content.charAt(open - 1) === "\\") return undefined;
  return { text: content.slice(0, open).trimEnd(), target: content.slice(open + 1, -1) };
}

const CLOSING: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  "(": ")",
  "[": "]",
  "{": "}",
  "<": ">",
};

/** Returns the edits of a paragraph, in linear time. */
export function inlineEdits(source: string, definitions: Definitions): InlineMarkup {
  const edits: Edit[] = [];
  const links: Link[] = [];
  const find = endFinder(source);
  const opens = (at: number, after: number): boolean => {
    const [before, next] = [source.charAt(at - 1), source.charAt(after)];
    if (next === "" || /\s/.test(next)) return false;
    return before === "" || (BEFORE.test(before) && CLOSING[before] !== next);
  };
  const closes = (length: number, isLiteral: boolean) => (at: number) =>
    !/\s/.test(source.charAt(at - 1)) &&
    (isLiteral || source.charAt(at - 1) !== "\\") &&
    isAfter(source, at + length);
  const drop = (start: number, end: number, text = ""): number => {
    edits.push({ start, end, text });
    return end;
  };
  const around = (at: number, sign: string, isLiteral = false): number => {
    const from = at + sign.length;
    const end = opens(at, from) ? find(sign, from + 1, closes(sign.length, isLiteral)) : -1;
    if (end === -1) return from;
    drop(at, from);
    if (!isLiteral) unescape(from, end);
    return drop(end, end + sign.length);
  };
  const unescape = (from: number, end: number): void => {
    for (const { 0: escape, index } of source.slice(from, end).matchAll(/\\[^]?/g))
      drop(from + index, from + index + (/\s$/.test(escape) ? 2 : 1));
  };
  /** Reads a text between backquotes, with a role before or after it, or a reference. */
  const interpreted = (at: number, role: string): number => {
    const from = at + (role === "" ? 1 : role.length + "::`".length);
    const end = opens(at, from) ? find("`", from + 1, closesInterpreted) : -1;
    if (end === -1) return from;
    const [suffix = "", reference, later] = matchAt(SUFFIX, source, end + 1) ?? [];
    const after = end + 1 + suffix.length;
    const content = source.slice(from, end);
    if (reference !== undefined) return linked(at, from, end, after);
    const name = role || (later ?? "");
    const base = definitions.roles.get(name) ?? name;
    const shown = textOfRole(base, content);
    if (shown === undefined) return after;
    if (!content.endsWith(shown) && !content.startsWith(shown)) return drop(at, after, shown);
    const start = content.endsWith(shown) ? end - shown.length : from;
    drop(at, start);
    if (!RAW_ROLES.has(base)) unescape(start, start + shown.length);
    return drop(start + shown.length, after);
  };
  const closesInterpreted = (at: number): boolean =>
    !/\s/.test(source.charAt(at - 1)) &&
    source.charAt(at - 1) !== "\\" &&
    source.charAt(at + 1) !== "`" &&
    (isAfter(source, at + 1) || isSuffix(source, at + 1));
  const linked = (at: number, from: number, end: number, after: number): number => {
    const { text = "", target = "" } = targetIn(source.slice(from, end)) ?? {};
    drop(at, from);
    if (target === "") return drop(end, after);
    if (text.trim() === "") {
      const address = source.lastIndexOf("<", end);
      drop(from, address + 1);
      return drop(end - 1, after);
    }
    const until = from + text.length;
    unescape(from, until);
    if (/^https?:\/\//.test(target)) links.push({ start: from, end: until, href: target });
    return drop(until, after);
  };
  const read = (at: number, sign: string): number => {
    const next = at + sign.length;
    if (sign.startsWith("\\")) return drop(at, /\s/.test(sign.charAt(1)) ? next : at + 1) && next;
    if (sign.startsWith(":")) return interpreted(at, sign.slice(1, -2));
    switch (sign) {
      case "``":
        return around(at, sign, true);
      case "`":
        return interpreted(at, "");
      case "*":
      case "**":
        return around(at, sign);
      case "_`": {
        const end = opens(at, next) ? find("`", next + 1, closesInterpreted) : -1;
        if (end === -1) return next;
        drop(at, next);
        return drop(end, end + 1);
      }
      case "|": {
        const end = opens(at, next) ? find(sign, next + 1, closesSubstitution) : -1;
        const shown =
          end === -1 ? undefined : definitions.substitutions.get(source.slice(next, end));
        if (shown === undefined) return next;
        return drop(at, (matchAt(/__?/y, source, end + 1)?.[0].length ?? 0) + end + 1, shown);
      }
      case "[": {
        const [note = "", label = ""] = matchAt(NOTE, source, at) ?? [];
        if (note === "" || /^[#*]/.test(label) || !opens(at, next)) return next;
        return drop(at + note.length - 1, at + note.length);
      }
      default: {
        const name = REFERENCE.exec(source.slice(Math.max(0, at - LONGEST_NAME), at))?.[0] ?? "";
        const isKnown = sign === "__" || definitions.targets.has(foldName(name));
        const before = source.charAt(at - name.length - 1);
        const isReference =
          isKnown && (before === "" || BEFORE.test(before)) && isAfter(source, next);
        return isReference ? drop(at, next) : next;
      }
    }
  };
  const closesSubstitution = (at: number): boolean =>
    !/\s/.test(source.charAt(at - 1)) && (isAfter(source, at + 1) || isSuffix(source, at + 1));
  SIGN.lastIndex = 0;
  for (let found = SIGN.exec(source); found; found = SIGN.exec(source))
    SIGN.lastIndex = read(found.index, found[0]);
  return { edits, links };
}

const isAfter = (source: string, at: number): boolean =>
  at >= source.length || AFTER.test(source.charAt(at));

const isSuffix = (source: string, at: number): boolean => matchAt(SUFFIX, source, at) !== null;

/** Roles whose content is shown, the part before a target in angle brackets if it has one. */
const SHOWN_ROLES: ReadonlySet<string> = new Set(
  (
    "emphasis strong literal code title title-reference t math raw-latex guilabel kbd command dfn file samp program makevar " +
    "mailheader mimetype newsgroup regexp manpage menuselection abbr acronym download keyword option envvar token term " +
    "mod func class meth attr exc data const obj type macro member struct enum enumerator union var function method cmdoption confval"
  ).split(" "),
);
/** Roles in which a backslash is a backslash. */
const RAW_ROLES: ReadonlySet<string> = new Set(["code", "math"]);
/** Roles whose content is shown only if it has a text of its own: else a title or number that is elsewhere. */
const TITLED_ROLES: ReadonlySet<string> = new Set("ref doc numref any eq".split(" "));
const DOMAIN = /^(?:py|c|cpp|js|rst|std|php|rb|go|dn):/;
const PREFIXED: Readonly<Record<string, string>> = {
  pep: "PEP ",
  "pep-reference": "PEP ",
  rfc: "RFC ",
  "rfc-reference": "RFC ",
};

/** Returns the text of a role as it is rendered; undefined if that is not known. */
function textOfRole(role: string, content: string): string | undefined {
  if (role === "") return content;
  const name = role.replace(DOMAIN, "").toLowerCase();
  const titled = targetIn(content)?.text;
  if (name === "sup" || name === "superscript") return writeShifted(plain(content), "superscript");
  if (name === "sub" || name === "subscript") return writeShifted(plain(content), "subscript");
  const prefix = PREFIXED[name];
  if (prefix !== undefined) return titled || prefix + content.replace(/#.*$/s, "");
  if (TITLED_ROLES.has(name)) return titled || undefined;
  if (!SHOWN_ROLES.has(name)) return undefined;
  if (titled) return titled;
  if (content.startsWith("!")) return content.slice(1);
  return content.startsWith("~") ? (content.slice(1).split(".").at(-1) ?? content) : content;
}

const plain = (content: string): string =>
  editText(
    content,
    { start: 0, end: content.length },
    Array.from(content.matchAll(/\\(?:\s|(?=.))/g), ({ index, 0: escape }) => ({
      start: index,
      end: index + escape.length,
      text: "",
    })),
  ).text;
