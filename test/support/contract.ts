/** @module The contract of the HTTP API: a response as the OpenAPI file describes it, and nothing beside that. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { z } from "zod";
import { PROJECT } from "../../src/base/project.ts";

const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});
const Schema = z.record(z.string(), z.unknown());
const Described = z.object({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.object({ schema: Schema })).default({}),
});
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.union([Parameter, z.object({ $ref: z.string() })])),
  responses: z.record(z.string(), Described),
});
const OpenApi = z.object({
  paths: z.record(z.string(), z.object({ get: Operation })),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

export type Parameter = z.output<typeof Parameter>;

export const openApiFile: unknown = JSON.parse(
  readFileSync(join(PROJECT, "docs/openapi.json"), "utf8"),
);
const { paths, components } = OpenApi.parse(openApiFile);

/** The operations of the file, each with its own parameters. */
export const operations = Object.entries(paths).map(([path, { get }]) => ({
  path,
  name: get.operationId,
  parameters: get.parameters.filter((one) => "name" in one),
}));

/** Returns a schema whose references lead to the definitions below. */
const withDefinitions = (schema: object): object =>
  Schema.parse(
    JSON.parse(JSON.stringify(schema).replaceAll("#/components/schemas/", "api#/$defs/")),
  );

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajv.addSchema(withDefinitions({ $id: "api", $defs: components.schemas }));

const compiled = new WeakMap<object, ValidateFunction>();

/** Expects a schema of the file to accept a value. */
export function expectValid(schema: object, value: unknown, what = ""): void {
  const validate = compiled.get(schema) ?? ajv.compile(withDefinitions(schema));
  compiled.set(schema, validate);
  expect(validate(value), `${what} ${ajv.errorsText(validate.errors)}`).toBe(true);
}

/** Returns the schema of an operation's body with a status. */
export function schemaOf(name: string, status: string): object {
  const { content } = operationOf(name).responses[status] ?? {};
  const [found] = Object.values(content ?? {});
  if (!found) throw new Error(`${name} has no body with status ${status}`);
  return found.schema;
}

function operationOf(name: string): z.output<typeof Operation> {
  const found = Object.values(paths).find(({ get }) => get.operationId === name);
  if (!found) throw new Error(`no operation ${name}`);
  return found.get;
}

/** Expects the file to describe a response to a request of the operation; returns its body. */
export async function expectDescribed(name: string, response: Response): Promise<unknown> {
  const status = String(response.status);
  const described = operationOf(name).responses[status];
  if (!described) throw new Error(`${name} has no status ${status}`);
  for (const header of Object.keys(described.headers))
    expect(response.headers.has(header), `${name} ${status} ${header}`).toBe(true);
  const text = await response.text();
  const type = response.headers.get("Content-Type");
  const { schema } = described.content[type ?? ""] ?? {};
  if (!schema) {
    expect({ type, text, content: described.content }).toEqual({
      type: null,
      text: "",
      content: {},
    });
    return undefined;
  }
  const body: unknown = type?.endsWith("json") ? JSON.parse(text) : text;
  expectValid(schema, body, `${name} ${status}:`);
  return body;
}
