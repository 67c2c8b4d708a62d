/** @module Imports and exports of MDX: code at a block's start that no reader sees. */

import { braceEnd } from "./inline.ts";
import { type Line, lineAt, nextLine } from "./lines.ts";

const IMPORT =
  /^import\s+(?:[\w*{}\s,$]{1,2000}?\sfrom\s*)?(?:"[^"\n]{1,300}"|'[^'\n]{1,300}')[ \t]*;?[ \t]*(?=\r?\n|$)/;
const EXPORT =
  /^export\s+(?:(?:const|let|var)\s+[\w${[]|(?:async\s+)?function\b|class\s+\w+\s*(?:extends\b|\{)|\{|\*\s+from\b|default\s+(?:async\b|function\b|class\b|[\w.$]*[({]|\(|\w+\s*;?\s*$))/m;
const MAX_STATEMENT = 4_000;

/** Returns where an import or export that begins a line ends. */
export function esmEnd(text: string, line: Line): number | undefined {
  if (
    line.content !== line.start ||
    !/^(?:im|ex)port\s/.test(text.slice(line.start, line.start + 7))
  )
    return undefined;
  const window = text.slice(line.start, line.start + MAX_STATEMENT);
  const imported = IMPORT.exec(window)?.[0].length;
  if (imported !== undefined) return line.start + imported;
  return EXPORT.test(window.split("\n", 1)[0] ?? "") ? exportEnd(text, line.start) : undefined;
}

/** At the end of the line that closes its last brace, or at the next blank line. */
function exportEnd(text: string, start: number): number {
  let end = start;
  for (let line = lineAt(text, start); !line.isBlank; line = lineAt(text, nextLine(text, end))) {
    const brace = text.slice(end, line.end).search(/[{([]/);
    end = line.end;
    if (brace === -1 && /[;})\]]\s*$/.test(text.slice(start, end))) break;
    if (nextLine(text, end) >= text.length) break;
  }
  const brace = text.indexOf("{", start);
  const closed = brace === -1 || brace > end ? undefined : braceEnd(text, brace, MAX_STATEMENT);
  return Math.max(end, closed === undefined ? end : lineAt(text, closed).end);
}
