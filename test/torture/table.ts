/** @module The findings as a table: each fault, how often it was tried, how often something was lost or wrong. */

import type { Row } from "./judge.ts";

/** A line a fault, in Markdown; below it each breach once. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.fault,
    `${row.tried}`,
    `${row.wrong.length}`,
    row.tried === 0 ? "could not be tried here" : endsOf(row),
  ]);
  const all = [["fault", "tried", "lost or wrong", "otherwise"], ...lines];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((line) => line[at]?.length ?? 0)));
  const render = (line: readonly string[]): string =>
    `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |\n`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  const breaches = [
    ...new Set(rows.flatMap(({ fault, wrong }) => wrong.map((why) => `${fault}: ${why}`))),
  ];
  return [
    ...all.slice(0, 1).map(render),
    rule,
    ...lines.map(render),
    ...breaches.map((breach) => `\n- ${breach}`),
    breaches.length > 0 ? "\n" : "",
  ].join("");
}

const endsOf = ({ ends }: Row): string =>
  [...ends].map(([end, times]) => `${times} ${end}`).join(", ");
