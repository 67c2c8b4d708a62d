/** @module The description of the HTTP API as an OpenAPI 3.1 document, made from its routes and forms. */

import { z } from "zod";
import kept from "./examples.json" with { type: "json" };
import { ProblemForm } from "./problem.ts";
import { HEADERS, type Json, problemsOf, refTo, responsesOf } from "./responses.ts";
import { defineRoute, type Route } from "./route.ts";
import { ROUTES } from "./routes.ts";

const DESCRIPTION =
  "Finds passages of an operator's documents and quotes them word for word, each with a citation that anyone can check. " +
  "Offsets count UTF-16 units. Every answer names the generation of the index that it is from. HEAD is answered like GET.";

export const ALL_ROUTES: readonly Route[] = [
  ...ROUTES,
  defineRoute({
    path: "/v1/openapi.json",
    name: "openapi",
    summary: "Get this description",
    description: "Returns the description of the API as an OpenAPI 3.1 document.",
    access: "anyone",
    parameters: {},
    form: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApi" }),
    problems: [],
    answer: async () => ({ value: openApi }),
  }),
];

const SECURITY = {
  token: [{ bearer: [] }],
  "token-or-pages": [{ bearer: [] }, {}],
  anyone: [],
};

/** Answers by the names of their routes, and problems by their kinds. */
interface Examples {
  readonly answers: Json;
  readonly problems: Json;
}

function operationOf(route: Route, example: unknown): Json {
  const { name, summary, description, access } = route;
  return {
    operationId: name,
    summary,
    description,
    tags: [access === "anyone" ? "description" : "quoting"],
    security: SECURITY[access],
    parameters: [...parametersOf(route), refTo("parameters", "If-None-Match")],
    responses: responsesOf(route, example),
  };
}

function parametersOf({ path, parameters }: Route): readonly Json[] {
  const { required = [] } = z.toJSONSchema(parameters, { io: "input" });
  const { properties = {} } = z.toJSONSchema(parameters, { io: "output" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = z.record(z.string(), z.unknown()).parse(property);
    const place = path.includes(`{${name}}`) ? "path" : "query";
    return { name, in: place, required: required.includes(name), description, schema };
  });
}

/** Returns the schemas of all forms by their IDs. */
function schemasOf(forms: Readonly<Record<string, z.ZodType>>): Json {
  const { $defs = {} } = z.toJSONSchema(z.object(forms));
  const withoutIds = (key: string, value: unknown): unknown =>
    key === "id" && typeof value === "string" ? undefined : value;
  const text = JSON.stringify($defs, withoutIds);
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/")));
}

const IF_NONE_MATCH: Json = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The tags of the answers that the client has.",
  schema: { type: "string" },
};

/** Returns the whole document. */
export const describeApi = ({ answers, problems }: Examples): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Footnote",
    version: "1.0.0",
    description: DESCRIPTION,
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/" }],
  tags: [
    { name: "quoting", description: "Passages and documents, with their proof." },
    { name: "description", description: "The description of the API." },
  ],
  paths: Object.fromEntries(
    ALL_ROUTES.map((route) => [route.path, { get: operationOf(route, answers[route.name]) }]),
  ),
  components: {
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer", description: "A token from the operator." },
    },
    parameters: { "If-None-Match": IF_NONE_MATCH },
    headers: HEADERS,
    schemas: schemasOf({
      ...Object.fromEntries(ALL_ROUTES.flatMap(({ name, form }) => (form ? [[name, form]] : []))),
      problem: ProblemForm,
    }),
    examples: Object.fromEntries(
      ALL_ROUTES.flatMap(problemsOf).map((kind) => [kind, { value: problems[kind] }]),
    ),
  },
});

const openApi = describeApi(kept);
