/** @module A fault of a database as a row of the table: its breaches, its times, and the replies to those who ask. */

import { note, type Row, rowFor } from "../judge.ts";
import { complaintsIn, type Program } from "./process.ts";
import type { Seen } from "./prober.ts";

export interface FaultRow extends Row {
  readonly times: string[];
  /** The texts that members read instead of answers, with their numbers. */
  readonly member: Map<string, number>;
  readonly ready: Set<string>;
  readonly log: Set<string>;
}

export const faultRow = (fault: string): FaultRow => ({
  ...rowFor(fault),
  times: [],
  member: new Map(),
  ready: new Set(),
  log: new Set(),
});

/** Notes the observations during one try, its end, and its breaches. */
export function noteSeen(
  row: FaultRow,
  end: string,
  seen: Seen,
  breaches: readonly string[] = [],
): void {
  for (const [text, times] of seen.member)
    row.member.set(text, (row.member.get(text) ?? 0) + times);
  for (const said of seen.ready) row.ready.add(withoutPorts(said));
  note(row, end, [...breaches, ...seen.breaches]);
}

/** Returns a function that adds the complaints of a log from now on to a row. */
export function listenTo(program: Program): (row: FaultRow) => void {
  const from = program.log().length;
  return (row) => {
    for (const line of complaintsIn(program.log().slice(from))) row.log.add(withoutPorts(line));
  };
}

const withoutPorts = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+/g, "HOST");

/** Returns seconds with one decimal. */
export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** A table in Markdown with a line for each fault; below it each breach once. */
export function faultTable(rows: readonly FaultRow[]): string {
  const head = [
    "fault",
    "tried",
    "lost or wrong",
    "how it ended",
    "members read",
    "`/readyz`",
    "log",
  ];
  const lines = rows.map((row) => [
    row.fault,
    String(row.tried),
    String(row.wrong.length),
    [...row.ends, ...row.times.map((time) => [time, 0] as const)].map(countOf).join("; "),
    [...row.member].map(countOf).join("; ") || "answers only",
    [...row.ready].join("; ") || "-",
    [...row.log].slice(0, 4).join("; ") || "-",
  ]);
  const render = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |\n`;
  const breaches = new Set(
    rows.flatMap(({ fault, wrong }) => wrong.map((why) => `${fault}: ${why}`)),
  );
  return [
    render(head),
    render(head.map(() => "---")),
    ...lines.map(render),
    ...[...breaches].map((breach) => `\n- ${breach}`),
    breaches.size > 0 ? "\n" : "",
  ].join("");
}

const countOf = ([text, times]: readonly [string, number]): string =>
  times > 0 ? `${times} ${text}` : text;
