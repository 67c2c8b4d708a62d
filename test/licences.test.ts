/** @module Which licences a dependency may have. */

import { expect, test } from "vitest";
import { describeDependencies, forbidden } from "../tools/permissive.ts";

const of = (licence: string, name = "some-package") => ({ name, version: "1.0.0", licence });

test.each([
  "MIT",
  "Apache-2.0",
  "(MIT OR GPL-3.0-only)",
  "MIT AND ISC",
  "BSD-3-Clause OR AGPL-3.0",
])("%s is permissive", (licence) => {
  expect(forbidden(of(licence))).toBe(false);
});

test.each([
  "GPL-3.0-only",
  "AGPL-3.0-or-later",
  "LGPL-3.0-or-later",
  "MIT AND GPL-2.0-only",
  "(MIT AND (GPL-2.0-only OR ISC))",
  "UNLICENSED",
  "SEE LICENSE IN LICENSE.txt",
  "unknown",
  "",
])("%j is not, whoever has it", (licence) => {
  expect(forbidden(of(licence))).toBe(true);
});

test("what was looked at is let through by its name, with that licence and no other", () => {
  const lgpl = "LGPL-3.0-or-later";
  expect(forbidden(of(lgpl, "@img/sharp-libvips-linux-x64"))).toBe(false);
  expect(forbidden(of(`Apache-2.0 AND ${lgpl}`, "@img/sharp-win32-x64"))).toBe(false);
  expect(forbidden(of("AGPL-3.0-only", "@img/sharp-libvips-linux-x64"))).toBe(true);
  expect(forbidden(of(lgpl, "not/@img/sharp-libvips-linux-x64"))).toBe(true);
});

test("the list names each package once, under its licence", () => {
  expect(describeDependencies([of("ISC", "b"), of("MIT"), of("ISC", "a"), of("ISC", "a")])).toBe(
    "ISC (2)\n  a 1.0.0\n  b 1.0.0\nMIT (1)\n  some-package 1.0.0\n",
  );
});
