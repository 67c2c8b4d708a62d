/** @module A line at the prompt, as a call. */

import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { withoutCollection } from "../../src/interactions/command.ts";
import { completeLine, faultOf, isEnd, numberIn, parseLine } from "../../src/cli/line.ts";

const commands = ABILITIES.commands.map((command) => ({
  ...command,
  definition: withoutCollection(command.definition),
}));

describe("a line at the prompt", () => {
  it.each([
    ["When does it open?", "ask", { question: "When does it open?" }],
    ["/ask  when? ", "ask", { question: "when?" }],
    ["/source abc", "source", { id: "abc" }],
    ["/rebuild", "rebuild", {}],
    ["/rebuild full", "rebuild", { full: true }],
    ["/rebuild back", "rebuild", { back: true }],
    ["/rebuild full:true force", "rebuild", { full: true, force: true }],
    ["/rebuild full:false", "rebuild", { full: false }],
    ["/help", "help", {}],
    [" HELP ", "help", {}],
    ["/Help", "help", {}],
    ["help me", "ask", { question: "help me" }],
  ])("%j is /%s with %j", (line, name, options) => {
    const call = parseLine(line, commands);
    expect(call).toMatchObject({ name, options });
    expect(faultOf(call, commands)).toBeUndefined();
  });

  it.each([
    ["/dance", "There is no command /dance. Try /help."],
    ["/rebuild ful", "/rebuild has no option ful; it has: full, back, force."],
    ["/rebuild back now", "/rebuild has no option now; it has: full, back, force."],
    ["/rebuild __proto__", "/rebuild has no option __proto__; it has: full, back, force."],
    ["/help me", "/help takes nothing."],
    ["/source", "/source needs id."],
    ["a", "question has from 2 to 300 characters; these are 1."],
  ])("%j does nothing", (line, fault) => {
    expect(faultOf(parseLine(line, commands), commands)).toBe(fault);
  });

  it.each(["exit", "quit", " Exit ", "/quit", "/EXIT"])("%j ends the prompt", (line) => {
    expect(isEnd(line)).toBe(true);
  });

  it.each(["exit strategy", "Who quit?", "/quite", ""])("%j does not end it", (line) => {
    expect(isEnd(line)).toBe(false);
  });

  it("is a number up to two digits; more may be a question", () => {
    expect([" 1 ", "12", "750", "1a", ""].map(numberIn)).toEqual([
      1,
      12,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is completed to commands, and to the word that ends the prompt", async () => {
    const complete = (line: string) => completeLine(line, commands, async () => []);
    expect(await complete("/")).toEqual(expect.arrayContaining(["/ask", "/help", "/quit"]));
    expect(await complete("/q")).toEqual(["/quit"]);
  });
});
