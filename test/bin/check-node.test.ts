/** @module On a Node that is too old every entry says so in one sentence. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { PROJECT } from "../../src/base/config/config.ts";

const read = (name: string): string => readFileSync(join(PROJECT, name), "utf8");

/** Runs the check under another version; gives what it says and its exit code. */
function checkUnder(version: string): readonly unknown[] {
  const told: unknown[] = [];
  const tell = (value: unknown): void => void told.push(value);
  runInNewContext(read("bin/check-node.cjs"), {
    console: { error: tell },
    process: { versions: { node: version }, exit: tell },
  });
  return told;
}

test.each(["0.10.48", "9.11.2", "18.20.8", "20.9.0", "20.18.3"])(
  "Node %s is too old",
  (version) => {
    expect(checkUnder(version)).toEqual([
      `Footnote needs Node 20.19 or later; this is Node ${version}. Install a newer one from https://nodejs.org.`,
      2,
    ]);
  },
);

test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0", "100.0.0"])("Node %s is not", (version) => {
  expect(checkUnder(version)).toEqual([]);
});

test("the version is that of the package, and what is compiled is for it", () => {
  expect(JSON.parse(read("package.json"))).toMatchObject({ engines: { node: ">=20.19" } });
  expect(read("bin/compile.cjs")).toContain(`target: "node20.19"`);
});

const entries = readdirSync(join(PROJECT, "bin")).filter((name) =>
  read(`bin/${name}`).includes(`require("./check-node.cjs")`),
);

test.each(entries)("%s checks before all else, in syntax that any Node reads", (name) => {
  const [strict, check] = read(`bin/${name}`)
    .replace(/^#!.*\n/, "")
    .split("\n");
  expect([strict, check]).toEqual([`"use strict";`, `require("./check-node.cjs");`]);
});

/** Words and signs that came after ECMAScript 5, and the comma that formatters put after a last argument. */
const NEW = /\b(?:async|await|class|const|import|let)\b|=>|`|\?\.|\?\?|\.\.\.|,\s*\)/;

test.each(["check-node.cjs", ...entries])("%s is written in old syntax", (name) => {
  const code = read(`bin/${name}`).replaceAll(/\/\/.*|\/\*[^]*?\*\//g, "");
  expect(code).not.toMatch(NEW);
});

test("all that people start is such an entry", () => {
  const scripts: unknown = JSON.parse(read("package.json"));
  for (const name of [
    "start",
    "serve",
    "gateway",
    "footnote",
    "deploy",
    "setup",
    "model",
    "mcp",
    "worker",
  ]) {
    expect(entries).toContain(`${name}.cjs`);
    expect(scripts).toMatchObject({ scripts: { [name]: `node bin/${name}.cjs` } });
  }
  expect(read("deploy/footnote.service")).toContain("ExecStart=/usr/bin/env node bin/start.cjs\n");
  expect(read("Containerfile")).toContain(`CMD ["node", "bin/start.cjs"]\n`);
});
