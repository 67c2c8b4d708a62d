/** @module The settings of interactions over HTTP, and of the shards of the gateway. */

import { isIP } from "node:net";
import { z } from "zod";
import { UserError } from "../errors.ts";
import { splitList } from "../text.ts";
import { isSafeAddress } from "./api.ts";

/**
 * The ways in which interactions come: by the gateway's connection, as requests of Discord to a server of the bot, or to other
 * processes alone (`none`).
 */
export type TransportKind = "gateway" | "http" | "none";

/** The server that Discord sends interactions to. */
export interface InteractionsSettings {
  readonly port: number;
  /** The address of this machine that it listens on. */
  readonly host: string;
  /** The keys of the application as 64 hexadecimal digits; more than one while a key is being replaced. */
  readonly publicKeys: readonly string[];
  /** The address under which Discord reaches the server; undefined if it is not known. */
  readonly url: string | undefined;
}

/** Whether a key is one of the application's that are set. */
export const hasKey = ({ publicKeys }: InteractionsSettings, key: string): boolean =>
  publicKeys.some((one) => one.toLowerCase() === key.toLowerCase());

/** The shards of this process: as many as Discord recommends, or those from `first` to `last` of `count`. */
export type ShardSettings =
  "auto" | { readonly first: number; readonly last: number; readonly count: number };

const MOST_SHARDS = 10_000;
const A_SHARD = "expected auto, a number such as 4, or some of them such as 0-1/4";

const shards = z.string().transform((text, context): ShardSettings => {
  if (text === "auto") return text;
  const found = /^(?:(\d{1,5})(?:-(\d{1,5}))?\/)?(\d{1,5})$/.exec(text);
  const count = Number(found?.[3]);
  const first = Number(found?.[1] ?? 0);
  const last = Number(found?.[2] ?? found?.[1] ?? count - 1);
  if (found && count <= MOST_SHARDS && first <= last && last < count) return { first, last, count };
  context.addIssue(A_SHARD);
  return z.NEVER;
});

const publicKey = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, "expected the public key of the application, 64 hexadecimal digits");

export const transportSettings = {
  TRANSPORT: z.enum(["gateway", "http", "none"], "expected gateway or http").default("gateway"),
  DISCORD_PUBLIC_KEY: z.string().transform(splitList).pipe(z.array(publicKey)).default([]),
  INTERACTIONS_HOST: z
    .string()
    .refine((host) => isIP(host) !== 0, "expected an IP address of this machine, such as 0.0.0.0")
    .default("127.0.0.1"),
  INTERACTIONS_URL: z
    .string()
    .refine(isSafeAddress, "expected an address such as https://bot.example.org/interactions")
    .optional(),
  SHARDS: shards.default("auto"),
};

interface Answering {
  readonly discord: object | undefined;
  readonly transport: TransportKind;
}

/** @throws UserError where interactions should come over HTTP, but there is no token with which they are answered. */
export function requireTokenFor({ discord, transport }: Answering): void {
  if (discord || transport !== "http") return;
  throw new UserError(
    {
      expected: "a bot's token, as TRANSPORT is http",
      found: "none",
      remedy: "Run npm run setup, or set DISCORD_TOKEN_FILE in .env (docs/HTTP.md).",
    },
    { exitCode: 2 },
  );
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Describes contradictions between the settings. */
export function transportContradictions(variables: Variables): string[] {
  const isSet = (name: string): boolean => Boolean(variables[name]?.trim());
  const transport = variables["TRANSPORT"]?.trim();
  if (transport === "none" && !isSet("DISCORD_TOKEN") && !isSet("DISCORD_TOKEN_FILE"))
    return [
      "DISCORD_TOKEN: npm run gateway needs it, and it is not set: run npm run setup, or set DISCORD_TOKEN_FILE",
    ];
  if (transport !== "http") return [];
  return [
    ["INTERACTIONS_PORT", "set it to the port that Discord's requests are passed to"],
    ["DISCORD_PUBLIC_KEY", "set it to the one in the developer portal (General Information)"],
  ].flatMap(([name = "", remedy]) =>
    isSet(name) ? [] : [`${name}: TRANSPORT is http, and it is not set: ${remedy}`],
  );
}
