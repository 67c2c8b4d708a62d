/** @module The parts of a passage as HTML: prose, code, tables, as a reader of the rendered document sees them. */

import type { ShownCode, ShownPart, ShownProse, ShownRow, ShownRun } from "../../corpus/shown.ts";
import { linkFor, maskedLink } from "../../reply/link.ts";
import { Exact } from "../exact.tsx";
import type { PassageWords } from "./words/words.ts";

interface PartsProps {
  readonly parts: readonly ShownPart[];
  readonly words: PassageWords;
}

export const Parts = ({ parts, words }: PartsProps) => (
  <>
    {blocksOf(parts).map((block) => {
      if (block.kind === "prose") return <Prose runs={block.runs} />;
      if (block.kind === "code") return <Code code={block} name={words.code} />;
      return <Table rows={block.rows} name={words.table} />;
    })}
  </>
);

/** Returns the text of parts that are all prose; undefined if one is not. */
export const proseOf = (parts: readonly ShownPart[]): string | undefined =>
  parts.every((part) => part.kind === "prose")
    ? parts.map(({ before, runs }) => before + runs.map(({ text }) => text).join("")).join("")
    : undefined;

type Block =
  | { readonly kind: "prose"; readonly runs: ShownRun[] }
  | ShownCode
  | { readonly kind: "table"; readonly rows: ShownRow[] };

/** Joins prose to one block, and the rows of a table to another. */
function blocksOf(parts: readonly ShownPart[]): Block[] {
  const blocks: Block[] = [];
  const addProse = (runs: readonly ShownRun[]): void => {
    const last = blocks.at(-1);
    if (last?.kind === "prose") last.runs.push(...runs);
    else blocks.push({ kind: "prose", runs: withoutFirstBreaks(runs) });
  };
  for (const part of parts) {
    const last = blocks.at(-1);
    if (part.kind === "prose") addProse([{ text: part.before }, ...part.runs]);
    else if (part.kind === "row" && last?.kind === "table" && last.rows[0]?.table === part.table)
      last.rows.push(part);
    else {
      if (part.before.trim() !== "") addProse([{ text: part.before }]);
      blocks.push(part.kind === "code" ? part : { kind: "table", rows: [part] });
    }
  }
  return blocks;
}

const withoutFirstBreaks = ([first, ...others]: ShownProse["runs"]): ShownRun[] =>
  first ? [{ ...first, text: first.text.replace(/^[\r\n]+/, "") }, ...others] : [];

const Prose = ({ runs }: Pick<ShownProse, "runs">) => (
  <div class="prose">
    {runs.map(({ text, href }) =>
      // A link where a reply in Discord has one, too: its text can't be mistaken for another address.
      maskedLink(text, href) === undefined ? (
        <Exact text={text} />
      ) : (
        <a href={linkFor(href, "embed")} rel="noopener noreferrer nofollow">
          <Exact text={text} />
        </a>
      ),
    )}
  </div>
);

/** A long line is reached by scrolling, by keyboard too. */
const Code = ({ code: { text }, name }: { readonly code: ShownCode; readonly name: string }) => (
  <pre tabindex={0} role="group" aria-label={name}>
    <Exact text={text} />
  </pre>
);

/** Renders rows below their header, or below the names of their columns where the header is above the passage. */
const Table = ({ rows, name }: { readonly rows: readonly ShownRow[]; readonly name: string }) => {
  const [first] = rows;
  const head = first?.cells.map(({ column, text }) => (first.isHeader ? text : column)) ?? [];
  return (
    <div class="wide" tabindex={0} role="group" aria-label={name}>
      <table>
        {head.some((cell) => cell.trim() !== "") && (
          <thead>
            <tr>
              {head.map((cell) => (
                <th scope="col">
                  <Exact text={cell} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.slice(first?.isHeader ? 1 : 0).map(({ cells }) => (
            <tr>
              {cells.map(({ text }) => (
                <td>
                  <Exact text={text} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
