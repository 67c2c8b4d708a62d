import { describe, expect, it } from "vitest";
import {
  COST_NAMES,
  Measurements,
  type Measurements as Measured,
} from "../../../bench/simulate/costs.ts";
import { namesIn, type Values } from "../../../bench/simulate/formula.ts";
import { GIVEN } from "../../../bench/simulate/given.ts";
import { type Kind, SECTIONS } from "../../../bench/simulate/lines.ts";
import { reckon } from "../../../bench/simulate/reckoning.ts";
import { reportOf } from "../../../bench/simulate/report.ts";

const KINDS = Object.keys(SECTIONS) as readonly Kind[];

/** Costs of which each figure is easily reckoned by hand. */
const EASY: Values = {
  embedding: 0.1,
  writing: 0.02,
  building: 1,
  keeping: 0.01,
  starting: 2,
  databaseWriting: 0.001,
  databaseBuilding: 0.1,
  databaseKeeping: 0.001,
  question: 0.03,
  interaction: 0.01,
  databaseQuestion: 0.02,
  limiting: 0.001,
  questionBytes: 1e6,
  heap: 3_000,
  outOfLine: 14_000,
  indexes: 200,
  others: 800,
  collection: 1e6,
  wal: 20_000,
  walBuilding: 1e5,
  walKeeping: 20_000,
  dump: 10_000,
  replicaMemory: 7e8,
};

const measured = (change: Values = {}): Measured =>
  Measurements.parse({
    machine: "a machine",
    day: "a day",
    costs: Object.fromEntries(
      Object.entries({ ...EASY, ...change }).map(([name, value]) => [
        name,
        { value, source: `source of ${name}` },
      ]),
    ),
    checks: [{ what: "disk", unit: "B", predicted: 90, measured: 100 }],
  });

const linesOf = (kind: Kind) => SECTIONS[kind].flatMap(({ lines }) => lines);

describe.each(KINDS)("the figures of %s", (kind) => {
  it("have names of their own", () => {
    const names = [...linesOf(kind).map(({ name }) => name), ...Object.keys(GIVEN), ...COST_NAMES];
    expect(new Set(names).size).toBe(names.length);
  });

  it("grow with the servers, but for those of one collection", () => {
    const few = reckon(kind, measured(), { servers: 20_000 }).values;
    const many = reckon(kind, measured(), { servers: 80_000 }).values;
    const shrunk = linesOf(kind).filter(({ name }) => (many[name] ?? 0) < (few[name] ?? 0));
    expect(shrunk.map(({ name }) => name)).toEqual(["restarts"]);
    for (const name of ["tables", "firstBuild", "walWide", "peakRate"])
      expect((many[name] ?? 0) / (few[name] ?? 1)).toBeCloseTo(4);
  });
});

it("uses each unit cost and each given number", () => {
  const formulas = [
    ...KINDS.flatMap(linesOf).map(({ formula }) => formula),
    ...KINDS.flatMap((kind) => reckon(kind, measured()).bounds).flatMap(({ use, limit }) => [
      use,
      limit,
    ]),
  ];
  const used = new Set(formulas.flatMap(namesIn));
  expect([...COST_NAMES, ...Object.keys(GIVEN)].filter((name) => !used.has(name))).toEqual([]);
});

describe("10,000 servers", () => {
  const { values } = reckon("primary", measured());

  it.each([
    ["allPassages", 10_000_000],
    ["peakRate", 46.3],
    ["replicas", 4],
    ["tables", 190e9],
    ["disk", 456e9],
    ["firstBuild", 1_230_000],
    ["firstBuild2", 615_000],
    ["changeNarrow", 12_300],
    ["changeWide", 130_000],
    ["walWide", 200e9],
    ["leastShards", 4],
    ["shards", 10],
    ["restarts", 100],
    ["connecting", 50],
    ["botRequests", 18.5],
  ])("%s", (name, value) => {
    expect((values[name] ?? 0) / value).toBeCloseTo(1, 2);
  });
});

describe("the first bottleneck", () => {
  const first = (change: Values): string =>
    reckon("primary", measured(change)).bounds[0]?.resource ?? "";

  it.each([
    [{ heap: 1e5 }, "memory of the database"],
    [{ outOfLine: 1e6 }, "disk of the database"],
    [{ databaseQuestion: 1 }, "cores of the database"],
    [{ questionBytes: 1e9 }, "network of the database, questions"],
  ])("with %j is %s", (change, resource) => {
    expect(first(change)).toBe(resource);
  });

  it("is reached at the servers it names", () => {
    const [bound] = reckon("primary", measured({ outOfLine: 1e6 })).bounds;
    const { servers = 0 } = bound ?? {};
    const [again] = reckon("primary", measured({ outOfLine: 1e6 }), { servers }).bounds;
    expect(again?.share).toBeCloseTo(1, 3);
  });
});

describe("the report", () => {
  const report = reportOf(measured());

  it("has each figure with its formula, and each unit cost with its source", () => {
    for (const { name, formula } of linesOf("citus")) {
      expect(report).toContain(`| \`${name}\` |`);
      expect(report).toContain(`| \`${formula}\` |`);
    }
    for (const name of COST_NAMES) expect(report).toContain(`source of ${name}`);
  });

  it("has the checks as ratios", () => {
    expect(report).toContain("| disk | 90 B | 100 B | 0.90 |");
  });
});

describe("kept measurements", () => {
  it("are refused where a unit cost is missing, is none, or has no source", () => {
    const { costs, ...others } = measured();
    const { heap, ...fewer } = costs;
    expect(Measurements.safeParse({ ...others, costs: fewer }).success).toBe(false);
    for (const wrong of [{ ...heap, value: -1 }, { ...heap, source: "" }, { value: 1 }])
      expect(Measurements.safeParse({ ...others, costs: { ...costs, heap: wrong } }).success).toBe(
        false,
      );
  });
});
