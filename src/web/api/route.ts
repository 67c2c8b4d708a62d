/** @module A route of the HTTP API: the one source of its address, its validation, its answer and its description. */

import { z } from "zod";
import type { Grant } from "../../programs/grant.ts";
import type { Quoting } from "../../programs/quoting.ts";
import type { ProblemKind } from "./problem.ts";
import { checkParameters, type Values } from "./query.ts";

/** The callers of a route: those with a token; for collections with passage pages, anyone; or always anyone. */
export type Access = "token" | "token-or-pages" | "anyone";

/** A JSON value, or a text. */
export interface Reply {
  /** The generation that it is from, if it is from one. */
  readonly generation?: string;
  readonly value: object | string;
}

interface Link {
  /** The name of a route. */
  readonly to: string;
  /** Where its parameters are in the answer, as JSON pointers. */
  readonly with: Readonly<Record<string, string>>;
}

export interface Route {
  /** As OpenAPI writes it: parameters of the path in braces. */
  readonly path: string;
  /** The name of the operation in generated clients. */
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly access: Access;
  readonly parameters: z.ZodObject;
  /** The form of the JSON; undefined for plain text. */
  readonly form: z.ZodType | undefined;
  /** The problems beside those that every route has. */
  readonly problems: readonly ProblemKind[];
  /** The requests that follow from its answer, by their names. */
  readonly links?: Readonly<Record<string, Link>>;
  /** @throws ProgramFault */
  readonly answer: (quoting: Quoting, grant: Grant, values: Values) => Promise<Reply>;
}

interface RouteOptions<Shape extends z.ZodRawShape> extends Omit<Route, "parameters" | "answer"> {
  readonly parameters: Shape;
  readonly answer: (
    quoting: Quoting,
    grant: Grant,
    given: z.output<z.ZodObject<Shape>>,
  ) => Promise<Reply>;
}

export function defineRoute<Shape extends z.ZodRawShape>({
  parameters,
  answer,
  ...route
}: RouteOptions<Shape>): Route {
  const form = z.strictObject(parameters);
  return {
    ...route,
    parameters: form,
    answer: async (quoting, grant, values) => answer(quoting, grant, checkParameters(form, values)),
  };
}
