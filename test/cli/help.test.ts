/** @module Help of every verb: its examples are there, and each can be typed. */

import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { EXAMPLES } from "../../src/cli/examples.ts";
import { createProgram } from "../../src/cli/program.ts";
import { wordsOf } from "../support/markdown.ts";

const verbs = createProgram(
  process,
  async () => ABILITIES,
  () => {},
).commands.map((command) => command.name());

/** The program, silent and without effect: what it would have written, and with what it was called. */
function trial() {
  const program = createProgram(
    process,
    async () => ABILITIES,
    () => {},
  );
  let written = "";
  const calls: { readonly verb: string; readonly options: unknown }[] = [];
  const write = (text: string): void => void (written += text);
  for (const command of [program, ...program.commands] as Command[])
    command
      .exitOverride()
      .configureOutput({ writeOut: write, writeErr: write })
      .action(() => void calls.push({ verb: command.name(), options: command.opts() }));
  const run = (args: readonly string[]) => program.parse(args, { from: "user" });
  return { run, calls, written: () => written };
}

describe("help", () => {
  it("has examples for every verb, and for nothing else", () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(verbs.toSorted());
  });

  it.each(verbs)("%s --help shows its examples", (verb) => {
    const { run, written } = trial();
    expect(() => run([verb, "--help"])).toThrow(expect.objectContaining({ exitCode: 0 }));
    expect(written()).toContain(`Usage: footnote ${verb}`);
    for (const { line, does } of EXAMPLES[verb] ?? []) {
      expect(written()).toContain(`npm run footnote -- ${line}`);
      expect(written()).toContain(does);
    }
  });

  it.each(
    Object.entries(EXAMPLES).flatMap(([verb, all]) => all.map(({ line }) => [verb, line] as const)),
  )("%s: %s", (verb, line) => {
    const { run, calls } = trial();
    run(wordsOf(line.replace(/ < \S+$/, "")));
    expect(calls.map((call) => call.verb)).toEqual([verb]);
  });

  it.each([
    [["report", "--days", "0"]],
    [["report", "--days", "week"]],
    [["forget", "--before", "2026-02-30"]],
    [["forget", "--before", "yesterday"]],
    [["forget", "--all", "--before", "2026-01-01"]],
    [["doctor", "me"]],
  ])("%j is refused", (args) => {
    expect(() => trial().run(args)).toThrow(expect.objectContaining({ exitCode: 1 }));
  });
});
