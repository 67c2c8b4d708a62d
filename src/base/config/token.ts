/** @module The bot's token, from the environment or a file that it names. */

import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { systemCode } from "../errors.ts";
import { PROJECT } from "../project.ts";
import type { EnvFile } from "./env-file.ts";

interface Named {
  readonly DISCORD_TOKEN?: string | undefined;
  readonly DISCORD_TOKEN_FILE?: string | undefined;
}

/** Reads the token, if one is set, and adds its faults, which never contain the token. */
export function readToken(environment: Named, faults: string[]): string | undefined {
  const file = environment.DISCORD_TOKEN_FILE?.trim();
  const token = file ? readTokenFile(file, faults) : environment.DISCORD_TOKEN?.trim();
  if (!token) return undefined;
  if (/\s/.test(token)) faults.push("DISCORD_TOKEN: expected one word, found spaces inside it");
  return token;
}

function readTokenFile(file: string, faults: string[]): string | undefined {
  try {
    const token = readFileSync(resolve(PROJECT, file), "utf8").trim();
    if (token === "") faults.push("DISCORD_TOKEN_FILE: the file it names is empty");
    return token;
  } catch (error) {
    // Not the name: a token may have been put there by mistake.
    faults.push(
      `DISCORD_TOKEN_FILE: cannot read the file it names (${systemCode(error) ?? "no file"})`,
    );
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

/** Warns of files with a token that others than their owner can use. @param env the `.env` that is in effect, if any. */
export function tokenWarnings(
  { DISCORD_TOKEN_FILE }: Named,
  env?: Pick<EnvFile, "path" | "variables">,
): string[] {
  const file = DISCORD_TOKEN_FILE?.trim();
  return [
    ...(file ? exposure(resolve(PROJECT, file), "the file that DISCORD_TOKEN_FILE names") : []),
    ...(env?.variables()["DISCORD_TOKEN"]?.trim()
      ? exposure(env.path, ".env, which holds DISCORD_TOKEN")
      : []),
  ];
}

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
