/** @module The Markdown parser, for blocks alone: it reads nothing inline, and tables only where there may be one. */

import type { RootContent } from "mdast";
import { fromMarkdown, type Options } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

type Syntax = NonNullable<Options["extensions"]>[number];
type Inline = NonNullable<Extract<Syntax, { text?: unknown }>["text"]>;
type Construct = Extract<Inline[number], { tokenize: unknown }>;
type State = ReturnType<Construct["tokenize"]>;

/** Takes a line as it is from the first character that may begin something inline, which is what is hard to parse. */
const REST_OF_LINE: Construct = {
  tokenize(effects, ok) {
    const inside: State = (code) => {
      if (code === null || code < TAB) {
        effects.exit("data");
        return ok(code);
      }
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter("data");
      return inside(code);
    };
  },
};
/** The parser's own code; those of line ends are below it. */
const TAB = -2;

const LINES: Syntax = {
  text: Object.fromEntries(
    Array.from("!&*<[\\]_`", (mark) => [mark.charCodeAt(0), REST_OF_LINE] as const),
  ),
};
/** In MDX, what is indented is no code. */
const MDX: Syntax = { disable: { null: ["codeIndented"] } };

const optionsFor = (hasTables: boolean, isMdx: boolean): Options => ({
  extensions: [...(hasTables ? [gfmTable()] : []), LINES, ...(isMdx ? [MDX] : [])],
  mdastExtensions: hasTables ? [gfmTableFromMarkdown()] : [],
});
/** There is one below the head of each table. The extension takes the first line of each paragraph apart as such a head. */
const DELIMITER_ROW = /^[ \t>]*[|:-][ \t|:-]*$/m;

/** Parses a text to its top-level nodes, in which what is inline is plain text. */
export const parseBlocks = (text: string, isMdx: boolean): RootContent[] =>
  fromMarkdown(text, optionsFor(DELIMITER_ROW.test(text), isMdx)).children;
