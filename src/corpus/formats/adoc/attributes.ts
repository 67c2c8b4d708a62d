/** @module Attribute entries of AsciiDoc: values that a text may use by name. */

import type { TextLine } from "../../marked-text.ts";

const ENTRY = /^:(!?)([\p{L}\p{N}_][\p{L}\p{N}_-]{0,80})(!?):(?:[ \t]+([^]*))?$/u;

export interface AttributeReader {
  /** Reads the entry at a line, and returns the line after it; undefined if there is none. */
  read(at: number): number | undefined;
  /** Reads a line such as `ifdef::name[]` or `endif::[]`. */
  enter(line: string): void;
  /** Returns the values that are the same throughout the document. */
  values(): ReadonlyMap<string, string>;
}

/** Returns a reader of the entries of a document, in order. */
export function attributeReader(text: string, lines: readonly TextLine[]): AttributeReader {
  const values = new Map<string, string>();
  const ambiguous = new Set<string>();
  let conditions = 0;
  const lineOf = (at: number): string => {
    const line = lines[at];
    return line && line.indent === 0 ? text.slice(line.content, line.end) : "";
  };
  return {
    read(at) {
      const [all, before, name = "", after, first = ""] = ENTRY.exec(lineOf(at)) ?? [];
      if (all === undefined) return undefined;
      const parts = [first];
      let next = at + 1;
      for (; parts.at(-1)?.endsWith(" \\") && next < lines.length; next += 1)
        parts.push(lineOf(next));
      const value = parts.map((part) => part.replace(/\\$/, "")).join("");
      const key = name.toLowerCase();
      const isUnset = before === "!" || after === "!";
      if (conditions > 0 || isUnset || (values.get(key) ?? value) !== value) ambiguous.add(key);
      values.set(key, value);
      return next;
    },
    enter(line) {
      if (line.startsWith("endif")) conditions = Math.max(0, conditions - 1);
      else if (/\[\]$|^ifeval/.test(line)) conditions += 1;
    },
    values: () => new Map([...values].filter(([name]) => !ambiguous.has(name))),
  };
}
