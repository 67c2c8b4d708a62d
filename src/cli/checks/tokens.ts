/** @module Checks of the tokens by which programs use the HTTP API and MCP. */

import type { Config } from "../../base/config/config.ts";
import { DAY_MS, readTokens, type TokenEntry, validFor } from "../../base/config/tokens-file.ts";
import { type Finding, findings } from "../../base/finding.ts";
import { many } from "../../reply/words/counted.ts";

const SOON_DAYS = 14;

/** Checks the file of tokens; nothing where none is used. Its rights are among the warnings of the settings. */
export function* checkTokens({
  api,
  collections,
}: Pick<Config, "api" | "collections">): Generator<Finding> {
  if (api?.tokenFile === undefined) return;
  const { ok, warning, fault } = findings("API tokens");
  const ids = collections.map(({ id }) => id);
  const read = readTokens(api.tokenFile, ids);
  if ("faults" in read) {
    yield fault(read.faults.join("\n"), "Correct the file that API_TOKEN_FILE names.");
    return;
  }
  const { tokens } = read;
  yield tokens.length === 0
    ? warning(
        "none yet, so every program is refused",
        "Add one: npm run footnote -- token add NAME",
      )
    : ok([many(tokens.length, "token", "tokens"), ...unasked(ids, tokens)].join("; "));
  const soon = tokens.filter((one) => isWithin(validFor(one), SOON_DAYS * DAY_MS));
  if (soon.length > 0)
    yield warning(`valid for less than ${SOON_DAYS} days: ${listed(soon)}`, RENEW);
  const expired = tokens.filter((one) => validFor(one) <= 0);
  if (expired.length > 0) yield warning(`expired: ${listed(expired)}`, REMOVE);
}

const RENEW =
  "Add another token for the program under a new name, give it to the program, then remove the old one.";
const REMOVE = "Remove them: npm run footnote -- token remove NAME";

const isWithin = (ms: number, most: number): boolean => ms > 0 && ms < most;

const listed = (tokens: readonly TokenEntry[]): string =>
  tokens.map(({ name, expires }) => `${name} (${expires})`).join(", ");

/** Describes collections that no program may ask, which may be on purpose. */
const unasked = (ids: readonly string[], tokens: readonly TokenEntry[]): readonly string[] => {
  const without = ids.filter((id) => !tokens.some(({ collections }) => collections.includes(id)));
  return without.length === 0 ? [] : [`none of them for ${without.join(", ")}`];
};
