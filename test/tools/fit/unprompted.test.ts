import { describe, expect, it } from "vitest";
import type { Judged } from "../../../tools/fit/claims.ts";
import { fitUnprompted, measureUnprompted } from "../../../tools/fit/unprompted.ts";

const UNSURE = 0.2;

const judged = (holds: number, isHeld: boolean, more: Partial<Judged> = {}): Judged => ({
  set: "Harbour",
  direction: "en → en",
  mode: "native",
  isPeoples: true,
  size: "whole",
  sort: "answerable",
  passages: 100,
  sections: [],
  rightSections: new Set(),
  weight: 1,
  speaks: 0.9,
  holds,
  isHeld,
  shown: 1,
  ...more,
});

/** Judges so many questions of a set alike. */
const many = (count: number, set: string, holds: number, isHeld: boolean): Judged[] =>
  Array<Judged>(count).fill(judged(holds, isHeld, { set }));

/** A set with good replies from .8 on, and as many bad ones below a limit. */
const setWith = (set: string, limit: number): Judged[] => [
  ...many(40, set, 0.95, true),
  ...many(20, set, limit - 0.005, false),
];

const without =
  (all: readonly Judged[]) =>
  (set: string): Judged[] =>
    all.filter((one) => one.set !== set);

const fit = (all: readonly Judged[]) => fitUnprompted(all, UNSURE, without(all));

describe("the limit of unprompted replies", () => {
  it("is the highest that is fitted with or without a set", () => {
    const all = [...setWith("Harbour", 0.5), ...setWith("Mill", 0.7), ...setWith("Orchard", 0.6)];
    const { limit, without: left } = fit(all);
    expect(limit).toBe(0.7);
    expect([...left]).toEqual([
      ["Harbour", 0.7],
      ["Mill", 0.6],
      ["Orchard", 0.7],
    ]);
  });

  it("is that of each set that tells, not of all together", () => {
    const large = many(2_000, "Harbour", 0.95, true);
    expect(fit([...large, ...setWith("Mill", 0.7), ...setWith("Orchard", 0.3)]).limit).toBe(0.7);
  });

  it("is silence where fewer than two other sets tell", () => {
    expect(fit([...setWith("Harbour", 0.5), ...setWith("Mill", 0.5)]).limit).toBe(1);
    const few = many(9, "Orchard", 0.95, true);
    expect(fit([...setWith("Harbour", 0.5), ...setWith("Mill", 0.5), ...few]).limit).toBe(1);
    expect(fit([]).limit).toBe(1);
  });

  it("heeds neither questions that would be refused, nor parts of sets, nor sets that are no people's", () => {
    const all = [...setWith("Harbour", 0.5), ...setWith("Mill", 0.5), ...setWith("Orchard", 0.5)];
    const bad = many(500, "Mill", 0.95, false);
    const others = [
      ...bad.map((one) => ({ ...one, speaks: 0.1 })),
      ...bad.map((one) => ({ ...one, size: "part" as const })),
      ...bad.map((one) => ({ ...one, isPeoples: false })),
    ];
    expect(fit([...all, ...others])).toEqual(fit(all));
  });

  it("weighs questions without an answer as posts have them", () => {
    const near = (set: string): Judged[] => [
      ...many(90, set, 0.95, true),
      ...Array<Judged>(10).fill(judged(0.6, false, { set, sort: "near" })),
    ];
    expect(fit([...near("Harbour"), ...near("Mill"), ...near("Orchard")]).limit).toBe(0.61);
  });
});

describe("unprompted replies", () => {
  it("are measured by the limit without a set, and by that for all", () => {
    const all = [...setWith("Harbour", 0.5), ...setWith("Mill", 0.7), ...setWith("Orchard", 0.6)];
    const rows = measureUnprompted(all, UNSURE, fit(all));
    expect(rows.map(({ of, limit, replies }) => [of, limit, replies])).toEqual([
      ["Harbour, limit without it", 0.7, 40],
      ["Mill, limit without it", 0.6, 60],
      ["Orchard, limit without it", 0.7, 40],
      ["people's, limit without it", 0.6, 140],
      ["Harbour, limit for all", 0.7, 40],
      ["Mill, limit for all", 0.7, 40],
      ["Orchard, limit for all", 0.7, 40],
      ["people's, limit for all", 0.7, 120],
    ]);
    expect(rows[1]).toMatchObject({ kept: 2 / 3, said: { answerable: 1, near: null } });
  });
});
