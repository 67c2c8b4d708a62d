/** @module Fields: lines such as `:name: value`, in a document's head, in lists and as options of directives. */

import type { Origin } from "../../front-matter.ts";

export const FIELD = /^:(?![:\s])((?:[^:\\\n`]|\\.|:(?!\s|$)){1,200}):(?=\s|$)/;

/** Fields that only Sphinx reads. */
export const HIDDEN_FIELD = /^(?:orphan|tocdepth|nocomments|nosearch)$/;

const LONGEST_VALUE = 300;

/** Returns the metadata in the bibliographic fields of docutils, by their names in lower case. */
export function originOf(fields: ReadonlyMap<string, string>): Origin {
  const of = (...names: readonly string[]): string =>
    names.map((name) => fields.get(name) ?? "").find(isValue) ?? "";
  const origin = {
    author: of("author", "authors").replace(/[;\n]\s*(?:[-*]\s+)?/g, ", "),
    published: of("date").replace(/^\$.*\$$/, ""),
    publisher: of("organization"),
    licence: of("license", "licence"),
    language: of("language"),
  };
  return Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== ""));
}

const isValue = (value: string): boolean => value !== "" && value.length <= LONGEST_VALUE;
