/** @module The header of an AsciiDoc document: author, revision and attributes below its title. */

import type { Origin } from "../../front-matter.ts";
import { hideMarkup } from "./hidden.ts";
import type { Reading } from "./lines.ts";
import type { TitleReader } from "./titles.ts";

export interface Header {
  /** The line after it. */
  readonly end: number;
  /** Whether its title is underlined, which selects the older syntax. */
  readonly isOld: boolean;
  readonly origin: Origin;
}

/** Up to three names, and an address. */
const AUTHOR =
  /^([\p{L}\p{N}_][\p{L}\p{N}_'.-]{0,60}(?: [\p{L}\p{N}_][\p{L}\p{N}_'.-]{0,60}){0,3})(?: <([^<>\s]{1,200})>)?$/u;
const REVISION =
  /^(?:[vV]?\d[\w.-]{0,30},?|[vV]\d[\w.-]{0,30})(?:[ \t]*([^:\n]{0,60}))?(?::.{0,300})?$/;

/** Reads an author line; undefined if a line is none. */
function authorsIn(line: string): string | undefined {
  const names = line.split(/;\s+/).map((one) => AUTHOR.exec(one)?.[1]?.replaceAll("_", " "));
  return names.every((name) => name !== undefined) ? names.join(", ") : undefined;
}

/** Reads the date in a revision line, such as `v1.0, 2020-01-02: First`; undefined if a line is none. */
function revisionIn(line: string): { readonly date: string } | undefined {
  const found = REVISION.exec(line);
  if (!found) return undefined;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(line) ? line : (found[1] ?? "").trim();
  return { date };
}

/** Returns the metadata that attributes hold. */
export function originIn(attributes: ReadonlyMap<string, string>): Origin {
  const of = (...names: readonly string[]): string =>
    names
      .map((name) => attributes.get(name) ?? "")
      .find((one) => one !== "" && !one.includes("{")) ?? "";
  const origin = {
    author: of("author", "authors"),
    published: of("revdate", "date"),
    publisher: of("publisher", "organization"),
    licence: of("license", "licence"),
    language: of("lang"),
  };
  return Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== ""));
}

/** Reads the title of a document and the lines directly below it. */
export function readHeader(reading: Reading, titles: TitleReader): Header {
  const { cursor, writer, length } = reading;
  const { lineOf, spanOf, indentOf, isBlank } = cursor;
  const skipHidden = (from: number, isOver: (at: number) => boolean): number => {
    let at = from;
    while (at < length && !isOver(at)) {
      const end = isBlank(at) ? at + 1 : hideMarkup(reading, at, length);
      if (end === undefined) break;
      at = end;
    }
    return at;
  };
  const first = skipHidden(0, (at) => indentOf(at) > 0);
  const isTitle =
    /^[=#][ \t]/.test(lineOf(first)) ||
    (titles.isUnderlined(first, length) && lineOf(first + 1).startsWith("="));
  const below = isTitle && indentOf(first) === 0 ? titles.read(first, length) : undefined;
  if (below === undefined) return { end: first, isOld: false, origin: {} };
  const authors = authorsIn(lineOf(below));
  const revision = authors === undefined ? undefined : revisionIn(lineOf(below + 1));
  const after = below + (authors === undefined ? 0 : revision ? 2 : 1);
  if (after > below) writer.hide(spanOf(below, after));
  const date = revision?.date ?? "";
  const origin = {
    ...(authors ? { author: authors } : {}),
    ...(date ? { published: date } : {}),
  };
  return { end: skipHidden(after, isBlank), isOld: below === first + 2, origin };
}
