/** @module A reckoning: all figures and bounds of a demand, from unit costs. */

import { type Bound, boundsOf } from "./bounds.ts";
import { type Measurements, valuesOf } from "./costs.ts";
import { evaluate, type Values } from "./formula.ts";
import { givenValues } from "./given.ts";
import { type Kind, type Section, SECTIONS } from "./lines.ts";

export interface Reckoning {
  readonly sections: readonly Section[];
  /** Given numbers, unit costs and all figures. */
  readonly values: Values;
  readonly bounds: readonly Bound[];
}

/** @param change Given numbers that differ from the usual ones. */
export function reckon(
  kind: Kind,
  measured: Pick<Measurements, "costs">,
  change: Values = {},
): Reckoning {
  const values: Record<string, number> = { ...givenValues(change), ...valuesOf(measured) };
  const sections = SECTIONS[kind];
  for (const { lines } of sections)
    for (const { name, formula } of lines) values[name] = evaluate(formula, values);
  return { sections, values, bounds: boundsOf(kind, values) };
}
