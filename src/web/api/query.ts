/** @module The parameters of a request: every one is known, given once and well formed, or the request is refused. */

import type { z } from "zod";
import { type ParameterFault, ProgramFault } from "../../programs/fault.ts";

/** Values by their names; a name that is given several times has a list. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads the query of an address, and adds the parameters of its path.
 * @throws ProgramFault (`bad-request`) for a text that is not percent-encoded UTF-8.
 */
export function readValues(url: string, ofPath: Readonly<Record<string, string>>): Values {
  const values = new Map(Object.entries(ofPath).map(([name, value]) => [name, [value]]));
  const [, ...query] = url.split("?");
  for (const pair of query
    .join("?")
    .split("&")
    .filter((one) => one !== "")) {
    const [typed = "", ...rest] = pair.split("=");
    const name = decode(typed, typed);
    values.set(name, [...(values.get(name) ?? []), decode(rest.join("="), name)]);
  }
  return Object.fromEntries(
    Array.from(values, ([name, [first = "", ...others]]) => [
      name,
      others.length === 0 ? first : [first, ...others],
    ]),
  );
}

function decode(text: string, parameter: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (error) {
    throw badParameters([{ parameter, expected: "percent-encoded UTF-8" }], error);
  }
}

/** @throws ProgramFault (`bad-request`) that lists every fault. */
export function checkParameters<Form extends z.ZodObject>(
  form: Form,
  values: Values,
): z.output<Form> {
  const checked = form.safeParse(values);
  if (checked.success) return checked.data;
  const { issues } = checked.error;
  throw badParameters(
    issues.flatMap((issue) => faultsOf(issue, values, Object.keys(form.shape))),
    checked.error,
  );
}

function faultsOf(
  issue: z.core.$ZodIssue,
  values: Values,
  known: readonly string[],
): readonly ParameterFault[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((parameter) => ({
      parameter,
      expected: known.length === 0 ? "no parameter" : `no parameter but ${known.join(", ")}`,
    }));
  const parameter = String(issue.path[0]);
  const isRepeated = Array.isArray(values[parameter]);
  return [{ parameter, expected: isRepeated ? "one value" : issue.message }];
}

const badParameters = (errors: readonly ParameterFault[], cause: unknown): ProgramFault =>
  new ProgramFault(
    "bad-request",
    {
      expected: "the parameters that /v1/openapi.json describes",
      found: errors.length === 1 ? "a fault in one" : `${errors.length} faults`,
      remedy: "Correct what `errors` lists.",
    },
    { errors, cause },
  );
