/** @module The report of a reckoning in Markdown: unit costs, assumptions, figures with their formulas, bounds, checks. */

import { COST_NAMES, COSTS, type Check, type Measurements } from "./costs.ts";
import { format } from "./format.ts";
import type { Bound } from "./bounds.ts";
import { DEMAND, GIVEN, MACHINE } from "./given.ts";
import type { Section } from "./lines.ts";
import { type Reckoning, reckon } from "./reckoning.ts";

/** The change for the second reckoning: ten times as many servers, and workers for them. */
const MORE = {
  servers: 10 * DEMAND.servers.value,
  workerCores: 10 * MACHINE.workerCores.value,
};

/** Returns the whole report. */
export function reportOf(measured: Measurements): string {
  const primary = reckon("primary", measured);
  const citus = reckon("citus", measured, MORE);
  const [servers, many] = [DEMAND.servers.value, MORE.servers].map((count) => format(count, ""));
  return [
    `# ${servers} servers, reckoned\n`,
    `## Unit costs\n`,
    `Measured on ${measured.machine}, ${measured.day}.\n`,
    costTable(measured),
    `## Checked against 1,000 collections\n`,
    checkTable(measured.checks),
    `## Given\n`,
    givenTable(),
    ...primary.sections.map((section) => sectionOf(section, primary)),
    `## The first bottleneck\n`,
    boundTable(primary.bounds),
    `# ${many} servers with Citus\n`,
    ...citus.sections.map((section) => sectionOf(section, citus)),
    `## The first bottleneck with Citus\n`,
    boundTable(citus.bounds),
  ].join("\n");
}

const costTable = ({ costs }: Measurements): string =>
  table(
    ["name", "value", "meaning", "source"],
    COST_NAMES.map((name) => {
      const { unit, meaning } = COSTS[name];
      const { value, source } = costs[name];
      return [`\`${name}\``, format(value, unit), meaning, source];
    }),
  );

const givenTable = (): string =>
  table(
    ["name", "value", "meaning"],
    Object.entries(GIVEN).map(([name, { value, unit, meaning }]) => [
      `\`${name}\``,
      format(value, unit),
      meaning,
    ]),
  );

const sectionOf = ({ title, lines }: Section, { values }: Reckoning): string =>
  `## ${title}\n\n${table(
    ["name", "value", "meaning", "formula"],
    lines.map(({ name, unit, meaning, formula }) => [
      `\`${name}\``,
      format(values[name] ?? 0, unit),
      meaning,
      `\`${formula}\``,
    ]),
  )}`;

const boundTable = (bounds: readonly Bound[]): string =>
  table(
    ["resource", "used", "used up at", "then"],
    bounds.map(({ resource, share, servers, remedy }) => [
      resource,
      `${format(100 * share, "")} %`,
      `${format(Number(servers.toPrecision(2)), "")} servers`,
      remedy,
    ]),
  );

const checkTable = (checks: readonly Check[]): string =>
  checks.length === 0
    ? "Not checked in this run.\n"
    : table(
        ["figure", "predicted", "measured", "predicted / measured"],
        checks.map(({ what, unit, predicted, measured }) => [
          what,
          format(predicted, unit),
          format(measured, unit),
          (predicted / measured).toFixed(2),
        ]),
      );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const render = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(render).join("");
}
