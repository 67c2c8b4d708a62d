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

/** A command, and the verbs of its own, such as `token add`. */
const withOwn = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withOwn),
];

/** The name of a command, after those of the commands that it is a verb of. */
const fullName = (command: Command): string =>
  command.parent?.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();

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
  for (const command of withOwn(program)) {
    command.exitOverride().configureOutput({ writeOut: write, writeErr: write });
    if (command.commands.length === 0 || command === program)
      command.action(() => void calls.push({ verb: fullName(command), options: command.opts() }));
  }
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
    expect(calls).toHaveLength(1);
    expect(line.startsWith(calls[0]?.verb ?? "none")).toBe(true);
    expect(calls[0]?.verb.split(" ")[0]).toBe(verb);
  });

  it.each([
    [["report", "--days", "0"]],
    [["report", "--days", "week"]],
    [["forget", "--before", "2026-02-30"]],
    [["forget", "--before", "yesterday"]],
    [["forget", "--all", "--before", "2026-01-01"]],
    [["doctor", "me"]],
    [["token"]],
    [["token", "add"]],
    [["token", "add", "a", "b"]],
    [["token", "list", "a"]],
    [["token", "remove"]],
    [["token", "revoke", "a"]],
  ])("%j is refused", (args) => {
    expect(() => trial().run(args)).toThrow(expect.objectContaining({ exitCode: 1 }));
  });
});
