/** @module Parser of AsciiDoc to blocks with exact offsets. */

import { blockWriter, type Inline, lineCursor, plainTitle, textLines } from "../../marked-text.ts";
import type { ReadText } from "../../markdown/markdown.ts";
import { attributeReader } from "./attributes.ts";
import { readBlocks } from "./blocks.ts";
import { originIn } from "./header.ts";
import { inlineEdits } from "./inline.ts";

const TAB_STOP = 4;

/** Parses a text from an offset on. */
export function readAdoc(text: string, bodyStart: number): ReadText {
  const lines = textLines(text, bodyStart, TAB_STOP);
  const attributes = attributeReader(text, lines);
  const writer = blockWriter(text);
  const { origin, titles, isOld } = readBlocks({
    text,
    cursor: lineCursor(text, lines),
    writer,
    attributes,
    length: lines.length,
  });
  const plainly: Inline = (source) =>
    inlineEdits(source, { attributes: new Map(), titles: new Map(), isOld });
  const values = new Map<string, string>();
  for (const [name, value] of attributes.values())
    if (!value.includes("{")) values.set(name, plainTitle(value, plainly));
  const seen = new Map<string, string>();
  for (const [id, { start, end }] of titles)
    seen.set(id, plainTitle(text.slice(start, end), plainly));
  const inline: Inline = (source) =>
    inlineEdits(source, { attributes: values, titles: seen, isOld });
  return writer.finish(inline, { ...origin, ...originIn(values) });
}
