/** @module What Discord would show of a text, by a parser that others wrote. */

import { parse } from "discord-markdown-parser";

interface Shown {
  readonly text: string;
  /** The kinds of what is no plain text, once each. */
  readonly marks: readonly string[];
}

/** The plain text that a reader sees, and whatever in it is more than that. */
export function shownBy(markdown: string): Shown {
  const marks = new Set<string>();
  const text = textOf(parse(markdown, "extended"), marks);
  return { text, marks: [...marks].toSorted() };
}

function textOf(node: unknown, marks: Set<string>): string {
  if (typeof node === "string") return node;
  if (Array.isArray(node)) return node.map((child: unknown) => textOf(child, marks)).join("");
  if (typeof node !== "object" || node === null) return "";
  const [type, content] = [
    "type" in node ? String(node.type) : "",
    "content" in node ? node.content : "",
  ];
  if (type === "br") return "\n";
  if (type === "twemoji" && "name" in node) return String(node.name);
  if (type !== "text" && type !== "escape") marks.add(type);
  return textOf(content, marks);
}

/** A text as the parser can show it: line ends are `\n`, tabs are blanks, form feeds and white space at edges are gone. */
export const plain = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replaceAll("\f", "").replaceAll("\t", "    ").trim();
