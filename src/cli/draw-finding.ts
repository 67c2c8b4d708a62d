/** @module A finding drawn for a terminal. */

import { styleText } from "node:util";
import type { Finding } from "../base/finding.ts";
import { visible } from "./draw.ts";

const COLOURS = { ok: "green", warning: "yellow", fault: "red", skipped: "gray" } as const;
const WIDTH = 18;

/** Draws the state, the name and the text of a finding, with the remedy below. */
export function drawFinding({ check, state, found, remedy }: Finding, colour: boolean): string {
  const plain = state.padEnd(9);
  const word = colour ? styleText(COLOURS[state], plain, { validateStream: false }) : plain;
  const indent = `\n${" ".repeat(9 + WIDTH)}`;
  const lines = visible(remedy === undefined ? found : `${found}\n→ ${remedy}`);
  return `${word}${`${check} `.padEnd(WIDTH)}${lines.replaceAll("\n", indent)}`;
}
