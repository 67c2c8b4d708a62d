import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate, namesIn } from "../../../bench/simulate/formula.ts";
import { runs } from "../../support/runs.ts";

const NUMBER = fc.integer({ min: 1, max: 1_000 });

test.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["12 / 4 / 3", 1],
  ["10 - 4 - 3", 3],
  ["max(2, ceil(some / 2))", 4],
  ["floor(some / 2) + min(1, some)", 4],
  ["10_000 * 0.5", 5_000],
])("evaluates %s", (formula, value) => {
  expect(evaluate(formula, { some: 7 })).toBe(value);
});

test.each(["", "1 +", "1 2", "(1", "max 2", "ceil(1", "(1, 2)", "unknown", "1 ? 2"])(
  "refuses %j",
  (formula) => {
    expect(() => evaluate(formula, { some: 7 })).toThrow("no formula");
  },
);

test("evaluates sums and products as JavaScript does", () => {
  const term: fc.Arbitrary<string> = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
    leaf: NUMBER.map(String),
    tree: fc.oneof(
      { depthSize: "small" },
      tie("leaf"),
      fc
        .tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/"), tie("tree"))
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    ),
  })).tree;
  fc.assert(
    fc.property(term, (formula) => {
      // oxlint-disable-next-line no-eval -- the formula is of numbers and signs alone
      expect(evaluate(formula, {})).toEqual(eval(formula));
    }),
    { numRuns: runs(50) },
  );
});

test("names each value once, and no function", () => {
  expect(namesIn("max(some, other) * some")).toEqual(["some", "other"]);
});
