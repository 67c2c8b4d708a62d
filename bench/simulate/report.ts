/** @module The report of a reckoning in Markdown: unit costs, assumptions, figures with their formulas, bounds, checks. */

import { COST_NAMES, COSTS, type Check, type Measurements } from "./costs.ts";
import { format, type Unit } from "./format.ts";
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
  const [servers, many] = [primary, citus].map(({ values }) => format(values["servers"] ?? 0, ""));
  const heads = [`${servers}`, `${many}, Citus`];
  return [
    "# The reckoning\n",
    `${INTRODUCTION}\n`,
    "## In short\n",
    shortTable(heads, primary, citus),
    `The first bottleneck of ${servers} servers: ${firstOf(primary)}. Of ${many}: ${firstOf(citus)}.\n`,
    ...citus.sections.map((section) => sectionOf(section, heads, [primary, citus])),
    `## Used up first by ${servers} servers, one primary\n`,
    boundTable(primary.bounds),
    `## Used up first by ${many} servers, Citus\n`,
    boundTable(citus.bounds),
    "## Unit costs\n",
    `Measured on ${measured.machine}, ${measured.day}.\n`,
    costTable(measured),
    "## Given\n",
    givenTable(),
    "## Predicted and measured\n",
    checkTable(measured.checks),
  ].join("\n");
}

const INTRODUCTION = `Written by \`npm run bench -- simulate --write\`: unit costs are measured, kept in \`bench/costs.json\`, and put into the
formulas below. [Sizing](SIZING.md) says how to read it. These are no promises: change [the given numbers](#given) in
\`bench/simulate/given.ts\` to yours, and run \`npm run bench -- simulate bench/costs.json\`.`;

/** The figures that a host asks for first. */
const SHORT = [
  ["machines", "Machines in all"],
  ["replicas", "Replicas"],
  ["nodes", "Machines of the database, standbys apart"],
  ["disk", "Disk of the database"],
  ["hot", "Memory for the rows that questions read"],
  ["archive", "Backups, if every server changes documents daily"],
  ["firstBuild", "First build, CPU time"],
  ["firstBuildHere", "First build with the cores of all workers"],
  ["changeNarrow", "A change of 1 % a day in a few servers, CPU time"],
  ["changeWide", "A change of 1 % a day in every server, CPU time"],
  ["peakBytes", "From the database to the replicas at the peak"],
  ["shards", "Shards of the gateway"],
] as const;

const shortTable = (heads: readonly string[], ...reckonings: readonly Reckoning[]): string => {
  const units = new Map(
    reckonings.flatMap(({ sections }) =>
      sections.flatMap(({ lines }) => lines.map(({ name, unit }) => [name, unit] as const)),
    ),
  );
  return table(
    ["figure", ...heads],
    SHORT.map(([name, meaning]) => [
      meaning,
      ...reckonings.map(({ values }) => format(values[name] ?? 0, units.get(name) ?? "")),
    ]),
  );
};

const firstOf = ({ bounds: [first] }: Reckoning): string =>
  first ? `${first.resource} (${format(100 * first.share, "")} %); then ${first.remedy}` : "none";

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

const sectionOf = (
  { title, lines }: Section,
  heads: readonly string[],
  reckonings: readonly Reckoning[],
): string =>
  `## ${title}\n\n${table(
    ["name", "meaning", ...heads, "formula"],
    lines.map(({ name, unit, meaning, formula }) => [
      `\`${name}\``,
      meaning,
      ...reckonings.map(({ values }) => valueOf(values[name], unit)),
      `\`${formula}\``,
    ]),
  )}`;

const valueOf = (value: number | undefined, unit: Unit): string =>
  value === undefined ? "" : format(value, unit);

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
