/** @module Parser of reStructuredText to blocks with exact offsets. */

import { blockWriter, type Inline, plainTitle, textLines } from "../../marked-text.ts";
import type { ReadText } from "../../markdown/markdown.ts";
import type { Origin } from "../../front-matter.ts";
import { readBlocks } from "./blocks.ts";
import { inlineEdits } from "./inline.ts";

const TAB_STOP = 8;

/** Parses a text from an offset on. */
export function readRst(text: string, bodyStart: number): ReadText {
  const writer = blockWriter(text);
  const { targets, substitutions, fields, roles } = readBlocks(
    text,
    textLines(text, bodyStart, TAB_STOP),
    writer,
  );
  const plainly: Inline = (source) =>
    inlineEdits(source, { targets, roles, substitutions: new Map() });
  const shown = new Map(
    [...substitutions].map(([name, value]) => [name, plainTitle(value, plainly)]),
  );
  const inline: Inline = (source) => inlineEdits(source, { targets, roles, substitutions: shown });
  return writer.finish(inline, originOf(fields));
}

/** Reads the bibliographic fields of docutils. */
function originOf(fields: ReadonlyMap<string, string>): Origin {
  const of = (...names: readonly string[]): string =>
    names
      .map((name) => fields.get(name) ?? "")
      .find((value) => value !== "" && value.length < 300) ?? "";
  const origin = {
    author: of("author", "authors").replace(/\s*[;\n]\s*(?:[-*]\s+)?/g, ", "),
    published: of("date").replace(/^\$.*\$$/, ""),
    publisher: of("organization"),
    licence: of("license", "licence"),
    language: of("language"),
  };
  return Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== ""));
}
