/** @module Front matter, fuzzed: it is read, or there is none, or it is refused in words; nothing else ever happens. */

import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { readFrontMatter } from "../../src/corpus/front-matter.ts";
import { UserError } from "../../src/base/errors.ts";
import { hostileText } from "./hostile.ts";
import { targetOf } from "./target.ts";

const KNOWN = "title author publisher source published retrieved licence language".split(" ");

const YAML = [
  ...KNOWN.map((name) => `${name}: `),
  ..."\n|\n  |\n- |- |? |: |: |[|]|{|}|,|&a |*a|<<: *a|!!str |!!map |!x |!<y> |'|\"|\\|\\ud800|\\x00|#| # |>\n|\t|~|null|__proto__: |constructor: |...|---|--- |%YAML 1.2\n|%TAG ! x:\n|@|`|- - - |? ? |\r\n|\uFEFF".split(
    "|",
  ),
  "|\n  ",
  "|",
  "|2-\n",
] as const;

const line = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<string>(...YAML) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom<string>(...YAML), fc.nat(3_000))
        .map(([unit, times]) => unit.repeat(times)),
    },
    { weight: 1, arbitrary: hostileText(60) },
  ),
  { maxLength: 40 },
);

const inputs: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("---\n", "\uFEFF---\r\n", "---  \n", ""),
    line,
    fc.constantFrom("\n---\n", "\n...\n", "\n", ""),
    hostileText(100),
  )
  .map(([open, lines, close, rest]) => open + lines.join("").slice(0, 90_000) + close + rest);

export const frontMatter = targetOf("front-matter", z.string(), inputs, (text) => {
  const read = readUnlessRefused(text);
  if (read === undefined) return;
  const { origin, bodyStart } = read;
  expect(bodyStart).toBeGreaterThanOrEqual(0);
  expect(bodyStart).toBeLessThanOrEqual(text.length);
  for (const [name, value] of Object.entries(origin)) {
    expect(KNOWN).toContain(name);
    expect([typeof value, value === value.trim(), value !== ""]).toEqual(["string", true, true]);
  }
  expect(readFrontMatter(text)).toEqual(read);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

function readUnlessRefused(text: string) {
  try {
    return readFrontMatter(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toMatch(/^its front matter cannot be read \(/);
    return undefined;
  }
}
