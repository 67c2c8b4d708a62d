/** @module Refusals: Discord's error response, and a fault for the test. */
import { refusal } from "./http.ts";
import type { Answer } from "./http.ts";
import { fieldsOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { isEmptyMessage } from "./limits.ts";

/** Refusals that a bot cannot foresee are no faults: it learns by them. */
export const UNKNOWN_CHANNEL = refusal(404, 10003, "Unknown Channel");
export const UNKNOWN_MESSAGE = refusal(404, 10008, "Unknown Message");
export const NO_ACCESS = refusal(403, 50001, "Missing Access");
export const NO_PERMISSION = refusal(403, 50013, "Missing Permissions");

export type Refuse = {
  /** Refuses a body that breaks a limit: 400, with a tree of errors. */
  readonly body: (violations: readonly string[]) => Answer;
  /** Refuses a request out of order, such as a second response to an interaction. */
  readonly misuse: (status: number, code: number, message: string) => Answer;
};

/** Creates the refusals of a request. A bot may swallow an error, so each is also noted as a fault. */
export function createRefuse(request: string, note: (fault: string) => void): Refuse {
  return {
    body: (violations) => {
      violations.forEach((violation) => note(`${request}: ${violation}`));
      if (isEmptyMessage(violations)) return refusal(400, 50006, "Cannot send an empty message");
      return refusal(400, 50035, "Invalid Form Body", violations.reduce(nest, {}));
    },
    misuse: (status, code, message) => {
      note(`${request}: ${code} ${message}`);
      return refusal(status, code, message);
    },
  };
}

/** Adds a violation such as `embeds[0].title: too long` to Discord's tree of errors. */
function nest(tree: Fields, violation: string): Fields {
  const cut = violation.indexOf(": ");
  const path = violation
    .slice(0, cut)
    .split(/[.[\]]+/)
    .filter((part) => part !== "" && part !== "body");
  return grow(tree, path, { code: "BASE_TYPE_BAD", message: violation.slice(cut + 2) });
}

function grow(tree: Fields, [head, ...rest]: readonly string[], error: Fields): Fields {
  if (head === undefined) {
    const before: unknown = tree["_errors"];
    return { ...tree, _errors: [...(Array.isArray(before) ? (before as unknown[]) : []), error] };
  }
  return { ...tree, [head]: grow(fieldsOf(tree[head]), rest, error) };
}
