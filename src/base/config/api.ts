/** @module The settings of the server for other programs and for pages of passages. */

import { isIP } from "node:net";
import { z } from "zod";
import { parseUrl, splitList } from "../text.ts";

/** The server of the HTTP API, of MCP and of passage pages; off without a port. */
export interface ApiSettings {
  readonly port: number;
  /** The address of this machine that it listens on. */
  readonly host: string;
  /** The file of bearer tokens; without it, only pages are served. */
  readonly tokenFile: string | undefined;
  /** The origins whose pages may use the API in a browser. */
  readonly origins: readonly string[];
}

/** Whether an address is this machine's own, which others can't reach. */
export const isLoopback = (hostname: string): boolean => {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
};

/** Whether an address is HTTPS or loopback, so that a setting for tests can't send the token elsewhere. */
export function isSafeAddress(address: string): boolean {
  const url = parseUrl(address);
  if (!url) return false;
  const { protocol, hostname } = url;
  if (protocol === "https:") return true;
  return protocol === "http:" && isLoopback(hostname);
}

/** Whether an address is a web origin: scheme and host, nothing more. */
function isOrigin(address: string): boolean {
  const url = parseUrl(address);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === address;
}

const origin = z
  .string()
  .transform((address) => address.replace(/\/$/, ""))
  .refine(isOrigin, "expected an address such as https://quotes.example.org, without a path");

export const apiSettings = {
  API_HOST: z
    .string()
    .refine((host) => isIP(host) !== 0, "expected an IP address of this machine, such as 0.0.0.0")
    .default("127.0.0.1"),
  API_TOKEN_FILE: z.string().optional(),
  API_ORIGINS: z.string().transform(splitList).pipe(z.array(origin)).default([]),
  PUBLIC_URL: origin.optional(),
};

type Variables = Readonly<Record<string, string | undefined>>;

/** Describes contradictions between the settings. */
export function apiContradictions(variables: Variables, hasPages: boolean): string[] {
  const isSet = (name: string): boolean => Boolean(variables[name]?.trim());
  if (!isSet("API_PORT"))
    return [
      ...["API_HOST", "API_TOKEN_FILE", "API_ORIGINS", "PUBLIC_URL"]
        .filter(isSet)
        .map((name) => `${name}: API_PORT is not set: set it, or leave this empty`),
      ...(hasPages ? ["API_PORT: passage pages are served there, and it is not set: set it"] : []),
    ];
  const host = variables["API_HOST"]?.trim() ?? "";
  return [
    ...(isSet("API_TOKEN_FILE") || hasPages
      ? []
      : [
          "API_PORT: nothing is served there: name a file of tokens in API_TOKEN_FILE, or switch passage pages on",
        ]),
    ...(host === "" || isLoopback(host) || isSet("PUBLIC_URL")
      ? []
      : [
          "API_HOST: others can reach this address: set PUBLIC_URL to the one that they use, such as https://quotes.example.org",
        ]),
  ];
}

/** Warns of tokens that are sent in the clear. @param host the address that the server listens on. */
export function apiWarnings(host: string, publicUrl: string | undefined): string[] {
  const url = publicUrl === undefined ? undefined : parseUrl(publicUrl);
  return url?.protocol === "http:" && !(isLoopback(url.hostname) && isLoopback(host))
    ? ["PUBLIC_URL is not https://: anyone on the way can read tokens and answers"]
    : [];
}
