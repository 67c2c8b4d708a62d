/** @module `token`: the tokens by which programs use the HTTP API and MCP, added, listed and removed. */

import { z } from "zod";
import { readConfig } from "../base/config/config.ts";
import { rateText } from "../base/config/rate.ts";
import {
  type TokenEntry,
  tokenExpiry,
  tokenName,
  tokenRate,
  validFor,
} from "../base/config/tokens-file.ts";
import { UserError } from "../base/errors.ts";
import { splitList } from "../base/text.ts";
import { insertToken, listTokens, deleteToken, type TokenFile } from "../programs/token-changes.ts";
import { many } from "../reply/words/counted.ts";
import type { Io } from "./io.ts";

/** As typed. */
export interface TokenOptions {
  readonly collections?: string;
  readonly rate?: string;
  readonly expires?: string;
}

export interface TokenListOptions {
  readonly json?: boolean;
}

const Wanted = z.object({
  name: tokenName,
  collections: z.string().transform(splitList).optional(),
  rate: tokenRate,
  expires: tokenExpiry
    .refine((expires) => validFor({ expires }) > 0, "expected a day that is not over")
    .optional(),
});

/** Adds a token, and prints it on standard output; everything else goes to standard error. */
export async function addToken(name: string, options: TokenOptions, io: Io): Promise<void> {
  const place = placeOf(io);
  const { data, error } = Wanted.safeParse({ name, ...options });
  if (error) throw wrong(error.issues);
  const wanted = { ...data, collections: choose(place.collections, data.collections) };
  const token = await insertToken(place, wanted);
  io.stderr.write(`Added: ${describe(wanted)}\n${SHOWN_ONCE}\n`);
  io.stdout.write(`${token}\n`);
}

const SHOWN_ONCE = "The token is shown only this once, as only its hash is kept:";

/** Prints the tokens: neither their hashes nor themselves. */
export function printTokens({ json = false }: TokenListOptions, io: Io): void {
  const tokens = listTokens(placeOf(io));
  if (json) io.stdout.write(`${JSON.stringify({ tokens: tokens.map(toJson) })}\n`);
  else if (tokens.length === 0)
    io.stderr.write("No token yet: npm run footnote -- token add NAME\n");
  else io.stdout.write(tokens.map((one) => `${describe(one)}\n`).join(""));
}

/** Removes a token, which is refused from then on. */
export async function removeToken(name: string, io: Io): Promise<void> {
  await deleteToken(placeOf(io).file, name);
  io.stderr.write(`Removed: ${name}. A server that is running refuses its token from now on.\n`);
}

/** Returns the file of tokens. @throws UserError if none is set. */
function placeOf({ environment }: Io): TokenFile {
  const { api, collections } = readConfig(environment, { skipsTokens: true });
  if (api?.tokenFile === undefined) throw unset();
  return { file: api.tokenFile, collections: collections.map(({ id }) => id) };
}

/** Returns the collections of a new token. @throws UserError if it names none of several, or one that is not there. */
function choose(known: readonly string[], named: readonly string[] | undefined): readonly string[] {
  const collections = named ?? (known.length === 1 ? known : []);
  const unknown = collections.find((id) => !known.includes(id));
  if (collections.length > 0 && unknown === undefined) return collections;
  throw new UserError(
    {
      expected: `--collections with some of: ${known.join(",")}`,
      found: unknown ?? "none",
      remedy: "Name those that the program may ask.",
    },
    { exitCode: 2 },
  );
}

const toJson = (token: TokenEntry) => ({
  name: token.name,
  collections: token.collections,
  rate: rateText(token.rate),
  expires: token.expires ?? null,
  expired: validFor(token) <= 0,
});

function describe(token: Omit<TokenEntry, "sha256">): string {
  const { name, collections, rate, expires } = token;
  const expiry = validFor(token) <= 0 ? `expired on ${expires}` : `expires on ${expires}`;
  return [
    name,
    collections.join(", "),
    `${many(rate.times, "request", "requests")} in ${rate.seconds} s`,
    ...(expires === undefined ? [] : [expiry]),
  ].join("; ");
}

const wrong = (issues: readonly z.core.$ZodIssue[]): UserError =>
  new UserError(
    issues
      .map(
        ({ path: [option], message }) =>
          (option === "name" ? "NAME" : `--${String(option)}`) + `: ${message}.`,
      )
      .join("\n"),
    { exitCode: 2 },
  );

const unset = (): UserError =>
  new UserError(
    {
      expected: "API_TOKEN_FILE to name the file of tokens",
      found: "that it is not set",
      remedy:
        "Set it in .env beside the port of the server, such as API_PORT=3118 and API_TOKEN_FILE=tokens.yaml, and run this again.",
    },
    { exitCode: 2 },
  );
