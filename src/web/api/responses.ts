/** @module The responses of each route, as OpenAPI describes them: answers, their headers and links, and problems. */

import { z } from "zod";
import { type ProblemKind, PROBLEMS } from "./problem.ts";
import type { Route } from "./route.ts";

export type Json = Readonly<Record<string, unknown>>;

export const refTo = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

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

/** Returns the problems of a route. */
export const problemsOf = ({ access, problems }: Route): readonly ProblemKind[] => [
  ...OF_ALL,
  ...(access === "anyone" ? [] : OF_QUOTING),
  ...problems,
];

/** The fields of draft-ietf-httpapi-ratelimit-headers-10. */
const RATE = ["RateLimit", "RateLimit-Policy"];

const text = (description: string, example: string): Json => ({
  description,
  schema: { type: "string" },
  example,
});

export const HEADERS = {
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

const headersOf = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, refTo("headers", name)]));

export function responsesOf(route: Route, example: unknown): Json {
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

/** Describes the requests that follow from the answer of a route. */
function linksOf({ links = {} }: Route): Json {
  const described = Object.entries(links).map(([name, { to, with: places }]) => {
    const parameters = Object.fromEntries([
      ...Object.entries(places).map(([parameter, place]) => [parameter, `$response.body#${place}`]),
      ["collection", "$request.query.collection"],
    ]);
    return [name, { operationId: to, parameters }];
  });
  return described.length === 0 ? {} : { links: Object.fromEntries(described) };
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
