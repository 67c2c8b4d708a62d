/** @module Requests made from the OpenAPI file, with values that it allows and hostile ones: every response is described. */

import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { isQuestion } from "../../../src/search/question.ts";
import { type Call, callsTo, pathsOf, shelfOf } from "../../support/api.ts";
import { expectDescribed, operations, type Parameter } from "../../support/contract.ts";
import { HARBOUR } from "../../support/library.ts";
import { memoryLibrary } from "../../support/memory-library.ts";
import { runs } from "../../support/runs.ts";

let call: Call;
/** Values that lead to something, among those that the schemas allow. */
let known: readonly string[];
beforeAll(async () => {
  const library = await memoryLibrary({ "harbour.md": HARBOUR });
  call = callsTo(shelfOf(library));
  const { source } = await pathsOf(library);
  known = ["default", "harbour.md", source.split("/").at(-1) ?? ""];
});

/** A parameter as it is written into an address. */
interface Written {
  readonly name: string;
  readonly text: string;
  readonly isValid: boolean;
}

const HOSTILE = [
  "%",
  "%00",
  "%ff",
  "%C0%80",
  "%ED%A0%80",
  "%E2%80%AE",
  "%0d%0aSet-Cookie:%20a=b",
  "%25",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e",
  "$%7bjndi:ldap:%2f%2fx%7d",
  "'%20OR%201=1--",
  "%3Cscript%3E",
  "NaN",
  "null",
  "1e400",
  "9".repeat(40),
  "-0",
  "a".repeat(4_000),
  "%F0%9F%98%80".repeat(400),
  "[]",
  "{}",
  "*",
];

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Whether the schema of a parameter allows a text; the limits of a question are those of the terminal. */
function isAllowed({ name, schema }: Parameter, text: string): boolean {
  if (name === "q") return isQuestion(text);
  const { type, minimum, maximum, pattern } = schema;
  if (type === "integer")
    return (
      /^(?:0|[1-9]\d*)$/.test(text) &&
      Number(minimum) <= Number(text) &&
      Number(text) <= Number(maximum)
    );
  if (type === "boolean") return /^(?:true|false)$/.test(text);
  return typeof pattern !== "string" || new RegExp(pattern, "u").test(text);
}

/** Whether a parameter of an address is well written, and allowed. */
function isValid(parameter: Parameter, text: string): boolean {
  try {
    return isAllowed(parameter, decodeURIComponent(text.replaceAll("+", " ")));
  } catch {
    // Any text is an ID in a path; one that can't be decoded is unknown.
    return parameter.in === "path";
  }
}

function writtenOf(parameter: Parameter): fc.Arbitrary<Written> {
  const { name, schema } = parameter;
  const { minimum, maximum, pattern } = schema;
  const allowed = fc.oneof(
    fc.constantFrom(...known),
    fc.integer({ min: Number(minimum ?? 0), max: Number(maximum ?? 9) }).map(String),
    fc.boolean().map(String),
    fc.stringMatching(typeof pattern === "string" ? new RegExp(pattern, "u") : /^[a-z2-7]{12}$/),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 320 }),
  );
  return fc
    .oneof(
      { weight: 8, arbitrary: allowed.filter((text) => isAllowed(parameter, text)).map(encoded) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1 }).map(encoded) },
    )
    .filter((text) => parameter.in === "query" || !DOTS.test(text))
    .map((text) => ({ name, text, isValid: isValid(parameter, text) }));
}

/** A step of a path that leads elsewhere. */
const DOTS = /^(?:\.|%2e){1,2}$/i;

interface Sent {
  readonly name: string;
  readonly address: string;
  readonly tags: string | undefined;
  readonly isValid: boolean;
}

const UNKNOWN: Written = { name: "debug", text: "1", isValid: false };

/** Requests of one operation: some lack a parameter, repeat one, or have one too many. */
function requestsOf({ path, name, parameters }: (typeof operations)[number]): fc.Arbitrary<Sent> {
  const ofPath = parameters.filter((one) => one.in === "path");
  const ofQuery = parameters.filter((one) => one.in === "query");
  const required = ofQuery.filter((one) => one.required);
  const given = ofQuery.map((one) =>
    fc.option(writtenOf(one), { freq: one.required ? 20 : 1, nil: undefined }),
  );
  return fc
    .record({
      steps: fc.tuple(...ofPath.map(writtenOf)),
      query: fc.tuple(...given),
      more: fc.constantFrom("nothing", "nothing", "nothing", "nothing", "unknown", "repeated"),
      tags: fc.option(fc.stringMatching(/^(?:\*|(?:W\/)?"[!#-~]{0,9}"|[!-~]{0,9})$/), {
        nil: undefined,
      }),
    })
    .map(({ steps, query, more, tags }) => {
      const present = query.filter((one) => one !== undefined);
      const [first = UNKNOWN] = present;
      const repeated = more === "repeated" ? [{ ...first, isValid: false }] : [];
      const all = [...present, ...repeated, ...(more === "unknown" ? [UNKNOWN] : [])];
      const pairs = all.map((one) => `${one.name}=${one.text}`);
      const [id] = steps;
      return {
        name,
        tags,
        address: `${path.replace("{id}", () => id?.text ?? "")}?${pairs.join("&")}`,
        isValid:
          all.every((one) => one.isValid) &&
          required.every((one) => present.some((other) => other.name === one.name)),
      };
    });
}

it("are answered as described: a fault is refused, and nothing else", async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(...operations.map(requestsOf)),
      async ({ name, address, ...sent }) => {
        const response = await call(
          address,
          sent.tags === undefined ? {} : { headers: { "If-None-Match": sent.tags } },
        );
        const { status } = response;
        seen.set(status, (seen.get(status) ?? 0) + 1);
        await expectDescribed(name, response);
        if (sent.isValid) expect([200, 304, 404], address).toContain(status);
        else expect(status, address).toBe(400);
      },
    ),
    { numRuns: runs(4_000) },
  );
  for (const status of [200, 304, 400, 404])
    expect(seen.get(status), String(status)).toBeGreaterThan(9);
  expect([...seen.keys()].filter((status) => status >= 500)).toEqual([]);
});
