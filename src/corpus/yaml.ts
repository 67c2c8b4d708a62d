/** @module YAML of strangers, read within bounds: every scalar is the text that is written. */

import { Lexer, LineCounter, parseDocument, type YAMLError } from "yaml";
import { messageOf } from "../base/errors.ts";

/** The value of a YAML text, or the fault in it. */
export type ParsedYaml = { readonly value: unknown } | { readonly fault: string };

/** YAML forbids tabs in indentation; editors and other parsers do not. */
const LEADING_TABS = /^\t+/gm;

/** Reads a YAML text that begins on a line of its file. Neither 2020.10 nor 4.0 becomes a number. */
export function parseYaml(written: string, firstLine: number): ParsedYaml {
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
