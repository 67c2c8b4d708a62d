/** @module A reply drawn for a terminal, from the same message that Discord gets. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import { styleText } from "node:util";
import stringWidth from "string-width";
import { label } from "../reply/citation.ts";
import type { Message } from "../reply/message.ts";
import type { Output } from "./io.ts";
import {
  type Line,
  linesOf,
  markedLinesOf,
  type Marks,
  type Run,
  withoutFragment,
} from "./markdown.ts";
import { wrap } from "./wrap.ts";

/** The abilities of an output. */
export interface Look {
  readonly colour: boolean;
  /** In cells; lines are not wrapped without it. */
  readonly columns?: number | undefined;
}

/** Longer lines are hard to read. */
const MOST_COLUMNS = 100;

/** Returns the abilities of a stream as they are now. */
export const lookOf = (stream: Output): Look => ({
  colour: takesColour(stream),
  columns: stream.isTTY ? Math.min(stream.columns || MOST_COLUMNS, MOST_COLUMNS) : undefined,
});

/** Checks whether a stream is a terminal with colours; NO_COLOR and FORCE_COLOR overrule that. */
export const takesColour = (stream: Output): boolean => styleText("bold", "x", { stream }) !== "x";

/** Draws a message as text that ends in a line feed. */
export type Draw = (message: Message) => string;

/** Returns a function that draws for a stream. It explains the marks of the text in bold when it first draws one. */
export function drawFor(stream: Output): Draw {
  let isExplained = false;
  return (message) => {
    const { text, marks } = draw(message, lookOf(stream));
    if (!marks || isExplained) return text;
    isExplained = true;
    return `${text}\n${explain(marks)}\n`;
  };
}

const explain = ([open, close]: Marks): string => `${open}…${close} marks the text that fits best.`;

/** Text, and the marks in it. */
interface Drawn {
  readonly text: string;
  readonly marks: Marks | undefined;
}

/** Draws a message. Without styles, marks are put around the text in bold of an embed's description. */
export function draw({ content, embeds, files }: Message, look: Look): Drawn {
  const drawn = embeds.map((embed) => drawEmbed(embed, look));
  const parts = [
    layOut(linesOf(visible(content)), look).join("\n"),
    ...drawn.map(({ text }) => text),
    ...files.map(
      ({ name, bytes }) => `${visible(name)}:\n${visible(Buffer.from(bytes).toString())}`,
    ),
  ];
  return {
    text: `${parts.filter((part) => part !== "").join("\n\n")}\n`,
    marks: drawn.find(({ marks }) => marks)?.marks,
  };
}

const INDENT = "  ";

function drawEmbed(embed: APIEmbed, look: Look): Drawn {
  const { author, title = "", url, description = "", fields = [], footer } = embed;
  const inner = narrowed(look);
  const body = look.colour
    ? { lines: linesOf(visible(description)), marks: undefined }
    : markedLinesOf(visible(description));
  const lines = [
    ...layOut(textLine(author?.name, "dim"), inner),
    ...layOut(linesOf(visible(title)).map(emboldened), inner),
    ...layOut(textLine(url && withoutFragment(url), "dim"), inner),
    ...layOut(body.lines, inner),
    ...fields.flatMap((field) => drawField(field, inner)),
    ...layOut(textLine(footer?.text, "dim"), inner),
  ];
  return { text: indented(lines).join("\n"), marks: body.marks };
}

const indented = (lines: readonly string[]): string[] =>
  lines.map((line) => (line === "" ? "" : INDENT + line));

/** The look of a text that is indented. */
const narrowed = ({ colour, columns }: Look): Look => ({
  colour,
  columns: columns === undefined ? undefined : columns - INDENT.length,
});

/** Draws a short field beside its name, and any other below it; one without a visible name by itself. */
function drawField({ name, value: source }: APIEmbedField, look: Look): string[] {
  const value = linesOf(visible(source));
  if (label(name) === "") return layOut(value, look);
  const named = linesOf(visible(`${name}:`)).map(dimmed);
  const [first] = value;
  const row: Line = {
    runs: [...(named[0]?.runs ?? []), { text: " ", style: "plain" }, ...(first?.runs ?? [])],
    isCode: false,
  };
  const isShort = stringWidth(textOf(row)) <= (look.columns ?? MOST_COLUMNS);
  if (value.length === 1 && first?.isCode === false && isShort) return layOut([row], look);
  return ["", ...layOut(named, look), ...indented(layOut(value, narrowed(look)))];
}

/** Returns a line of plain text; none for an empty one. */
const textLine = (text = "", style: Run["style"]): Line[] =>
  text === "" ? [] : [{ runs: [{ text: visible(text), style }], isCode: false }];

const styledLine =
  (style: Run["style"]) =>
  (line: Line): Line => ({ ...line, runs: line.runs.map(({ text }) => ({ text, style })) });
const emboldened = styledLine("bold");
const dimmed = styledLine("dim");

const textOf = ({ runs }: Line): string => runs.map(({ text }) => text).join("");

/** Draws lines, wrapped at words; code and rows of tables are left whole. */
const layOut = (lines: readonly Line[], { colour, columns }: Look): string[] =>
  lines.flatMap((line) => {
    const text = textOf(line);
    if (columns === undefined || line.isCode || TABLE_ROW.test(text))
      return [paint(line.runs, colour)];
    const hang = hangOf(text);
    return wrap(text, columns, hang.length).map(
      ({ start, end }, at) => (at > 0 ? hang : "") + paint(cut(line.runs, start, end), colour),
    );
  });

const TABLE_ROW = /^\s*\|/;
/** The indentation of a line, with the mark or number of an item, or the bar of a block quote. */
const MARKER = /^ {0,12}(?:(?:[-*•·]|\d{1,3}[.)]|\[\d+\]|│) +)?/;

/** Returns the beginning of a wrapped line's further rows: they are below its first word. */
const hangOf = (text: string): string => (MARKER.exec(text)?.[0] ?? "").replace(/[^│]/g, " ");

/** Returns the runs between two offsets of a line. */
function cut(runs: readonly Run[], start: number, end: number): Run[] {
  let offset = 0;
  return runs.flatMap(({ text, style }) => {
    const part = text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
    offset += text.length;
    return part === "" ? [] : [{ text: part, style }];
  });
}

const paint = (runs: readonly Run[], colour: boolean): string =>
  runs
    .map(({ text, style }) =>
      !colour || style === "plain" ? text : styleText(style, text, { validateStream: false }),
    )
    .join("");

/** Replaces control characters by their pictures: a document must not control the terminal. */
export const visible = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(/\p{Cc}/gu, (control) => {
    if (control === "\n" || control === "\t") return control;
    return control < " " ? String.fromCodePoint(0x2400 + control.charCodeAt(0)) : "\u2421";
  });
