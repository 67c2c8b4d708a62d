/** @module Secrets: the bot's token, from the environment or a file that it names, and the key of webhooks. */

import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { systemCode } from "../errors.ts";
import { PROJECT } from "../project.ts";
import type { EnvFile } from "./env-file.ts";

interface Named {
  readonly DISCORD_TOKEN?: string | undefined;
  readonly DISCORD_TOKEN_FILE?: string | undefined;
  readonly WEBHOOK_SECRET_FILE?: string | undefined;
  readonly API_TOKEN_FILE?: string | undefined;
  readonly DATABASE_PASSWORD_FILE?: string | undefined;
  readonly HEALTH_PORT?: string | undefined;
}

/** Reads the token, if one is set, and adds its faults, which never contain the token. */
export function readToken(environment: Named, faults: string[]): string | undefined {
  const file = environment.DISCORD_TOKEN_FILE?.trim();
  const token = file
    ? readSecret("DISCORD_TOKEN_FILE", file, faults)
    : environment.DISCORD_TOKEN?.trim();
  if (!token) return undefined;
  if (/\s/.test(token)) faults.push("DISCORD_TOKEN: expected one word, found spaces inside it");
  return token;
}

/** In bytes: shorter keys can be guessed. */
const SHORTEST_KEY = 16;

/** Reads the key of webhooks, if one is set, and adds its faults, which never contain the key. */
export function readWebhookKey(environment: Named, faults: string[]): string | undefined {
  const file = environment.WEBHOOK_SECRET_FILE?.trim();
  if (!file) return undefined;
  if (!environment.HEALTH_PORT?.trim())
    faults.push("WEBHOOK_SECRET_FILE: webhooks come in at HEALTH_PORT, which is not set");
  const key = readSecret("WEBHOOK_SECRET_FILE", file, faults);
  if (key && Buffer.byteLength(key) < SHORTEST_KEY)
    faults.push(
      `WEBHOOK_SECRET_FILE: expected a secret of at least ${SHORTEST_KEY} bytes in the file it names`,
    );
  return key;
}

/** Reads the secret that a file holds, and adds its faults, which contain neither the secret nor the file's name. */
export function readSecret(
  name: "DISCORD_TOKEN_FILE" | "WEBHOOK_SECRET_FILE" | "DATABASE_PASSWORD_FILE",
  file: string,
  faults: string[],
): string | undefined {
  try {
    const secret = readFileSync(resolve(PROJECT, file), "utf8").trim();
    if (secret === "") faults.push(`${name}: the file it names is empty`);
    return secret;
  } catch (error) {
    // Not the file's name: a secret may have been put there by mistake.
    faults.push(`${name}: cannot read the file it names (${systemCode(error) ?? "no file"})`);
    return undefined;
  }
}

/** Checks whether a text has the form of a bot token: three parts in base64url, the first of them an ID. */
export function isTokenShaped(token: string): boolean {
  const [first = ""] = token.split(".");
  return (
    /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) &&
    /^\d+$/.test(Buffer.from(first, "base64url").toString())
  );
}

/** Warns of files with a secret that others than their owner can use. @param env the `.env` that is in effect, if any. */
export function tokenWarnings(
  { DISCORD_TOKEN_FILE, WEBHOOK_SECRET_FILE, API_TOKEN_FILE, DATABASE_PASSWORD_FILE }: Named,
  env?: Pick<EnvFile, "path" | "variables">,
): string[] {
  const files = Object.entries({
    DISCORD_TOKEN_FILE,
    WEBHOOK_SECRET_FILE,
    API_TOKEN_FILE,
    DATABASE_PASSWORD_FILE,
  });
  const own = env?.variables() ?? {};
  const held = [
    own["DISCORD_TOKEN"]?.trim() ? "DISCORD_TOKEN" : [],
    hasPassword(own["DATABASE_URL"]) ? "the password of DATABASE_URL" : [],
  ].flat();
  return [
    ...files.flatMap(([name, file]) =>
      file?.trim() ? exposure(resolve(PROJECT, file.trim()), `the file that ${name} names`) : [],
    ),
    ...(env && held.length > 0
      ? exposure(env.path, `.env, which holds ${held.join(" and ")}`)
      : []),
  ];
}

/** Whether an address has a password before its host. */
const hasPassword = (address: string | undefined): boolean => /:\/\/[^/@]*:.*@/.test(address ?? "");

function exposure(path: string, what: string): string[] {
  const mode = statSync(path).mode & 0o777;
  return (mode & OTHERS) === 0
    ? []
    : [
        `Others than its owner may use ${what} (mode ${mode.toString(8).padStart(3, "0")}): chmod 600`,
      ];
}

/** The rights of group and of everyone. */
const OTHERS = 0o077;
