/** @module The file of API tokens: names, hashes and rights; no token itself. */

import { basename } from "node:path";
import { z } from "zod";
import { API_TOKENS } from "../api-token.ts";
import { isAbsent, messageOf } from "../errors.ts";
import { redact } from "../log.ts";
import { type Rate, rateSetting } from "./rate.ts";
import { orUnknown, parseYaml, readFileText, type YamlFault } from "./yaml-file.ts";

/** A token as it is kept. */
export interface TokenEntry {
  /** Names the program that has the token. */
  readonly name: string;
  /** The hash of the token, in small hexadecimal digits. */
  readonly sha256: string;
  /** The IDs of the collections that it may ask; at least one. */
  readonly collections: readonly string[];
  readonly rate: Rate;
  /** The last day on which it is valid, in UTC, such as 2027-01-31. */
  readonly expires?: string | undefined;
}

/** The tokens, or the faults of the file: each a sentence for the operator, without a token. */
export type ReadTokens =
  { readonly tokens: readonly TokenEntry[] } | { readonly faults: readonly string[] };

/** The IDs of the collections that are served; undefined while they are not known, as their own file has faults. */
export type KnownCollections = readonly string[] | undefined;

const MOST_MB = 5;
/** No more than the names whose rate is counted at the same time (`boundedRate`). */
const MOST_TOKENS = 10_000;

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const A_NAME = "expected a name of at most 40 small letters, digits and hyphens";
export const tokenName = z.string().regex(NAME, A_NAME);
export const tokenRate = rateSetting("60/60");
export const tokenExpiry = z.iso.date({ error: "expected a day such as 2027-01-31", abort: true });

const Token = z.strictObject(
  {
    sha256: z
      .string("expected the SHA-256 of a token")
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/, "expected the SHA-256 of a token: 64 hexadecimal digits"),
    collections: z
      .array(z.string(), "expected a list of collections")
      .min(1, "expected at least one collection")
      .transform((names) => [...new Set(names)])
      .optional(),
    rate: tokenRate,
    expires: tokenExpiry.optional(),
  },
  { error: orUnknown("expected the settings of a token: sha256, collections, rate, expires") },
);

/** The key `tokens` without a value names none. */
const TokensFile = z.strictObject(
  {
    tokens: z.preprocess(
      (value) => (value === "" ? {} : value),
      z
        .record(tokenName, Token, {
          error: ({ code }) => (code === "invalid_key" ? A_NAME : "expected tokens by their names"),
        })
        .refine(
          (all) => Object.keys(all).length <= MOST_TOKENS,
          `expected at most ${MOST_TOKENS} tokens`,
        ),
    ),
  },
  { error: orUnknown("expected tokens:, with a name for each") },
);

type Tokens = z.infer<typeof TokensFile>["tokens"];

/** Reads the file. @param known the collections that tokens may name. */
export function readTokens(file: string, known: KnownCollections): ReadTokens {
  try {
    return parseTokens(basename(file), readTokenText(file), known);
  } catch (error) {
    return { faults: [unreadable(error)] };
  }
}

/** Describes why the file can't be read, without its path, which may be a token by mistake. */
export const unreadable = (error: unknown): string =>
  isAbsent(error)
    ? "API_TOKEN_FILE: the file that it names is missing: npm run footnote -- token add NAME makes it"
    : `API_TOKEN_FILE: the file that it names can't be used: ${redact(messageOf(error))}`;

/**
 * Reads the text of the file.
 * @throws Error if it can't be read, others than its owner can write it, or a container still has a file that was replaced,
 * in which tokens that were revoked since would be valid.
 */
export function readTokenText(file: string): string {
  const { text, mode, isGone } = readFileText(file, MOST_MB);
  if (isGone) throw new Error("it was replaced, but is still mounted: mount its folder instead");
  if (isWritableByOthers(mode))
    throw new Error(`others than its owner can write it (mode ${mode.toString(8)}): chmod 600`);
  return text;
}

/** Windows has no such rights: Node makes them up. */
const isWritableByOthers = (mode: number): boolean =>
  process.platform !== "win32" && (mode & 0o022) !== 0;

/** Validates the text of the file. @param name the file's, in faults. */
export function parseTokens(name: string, text: string, known: KnownCollections): ReadTokens {
  const form = {
    name,
    schema: TokensFile,
    conflictsOf: ({ tokens }: { readonly tokens: Tokens }) => [
      ...collectionFaults(tokens, known),
      ...doubles(tokens),
    ],
  };
  const parsed = parseYaml(text, form);
  const faults = [...exposed(name, text), ...("faults" in parsed ? parsed.faults : [])];
  if ("faults" in parsed || faults.length > 0) return { faults: faults.map((one) => redact(one)) };
  return { tokens: Object.entries(parsed.data.tokens).map(toEntry(known)) };
}

const toEntry =
  (known: KnownCollections = []) =>
  ([name, token]: [string, Tokens[string]]): TokenEntry => ({
    ...token,
    name,
    collections: token.collections ?? known,
  });

/** Finds tokens that are written out, also in comments. */
const exposed = (name: string, text: string): readonly string[] =>
  text
    .split("\n")
    .flatMap((line, at) =>
      line.search(API_TOKENS) < 0 ? [] : [`${name}, line ${at + 1}: ${EXPOSED}`],
    );

const EXPOSED =
  "a token itself is written here, where only its hash may be: delete it, and add another token, as anyone who saw the file has this one";

/** Finds names of collections that are not served, and tokens that don't choose among several. */
const collectionFaults = (tokens: Tokens, known: KnownCollections): readonly YamlFault[] =>
  known === undefined
    ? []
    : Object.entries(tokens).flatMap(([name, { collections }]) =>
        collections === undefined ? choiceFaults(name, known) : unknownIn(name, collections, known),
      );

const choiceFaults = (name: string, known: readonly string[]): readonly YamlFault[] =>
  known.length === 1
    ? []
    : [{ path: ["tokens", name], message: `expected collections: some of ${known.join(", ")}` }];

const unknownIn = (
  name: string,
  collections: readonly string[],
  known: readonly string[],
): readonly YamlFault[] =>
  collections.flatMap((id, at) =>
    known.includes(id)
      ? []
      : [
          {
            path: ["tokens", name, "collections", String(at)],
            message: `no such collection: expected some of ${known.join(", ")}`,
          },
        ],
  );

/** Finds tokens that have two names, and so two grants. */
function doubles(tokens: Tokens): readonly YamlFault[] {
  const owners = new Map<string, string>();
  return Object.entries(tokens).flatMap(([name, { sha256 }]) => {
    const owner = owners.get(sha256);
    owners.set(sha256, owner ?? name);
    if (owner === undefined) return [];
    return [{ path: ["tokens", name, "sha256"], message: `${owner} has the same token already` }];
  });
}

export const DAY_MS = 86_400_000;

/** Returns the milliseconds for which a token is still valid, 0 or less if it has expired. */
export const validFor = ({ expires }: Pick<TokenEntry, "expires">, now = Date.now()): number =>
  expires === undefined ? Infinity : Date.parse(expires) + DAY_MS - now;
