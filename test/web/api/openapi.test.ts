/** @module The OpenAPI file: valid, current, and with examples that its own schemas accept. */

import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import { z } from "zod";
import examples from "../../../src/web/api/examples.json" with { type: "json" };
import { ALL_ROUTES, describeApi } from "../../../src/web/api/openapi.ts";
import { PROBLEMS } from "../../../src/web/api/problem.ts";
import { callsTo, shelfOf } from "../../support/api.ts";
import {
  expectDescribed,
  expectValid,
  openApiFile,
  operations,
  schemaOf,
} from "../../support/contract.ts";

const OUTDATED = "run npm run openapi";

it("is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const file = z.record(z.string(), z.unknown()).parse(openApiFile);
  const { valid, errors } = await validator.validate(file);
  expect({ valid, errors }).toMatchObject({ valid: true });
  expect(validator.version).toBe("3.1");
  expect(await validator.validate({ ...file, paths: { ask: {} } })).toMatchObject({ valid: false });
});

it("is made from the routes and forms as they are", () => {
  expect(openApiFile, OUTDATED).toEqual(describeApi(examples));
});

it("is served to anyone", async () => {
  const call = callsTo(shelfOf());
  const response = await call("/v1/openapi.json", { headers: { Authorization: "" } });
  expect(await expectDescribed("openapi", response)).toEqual(openApiFile);
});

it("has links to its own operations, and examples of parameters that lead to something", () => {
  const names = new Set(ALL_ROUTES.map(({ name }) => name));
  for (const { links = {} } of ALL_ROUTES)
    for (const { to } of Object.values(links)) expect(names).toContain(to);
  const { question, answers } = examples.answers.ask;
  const [{ citation } = { citation: { id: "", path: "", sha256: "" } }] = answers;
  const known = { q: question, id: citation.id, path: citation.path, sha256: citation.sha256 };
  for (const { parameters } of operations)
    for (const { name, required, schema } of parameters)
      if (required)
        expect({ [name]: schema["examples"] }).toEqual({ [name]: [known[Known.parse(name)]] });
});

const Known = z.enum(["q", "id", "path", "sha256"]);

it("has an example of each answer and of each problem, which its schemas accept", () => {
  const answers = new Map<string, unknown>(Object.entries(examples.answers));
  for (const { name } of ALL_ROUTES.filter((route) => route.name !== "openapi"))
    expectValid(schemaOf(name, "200"), answers.get(name), name);
  expect(new Set(Object.keys(examples.problems))).toEqual(new Set(Object.keys(PROBLEMS)));
  for (const problem of Object.values(examples.problems))
    expectValid({ $ref: "#/components/schemas/Problem" }, problem);
});
