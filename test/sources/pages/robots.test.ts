/** @module robots.txt: the same verdict as another parser, bounds, and what failures mean. */

import fc from "fast-check";
import robotsParserModule from "robots-parser";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/errors.ts";
import { StatusError } from "../../../src/base/net/fetch.ts";
import { createRobotsCheck, isAllowed, parseRobots } from "../../../src/sources/pages/robots.ts";
import { faultOf } from "../../support/fault.ts";
import { runs } from "../../support/runs.ts";

/** Its types say that the function is in `default`; Node's import of CommonJS gives the function itself. */
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

const verdict = (text: string, path: string): boolean =>
  isAllowed(parseRobots(Buffer.from(text)), new URL(`https://example.org${path}`));

describe("rules", () => {
  test.each<[string, string, boolean]>([
    ["", "/a", true],
    ["<!doctype html><p>disallow: /", "/a", true],
    ["User-agent: *\nDisallow: /", "/a", false],
    ["User-agent: *\nDisallow:", "/a", true],
    ["\uFEFFuser-AGENT : *\r\ndisallow : /a # all", "/a/b", false],
    ["User-agent: other\nDisallow: /", "/a", true],
    ["User-agent: FOOTNOTE/2.0\nDisallow: /", "/a", false],
    ["User-agent: *\nDisallow: /\nUser-agent: footnote\nDisallow: /b", "/a", true],
    ["User-agent: footnote\nDisallow:\n\nUser-agent: *\nDisallow: /", "/a", true],
    ["User-agent: a\nUser-agent: footnote\n\nDisallow: /a", "/a", false],
    [
      "User-agent: footnote\nDisallow: /a\nUser-agent: a\nAllow: /\nUser-agent: footnote\nDisallow: /b",
      "/b",
      false,
    ],
    ["User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true],
    ["User-agent: *\nDisallow: /a\nAllow: /a", "/a", true],
    ["User-agent: *\nDisallow: /*?secret", "/a?secret=1", false],
    ["User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false],
    ["User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?c", true],
    ["User-agent: *\nDisallow: /a*b*c$", "/abc-bc", false],
    ["User-agent: *\nDisallow: /ab*b$", "/ab", true],
    ["User-agent: *\nDisallow: /ü%c3%b6", "/%C3%BC%C3%B6", false],
    ["Disallow: /", "/a", true],
  ])("%j of %s", (text, path, expected) => {
    expect(verdict(text, path)).toBe(expected);
  });

  test("give the verdict of another parser", () => {
    const pathOf = fc
      .array(fc.constantFrom("a", "b", "/", "ü", "%2F", "?", "."), { maxLength: 8 })
      .map((parts) => `/${parts.join("")}`);
    const pattern = fc
      .array(fc.constantFrom("a", "b", "/", "*", "$", "ü", "%2f", "?", "."), { maxLength: 8 })
      .map((parts) => `/${parts.join("")}`);
    const agents = fc.array(
      fc.constantFrom("*", "footnote", "a").map((agent) => `User-agent: ${agent}`),
      { minLength: 1, maxLength: 2 },
    );
    const rules = fc.array(
      fc.tuple(fc.constantFrom("Allow", "Disallow"), pattern).map((both) => both.join(": ")),
      { minLength: 1, maxLength: 4 },
    );
    const group = fc.tuple(agents, rules).map((lines) => lines.flat());
    const property = fc.property(fc.array(group, { maxLength: 5 }), pathOf, (groups, path) => {
      const text = groups.flat().join("\n");
      const url = `https://example.org${path}`;
      const other = robotsParser("https://example.org/robots.txt", text);
      expect(verdict(text, path)).toBe(other.isAllowed(url, "Footnote"));
    });
    fc.assert(property, { numRuns: runs(4_000) });
  });

  test("of thousands of robots in one group are not multiplied", () => {
    const text = "User-agent:a\nUser-agent:*\n".repeat(9_000) + "Allow:/\n".repeat(30_000);
    expect(parseRobots(Buffer.from(text))).toHaveLength(30_000);
  });
});

describe("a check", () => {
  const DAY = 86_400_000;
  const url = (path: string) => new URL(path, "https://example.org:8443");

  function scene(answer: () => Buffer | Error) {
    const asked: string[] = [];
    const clock = { now: 0 };
    const known = new Map();
    const fetchRules = async (address: string): Promise<Buffer> => {
      asked.push(address);
      const given = answer();
      if (given instanceof Error) throw given;
      return given;
    };
    const open = () => createRobotsCheck(known, fetchRules, () => clock.now);
    return { asked, clock, open };
  }
  const status = (code: number) => new StatusError(url("/robots.txt"), code);

  test("asks each origin once a day", async () => {
    const { asked, clock, open } = scene(() => Buffer.from("User-agent: *\nDisallow: /a"));
    await open()(url("/b"));
    expect(await faultOf(() => open()(url("/a?SECRET")))).toMatch(
      /^Expected example\.org:8443 to let the robot Footnote fetch example\.org:8443\/a; found/,
    );
    clock.now = DAY - 1;
    await open()(url("/b"));
    expect(asked).toEqual(["https://example.org:8443/robots.txt"]);
    clock.now = DAY;
    await open()(url("/b"));
    await open()(new URL("http://example.org:8443/b"));
    expect(asked).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 410])("allows everything after a status of %i", async (code) => {
    await scene(() => status(code)).open()(url("/a"));
  });

  test.each([429, 500, 503, 302, 204])("allows nothing after a status of %i", async (code) => {
    expect(await faultOf(() => scene(() => status(code)).open()(url("/a")))).toContain(`${code}`);
  });

  test("allows nothing after another failure, asks not again, but in the next sync", async () => {
    const { asked, open } = scene(() => new UserError("no connection"));
    const check = open();
    for (const path of ["/a", "/b"])
      expect(await faultOf(() => check(url(path)))).toBe("no connection");
    expect(asked).toHaveLength(1);
    expect(await faultOf(() => open()(url("/a")))).toBe("no connection");
    expect(asked).toHaveLength(2);
  });

  test("passes an error of the machine on", async () => {
    const error = new Error("ended");
    await expect(scene(() => error).open()(url("/a"))).rejects.toBe(error);
  });
});
