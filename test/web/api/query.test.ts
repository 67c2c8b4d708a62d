/** @module Parameters of the API: unknown, repeated and malformed ones are refused, and every fault is named. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { checkQuestion, isQuestion } from "../../../src/search/question.ts";
import { readValues } from "../../../src/web/api/query.ts";
import { type Call, callsTo, shelfOf } from "../../support/api.ts";
import { HARBOUR } from "../../support/library.ts";
import { memoryLibrary } from "../../support/memory-library.ts";
import { runs } from "../../support/runs.ts";

let call: Call;
beforeAll(async () => {
  call = callsTo(shelfOf(await memoryLibrary({ "harbour.md": HARBOUR })));
});

const Problem = z.object({
  type: z.string(),
  errors: z.array(z.object({ parameter: z.string(), expected: z.string() })),
});

async function faultsOf(path: string): Promise<readonly string[]> {
  const response = await call(path);
  expect(response.status, path).toBe(400);
  const { type, errors } = Problem.parse(await response.json());
  expect(type).toBe("urn:footnote:problem:bad-request");
  return errors.map(({ parameter, expected }) => `${parameter}: ${expected}`);
}

const QUESTION = "q: a question of 3 to 300 characters, with a letter or a digit";
const TOP = "top: an integer from 1 to 100";
const HASH = "sha256: SHA-256 in 64 hexadecimal digits";
const NAME = "collection: the name of a collection: small letters, digits and hyphens";
const ONLY = "no parameter but q, collection, top, always";

type Case = readonly [string, readonly string[]];

describe("a request with faults", () => {
  it.each<Case>([
    ["/v1/ask", [QUESTION]],
    ["/v1/ask?q=", [QUESTION]],
    ["/v1/ask?q=hi", [QUESTION]],
    ["/v1/ask?q=+a+", [QUESTION]],
    ["/v1/ask?q=%3F%3F%3F%3F", [QUESTION]],
    [`/v1/ask?q=${"a".repeat(301)}`, [QUESTION]],
    ["/v1/ask?q", [QUESTION]],
    ["/v1/ask?Q=When+is+it", [QUESTION, `Q: ${ONLY}`]],
    ...["0", "101", "-1", "+1", "1.0", "1e1", "0x1", "01", "", "%201", "١", "1".repeat(400)].map(
      (top): Case => [`/v1/ask?q=harbour&top=${top}`, [TOP]],
    ),
    ...["TRUE", "1", "", "yes", "on"].map((always): Case => [
      `/v1/ask?q=harbour&always=${always}`,
      ["always: true or false"],
    ]),
    ...["Port", "a%2Fb", "", "../x", "a".repeat(65)].map((name): Case => [
      `/v1/ask?q=harbour&collection=${name}`,
      [NAME],
    ]),
    ["/v1/ask?q=harbour&q=harbour", ["q: one value"]],
    ["/v1/ask?q=harbour&q[]=harbour", [`q[]: ${ONLY}`]],
    ["/v1/ask?q=harbour&top=1&top=1&always=x", ["top: one value", "always: true or false"]],
    ["/v1/ask?q=harbour&__proto__=1", [`__proto__: ${ONLY}`]],
    ["/v1/ask?q=harbour&constructor=1", [`constructor: ${ONLY}`]],
    ["/v1/ask?q=harbour&=1", [`: ${ONLY}`]],
    ["/v1/ask?q=%FF%FE", ["q: percent-encoded UTF-8"]],
    ["/v1/ask?q=%ED%A0%80abc", ["q: percent-encoded UTF-8"]],
    ["/v1/ask?q=100%", ["q: percent-encoded UTF-8"]],
    ["/v1/ask?%zz=1&q=harbour", ["%zz: percent-encoded UTF-8"]],
    ["/v1/source/abc?id=abd", ["id: one value"]],
    ["/v1/source/abc?x=1", ["x: no parameter but id, collection"]],
    ["/v1/verify", ["id: the ID of a passage", HASH]],
    [`/v1/verify?id=a&sha256=${"g".repeat(64)}`, [HASH]],
    [
      "/v1/documents?limit=0&offset=-1",
      ["offset: an integer from 0 to 1000000", "limit: an integer from 1 to 100"],
    ],
    ["/v1/documents/text", ["path: the path of a document"]],
    ["/v1/openapi.json?pretty=1", ["pretty: no parameter"]],
  ])("%s names each", async (path, faults) => {
    expect(await faultsOf(path)).toEqual(faults);
  });
});

it("reads every value that encodeURIComponent or a form writes", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
      (text) => {
        for (const query of [
          `q=${encodeURIComponent(text)}`,
          String(new URLSearchParams({ q: text })),
        ])
          expect(readValues(`http://x/?a=1&${query}&`, {})).toEqual({ a: "1", q: text });
      },
    ),
    { numRuns: runs(2_000) },
  );
});

it("takes exactly the questions that the terminal takes", async () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 5 }),
    fc.stringMatching(/^[ ?\u00a0]{0,3}[a0é]{0,2}[ \n]{0,3}[a?]{0,2}$/),
    fc.nat(310).map((length) => "a".repeat(length)),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      fc.pre(text.isWellFormed());
      const response = await call(`/v1/ask?q=${encodeURIComponent(text)}`);
      expect(response.status).toBe(isQuestion(text) ? 200 : 400);
      if (response.ok)
        expect(await response.json()).toMatchObject({ question: checkQuestion(text) });
    }),
    { numRuns: runs(400) },
  );
});

it("doesn't mind which formats a client accepts", async () => {
  for (const accept of ["text/html", "application/xml;q=0.5", "nonsense", ""]) {
    const response = await call("/v1/documents", { headers: { Accept: accept } });
    expect(response.headers.get("Content-Type")).toBe("application/json");
  }
});

it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("refuses %s", async (method) => {
  for (const path of ["/v1/ask?q=harbour", "/v1/source/a", "/v1/openapi.json"]) {
    const response = await call(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toBe("GET, HEAD");
    expect(await response.json()).toMatchObject({ type: "urn:footnote:problem:bad-method" });
  }
});

it.each([{ "Content-Length": "1" }, { "Transfer-Encoding": "chunked" }])(
  "refuses a body (%o)",
  async (headers) => {
    const response = await call("/v1/documents", { headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: "urn:footnote:problem:has-body" });
  },
);

it.each([
  "/v1/",
  "/v1/ask/",
  "/v1/Ask",
  "/v1/source",
  "/v1/source/",
  "/v1/a/b/c",
  "/v1//ask",
  "/v1/%61sk%2F",
  "/v1/openapi",
])("finds nothing at %s", async (path) => {
  const response = await call(path);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ type: "urn:footnote:problem:no-route" });
});

it("takes any text as an ID, and as a path", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", minLength: 1 }), async (text) => {
      fc.pre(text.isWellFormed() && !/^\.{1,2}$/.test(text));
      const encoded = encodeURIComponent(text);
      for (const path of [
        `source/${encoded}`,
        `passages/${encoded}/text`,
        `documents/text?path=${encoded}`,
      ])
        expect((await call(`/v1/${path}`)).status).toBe(404);
    }),
    { numRuns: runs(400) },
  );
});
