/** @module The description of the HTTP API as an OpenAPI 3.1 document, made from its routes and forms. */

import { z } from "zod";
import kept from "./examples.json" with { type: "json" };
import { ProblemForm, type ProblemKind, PROBLEMS } from "./problem.ts";
import { defineRoute, type Route } from "./route.ts";
import { ROUTES } from "./routes.ts";

const DESCRIPTION =
  "Finds passages of an operator's documents and quotes them word for word, each with a citation that anyone can check. " +
  "Offsets count UTF-16 units. Every answer names the generation of the index that it is from.";

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

/** The problems of every route. */
const OF_ALL: readonly ProblemKind[] = [
  "bad-request",
  "has-body",
  "wrong-host",
  "foreign-origin",
  "bad-method",
  "internal",
  "crowded",
];
/** The problems of every route to what is quoted. */
const OF_QUOTING: readonly ProblemKind[] = [
  "no-token",
  "collection-needed",
  "no-collection",
  "limited",
  "not-ready",
];

type Json = Readonly<Record<string, unknown>>;

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

const refTo = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const headersOf = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, refTo("headers", name)]));

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

function responsesOf(route: Route, example: unknown): Json {
  const { access, form } = route;
  const kinds = problemsOf(route);
  const statuses = new Set(kinds.map((kind) => PROBLEMS[kind][0]));
  const generation = access === "anyone" ? [] : ["Vary", "Footnote-Generation", ...RATE];
  const digest = form ? [] : ["Repr-Digest"];
  return {
    200: {
      description: "The answer.",
      headers: headersOf("ETag", "Cache-Control", ...generation, ...digest),
      content: contentOf(route, example),
      ...linksOf(route),
    },
    304: {
      description: "The answer is the one that the client has.",
      headers: headersOf("ETag", "Cache-Control", ...generation),
    },
    ...Object.fromEntries(
      Array.from(statuses, (status) => [
        status,
        problemOf(kinds.filter((kind) => PROBLEMS[kind][0] === status)),
      ]),
    ),
  };
}

type Following = readonly [operation: string, places: Readonly<Record<string, string>>];

/** The requests that follow from an answer: to each a name, the operation, and the places of its parameters in the answer. */
const FOLLOWING: Readonly<Record<string, Readonly<Record<string, Following>>>> = {
  ask: {
    source: ["source", { id: "/answers/0/citation/id" }],
    text: ["passageText", { id: "/answers/0/citation/id" }],
    verification: [
      "verify",
      { id: "/answers/0/citation/id", sha256: "/answers/0/citation/sha256" },
    ],
    document: ["documentText", { path: "/answers/0/citation/path" }],
  },
  source: {
    text: ["passageText", { id: "/id" }],
    verification: ["verify", { id: "/id", sha256: "/citation/sha256" }],
    previous: ["source", { id: "/neighbours/previous" }],
    next: ["source", { id: "/neighbours/next" }],
  },
  documents: { text: ["documentText", { path: "/documents/0/path" }] },
};

function linksOf({ name }: Route): Json {
  const following = Object.entries(FOLLOWING[name] ?? {});
  if (following.length === 0) return {};
  const links = following.map(([link, [operationId, places]]) => {
    const parameters = Object.fromEntries([
      ...Object.entries(places).map(([parameter, place]) => [parameter, `$response.body#${place}`]),
      ["collection", "$request.query.collection"],
    ]);
    return [link, { operationId, parameters }];
  });
  return { links: Object.fromEntries(links) };
}

function contentOf({ form }: Route, example: unknown): Json {
  if (!form) return { "text/plain; charset=utf-8": { schema: { type: "string" }, example } };
  const schema = refTo("schemas", z.string().parse(form.meta()?.id));
  return { "application/json": { schema, ...(example === undefined ? {} : { example }) } };
}

function problemOf(kinds: readonly ProblemKind[]): Json {
  const headers = [
    ...(kinds.includes("no-token") ? ["WWW-Authenticate"] : []),
    ...(kinds.includes("limited") ? RATE : []),
    ...(kinds.some((kind) => ["limited", "not-ready", "crowded"].includes(kind))
      ? ["Retry-After"]
      : []),
  ];
  return {
    description: kinds.map((kind) => `${PROBLEMS[kind][1]}.`).join(" "),
    headers: headersOf(...headers),
    content: {
      "application/problem+json": {
        schema: refTo("schemas", "Problem"),
        examples: Object.fromEntries(kinds.map((kind) => [kind, refTo("examples", kind)])),
      },
    },
  };
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

/** The fields of draft-ietf-httpapi-ratelimit-headers-10. */
const RATE = ["RateLimit", "RateLimit-Policy"];

const text = (description: string, example: string): Json => ({
  description,
  schema: { type: "string" },
  example,
});

const HEADERS = {
  ETag: text(
    "The strong tag of the answer: the generation, a dot, and the start of the body's SHA-256.",
    '"0123456789abcdef.RBNvo1WzZ4oRRq0W9-hkng"',
  ),
  "Cache-Control": text("Ask again before a kept answer is used.", "no-cache, private"),
  Vary: text("The answer depends on the token.", "Authorization"),
  "Footnote-Generation": text("The generation of the index.", "0123456789abcdef"),
  "Repr-Digest": text("The SHA-256 of the bytes (RFC 9530).", "sha-256=:…:"),
  RateLimit: text(
    "The requests that are left, and the seconds until all are there again.",
    '"requests";r=59;t=60',
  ),
  "RateLimit-Policy": text(
    "The requests that the token has, and in how many seconds.",
    '"requests";q=60;w=60',
  ),
  "WWW-Authenticate": text("The way to authenticate.", 'Bearer realm="footnote"'),
  "Retry-After": {
    description: "Seconds until the next try.",
    schema: { type: "integer", minimum: 0 },
    example: 30,
  },
};

const IF_NONE_MATCH: Json = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The tags of the answers that the client has.",
  schema: { type: "string" },
};

/** Returns the problems of a route. */
const problemsOf = ({ access, problems }: Route): readonly ProblemKind[] => [
  ...OF_ALL,
  ...(access === "anyone" ? [] : OF_QUOTING),
  ...problems,
];

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
