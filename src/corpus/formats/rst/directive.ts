/** @module Reading of a directive: of its name, argument, options and content, the parts that a reader sees. */

import { type BlockWriter, type LineCursor, skipBlanks } from "../../marked-text.ts";
import type { Span } from "../../span.ts";
import { FIELD } from "./fields.ts";
import { kindOf, phraseOf, titleOf } from "./directives.ts";

interface Context {
  readonly text: string;
  readonly cursor: LineCursor;
  readonly writer: BlockWriter;
  /** By name, the role that each role of the document is based on. */
  readonly roles: Map<string, string>;
}

/** A directive, by its lines. */
interface Directive {
  readonly at: number;
  readonly end: number;
  /** The length of its mark, such as `.. note::`. */
  readonly head: number;
  readonly name: string;
}

const ROLE = /^([\w.+-]{1,60})(?:[ \t]{0,9}\([ \t]{0,9}([\w.+-]{1,60})[ \t]{0,9}\))?/;
/** Directives that may begin with content in their first line. */
const FIRST_LINE = /^(?:line-block|highlights|epigraph|pull-quote|compound|glossary|hlist)$/;

/** Returns a function that reads a directive; `readBody` reads its content from a line on. */
export function directiveReader({ text, cursor, writer, roles }: Context) {
  const { lineOf, spanOf, startOf, skipBlank, paragraphEnd } = cursor;

  return ({ at, end, head, name }: Directive, readBody: (from: number) => void): void => {
    const { start, end: lineEnd } = spanOf(at, at + 1);
    const below = Math.min(paragraphEnd(at, end), end);
    let argumentEnd = at + 1;
    while (argumentEnd < below && !FIELD.test(lineOf(argumentEnd))) argumentEnd += 1;
    const argument = {
      start: skipBlanks(text, start + head, lineEnd),
      end: spanOf(at, argumentEnd).end,
    };
    const given = text.slice(argument.start, argument.end).trim();
    const hide = (): void => writer.hide({ start, end: spanOf(at, end).end });
    const dropMark = (to: number): void => writer.drop({ start, end: to });
    const dropOptions = (): void => {
      if (argumentEnd < below) writer.drop(spanOf(argumentEnd, below));
    };
    const addCode = (
      from: number,
      own: Span = { start: startOf(from), end: spanOf(at, end).end },
    ) => writer.add("code", own);

    const readCode = (): void => {
      const isContent = argumentEnd === below && argumentEnd > at + 1;
      if (name === "math" && argument.start < lineEnd) {
        dropMark(argument.start);
        addCode(at, argument);
        dropOptions();
        if (below < end) addCode(skipBlank(below, end));
        return;
      }
      dropMark(isContent ? lineEnd : argument.end);
      dropOptions();
      const first = skipBlank(isContent ? at + 1 : below, end);
      if (first < end) addCode(first);
    };
    const readArgument = (isRaw: boolean): void => {
      dropMark(argument.start);
      if (given !== "") writer.addLines(argument, isRaw);
    };
    const readVersion = (): void => {
      const version = /^\S*/.exec(text.slice(argument.start, lineEnd))?.[0] ?? "";
      const after = argument.start + version.length;
      const hasText = text.slice(after, argument.end).trim() !== "";
      writer.edit({ start, end: argument.start }, `${phraseOf(name)} `);
      if (version !== "" && hasText) writer.edit({ start: after, end: after }, ":");
      writer.add("prose", { start, end: argument.end });
    };
    const readRest = (): void => {
      dropOptions();
      readBody(below);
    };

    switch (kindOf(name, given)) {
      case "missing":
        writer.warn(`it includes other text by "${name}", which is not read`);
        return hide();
      case "hidden": {
        const [, role, base = "emphasis"] = (name === "role" && ROLE.exec(given)) || [];
        if (role !== undefined) roles.set(role, base);
        return hide();
      }
      case "code":
        return readCode();
      case "titled":
        readArgument(false);
        return readRest();
      case "signature":
        readArgument(true);
        return readRest();
      case "unknown":
        writer.addLines({ start, end: given === "" ? start + head : argument.end }, true);
        return readRest();
      case "content":
        if (FIRST_LINE.test(name) && argumentEnd === below) {
          dropMark(argument.start);
          writer.add("prose", argument);
        } else dropMark(argument.end);
        return readRest();
      case "admonition":
        writer.edit({ start, end: start + head }, titleOf(name));
        writer.add("prose", { start, end: Math.max(argument.end, start + head) });
        return readRest();
      case "version":
        readVersion();
        return readRest();
    }
  };
}
