/** @module Discord's Markdown as lines of styled text, for a terminal. */

import { parse } from "discord-markdown-parser";
import { z } from "zod";

export type Style = "plain" | "bold" | "dim";

/** Text in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

export interface Line {
  readonly runs: readonly Run[];
  /** Of a block of code. */
  readonly isCode: boolean;
}

/** A run that may hold line feeds. */
interface Piece extends Run {
  readonly isCode: boolean;
}

/** Returns the lines of a text. Links show their address, marks of Markdown are gone; blank lines at the end, too. */
export const linesOf = (source: string): Line[] => split(piecesIn(source));

/** Returns the same with marks around the text in bold, where there is one such text, for a terminal without styles. */
export function markedLinesOf(source: string): {
  readonly lines: Line[];
  /** Undefined where nothing is marked. */
  readonly marks: Marks | undefined;
} {
  const pieces = piecesIn(source);
  const from = pieces.findIndex(isBold);
  const length = pieces.slice(from).findIndex((piece) => !isBold(piece));
  const to = length === -1 ? pieces.length : from + length;
  if (from === -1 || pieces.slice(to).some(isBold))
    return { lines: split(pieces), marks: undefined };
  const marks = marksFor(pieces.map((piece) => piece.text).join(""));
  const [open, close] = marks.map((mark) => text(mark, "bold"));
  const marked = [pieces.slice(0, from), open, pieces.slice(from, to), close, pieces.slice(to)];
  return { lines: split(marked.flatMap((some = []) => some)), marks };
}

export type Marks = readonly [open: string, close: string];

const isBold = ({ style }: Run): boolean => style === "bold";

/** Returns marks that the text does not hold, so that they cannot be taken for a part of it. */
function marksFor(shown: string): Marks {
  let marks: Marks = ["►", "◄"];
  while (marks.some((mark) => shown.includes(mark))) marks = [`►${marks[0]}`, `◄${marks[1]}`];
  return marks;
}

function split(pieces: readonly Piece[]): Line[] {
  const lines: { runs: Run[]; isCode: boolean }[] = [];
  for (const [at, { text: shown, style, isCode }] of pieces.entries())
    for (const [row, part] of shown.split("\n").entries()) {
      if (row > 0 || at === 0) lines.push({ runs: [], isCode });
      const line = lines.at(-1);
      if (!line) continue;
      if (part !== "") addRun(line.runs, { text: part, style });
      line.isCode ||= isCode;
    }
  while (lines.at(-1)?.runs.length === 0) lines.pop();
  return lines;
}

/** Adds a run, to the last one where that has its style. */
function addRun(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last?.style === run.style) runs[runs.length - 1] = { ...run, text: last.text + run.text };
  else runs.push(run);
}

const piecesIn = (source: string): Piece[] => piecesOf(parse(source, "extended"), "plain");

/** A node of the parser; its fields depend on its type. */
const Node = z.looseObject({ type: z.string() });
type Node = z.infer<typeof Node>;

function piecesOf(content: unknown, style: Style): Piece[] {
  if (typeof content === "string") return [{ text: content, style, isCode: false }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((value: unknown) => {
    const node = Node.parse(value);
    return (SHOWS[node.type] ?? inside)(node, style);
  });
}

type Show = (node: Node, style: Style) => Piece[];

const inside: Show = ({ content }, style) => piecesOf(content, style);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const text = (shown: string, style: Style): Piece[] => [{ text: shown, style, isCode: false }];
const lineFeed: Show = (_, style) => text("\n", style);
const mention =
  (sign: string, field: string): Show =>
  (node, style) =>
    text(sign + textOf(node[field]), style);

/** Shows a link's text, and its address unless that is the text. */
const link: Show = (node, style) => {
  const shown = inside(node, style);
  const address = withoutFragment(textOf(node.target));
  if (address === shown.map((piece) => piece.text).join("")) return shown;
  return [...shown, ...text(` (${address})`, "dim")];
};

/** Removes the text to highlight from an address, which is long and for browsers only. */
export const withoutFragment = (address: string): string => address.replace(/#?:~:.*$/s, "");

/** Begins each line of a block quote. */
const BAR = "│ ";

const quote: Show = (node, style) => {
  const pieces = inside(node, style);
  const isEnd = (at: number): boolean => at === pieces.length - 1 && pieces[at]?.text === "\n";
  const barred = pieces.map((piece, at) =>
    isEnd(at) ? piece : { ...piece, text: piece.text.replaceAll("\n", `\n${BAR}`) },
  );
  return [...text(BAR, style), ...barred];
};

/** Renderers of the nodes whose content is not all that is shown. */
const SHOWS: Readonly<Record<string, Show>> = {
  br: lineFeed,
  newline: lineFeed,
  strong: (node) => inside(node, "bold"),
  heading: (node) => [...inside(node, "bold"), ...text("\n", "plain")],
  subtext: (node) => [...inside(node, "dim"), ...text("\n", "plain")],
  codeBlock: (node) => [{ text: textOf(node.content), style: "plain", isCode: true }],
  blockQuote: quote,
  link,
  url: link,
  autolink: link,
  timestamp: (node, style) => text(momentOf(Number(node.timestamp)), style),
  twemoji: mention("", "name"),
  everyone: mention("@everyone", ""),
  here: mention("@here", ""),
  user: mention("@", "id"),
  role: mention("@", "id"),
  channel: mention("#", "id"),
  slashCommand: mention("/", "fullName"),
};

const MOST_SECONDS = 8.64e12;

function momentOf(seconds: number): string {
  if (!(Math.abs(seconds) < MOST_SECONDS)) return `<t:${seconds}>`;
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
