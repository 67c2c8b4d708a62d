/** @module The header of an AsciiDoc document: author, revision and attributes below its title. */

import type { Origin } from "../../front-matter.ts";

/** Up to three names, and an address. */
const AUTHOR =
  /^([\p{L}\p{N}_][\p{L}\p{N}_'.-]{0,60}(?: [\p{L}\p{N}_][\p{L}\p{N}_'.-]{0,60}){0,3})(?: <([^<>\s]{1,200})>)?$/u;
const REVISION =
  /^(?:[vV]?\d[\w.-]{0,30},?|[vV]\d[\w.-]{0,30})(?:[ \t]*([^:\n]{0,60}))?(?::.{0,300})?$/;

/** Reads an author line; undefined if a line is none. */
export function authorsIn(line: string): string | undefined {
  const names = line.split(/;\s+/).map((one) => AUTHOR.exec(one)?.[1]?.replaceAll("_", " "));
  return names.every((name) => name !== undefined) ? names.join(", ") : undefined;
}

/** Reads the date in a revision line, such as `v1.0, 2020-01-02: First`; undefined if a line is none. */
export function revisionIn(line: string): { readonly date: string } | undefined {
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
