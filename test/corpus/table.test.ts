import fc from "fast-check";
import { expect, it } from "vitest";
import { columnsOf, withoutPadding } from "../../src/corpus/table.ts";
import { countTokens, cutText } from "../support/cutting.ts";

const WIDE = 60;
const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.padEnd(WIDE)).join(" | ")} |`;
const table = (rows: number): string =>
  [
    row(["Berth", "**Fee**", "Notes"]),
    `|${"-".repeat(WIDE + 2)}|${"-".repeat(WIDE + 2)}|${"-".repeat(WIDE + 2)}|`,
    ...Array.from({ length: rows }, (_, at) =>
      row([`A${at}`, `${at} crowns`, "near the mole and the old crane"]),
    ),
  ].join("\n");

it("cuts a long table between rows, its header with the first of them and named beside the others", () => {
  const { passages, text } = cutText(`# Fees\n\nWhat it costs:\n\n${table(80)}\n\nAsk the office.`);
  const [first, ...later] = passages.map((passage) => text.slice(passage.start, passage.end));
  expect(first).toMatch(/\| Berth [^\n]*\n\|-[^\n]*\n\| A0 /);
  expect(later.length).toBeGreaterThan(1);
  for (const slice of later) expect(slice).toMatch(/^(?:\| A\d+ |Ask)/);
  const rows = passages.filter(({ start }) => text.startsWith("| A", start));
  expect(new Set(rows.map(({ columns }) => columns?.join()))).toEqual(new Set(["Berth,Fee,Notes"]));
  expect(passages[0]?.columns).toBeUndefined();
});

it("names no columns where a passage begins behind the table", () => {
  const { passages } = cutText(`${table(60)}\n\n${"Ask the office at the gate. ".repeat(60)}`);
  expect(passages.at(-1)?.columns).toBeUndefined();
});

it("takes pipes that are escaped for text", () => {
  expect(columnsOf(String.raw`| a \| b | **c** |  | d`, { isMarkdown: true })).toEqual([
    "a | b",
    "c",
    "",
    "d",
  ]);
});

it("leaves every word and every other line as it is", () => {
  const line = fc.oneof(fc.string(), fc.stringMatching(/^[ |:a-z-]{0,60}$/));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join("\n");
      const short = withoutPadding(text);
      expect(short.replace(/[\s-]+/g, "")).toBe(text.replace(/[\s-]+/g, ""));
      expect(countTokens(short)).toBeLessThanOrEqual(countTokens(text));
    }),
  );
});
