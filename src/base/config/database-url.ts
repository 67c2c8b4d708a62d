/** @module The address of a database, as `DATABASE_URL` has it: its hosts, name, user, password and TLS. No fault repeats a part that may be a password. */

import { isIP } from "node:net";
import type { DatabaseHost } from "./database.ts";

/** How the address asks for TLS, where it does. */
export type SslMode = "disable" | "verify-full" | undefined;

export interface DatabaseUrl {
  readonly hosts: readonly DatabaseHost[];
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
  readonly sslMode: SslMode;
}

const FORM =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:/?#]*)(?::(?<password>[^/?#]*))?@)?(?<hosts>[^/?#@]*)(?:\/(?<database>[^/?#@]*))?(?:\?(?<query>[^#@]*))?$/;

const EXPECTED = "expected a form such as postgres://user@host:5432/name";
const DEFAULT_PORT = 5432;

/** Parses an address. @param faults receives its faults. */
export function parseDatabaseUrl(text: string, faults: string[]): DatabaseUrl | undefined {
  const { user, password, hosts, database, query } = FORM.exec(text)?.groups ?? {};
  const parts = [user, password, database].map(decoded);
  if (hosts === undefined || parts.includes(null)) {
    faults.push(`${EXPECTED}; signs such as / ? # @ in a password are written %2F %3F %23 %40`);
    return undefined;
  }
  if (!user || !database) {
    faults.push(`${EXPECTED}, found no ${user ? "name of a database" : "user"}`);
    return undefined;
  }
  const parameters = parseParameters(query ?? "", faults);
  const found = hostsOf(hosts, parameters, faults);
  const [name = "", secret, base = ""] = parts.map((part) => part ?? undefined);
  return {
    hosts: found,
    database: base,
    user: name,
    password: secret || undefined,
    sslMode: sslModeOf(parameters.sslmode, faults),
  };
}

/** Decodes a part of an address; null if it can't be decoded. */
function decoded(part: string | undefined): string | undefined | null {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return null;
  }
}

interface Parameters {
  readonly sslmode?: string;
  readonly host?: string;
  readonly port?: string;
}
const KNOWN: readonly string[] = ["sslmode", "host", "port"];

/** Other programs' parameters, with the setting that is meant. */
const INSTEAD: Readonly<Record<string, string>> = {
  password: "; set DATABASE_PASSWORD_FILE",
  sslrootcert: "; set DATABASE_CA_FILE",
  target_session_attrs: "; the first host that accepts writes is always used",
};

function parseParameters(query: string, faults: string[]): Parameters {
  const entries = [...new URLSearchParams(query)];
  for (const [name] of entries)
    if (!KNOWN.includes(name)) faults.push(`unknown parameter ${name}${INSTEAD[name] ?? ""}`);
  for (const name of KNOWN)
    if (entries.filter(([own]) => own === name).length > 1) faults.push(`${name} is given twice`);
  return Object.fromEntries(entries);
}

/** Returns the hosts: those before the name of the database, or the folder of Unix sockets that a parameter names. */
function hostsOf(list: string, { host, port }: Parameters, faults: string[]): DatabaseHost[] {
  if (host === undefined) {
    if (port !== undefined) faults.push("port is for ?host=/folder: write host:port otherwise");
    const entries = list.split(",").map(parseHost);
    if (entries.includes(undefined))
      faults.push("expected hosts such as db1.example.org:5432,db2.example.org or [::1]:5432");
    return entries.filter((entry) => entry !== undefined);
  }
  if (list !== "") faults.push("host is given twice: keep one before the name, or ?host=/folder");
  if (!host.startsWith("/")) faults.push("?host= expects the folder of a Unix socket: /folder");
  const number = parsePort(port);
  if (number === undefined) faults.push("port: expected a port from 1 to 65535");
  return [{ host, port: number ?? DEFAULT_PORT }];
}

const HOST = /^(?:\[(?<literal>[0-9a-fA-F:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d{1,5}))?$/;

function parseHost(text: string): DatabaseHost | undefined {
  const { literal, name, port } = HOST.exec(text)?.groups ?? {};
  const host = literal ?? name;
  const number = parsePort(port);
  const isAddress = literal === undefined || isIP(literal) === 6;
  return host !== undefined && number !== undefined && isAddress
    ? { host, port: number }
    : undefined;
}

function parsePort(text: string | undefined): number | undefined {
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

const UNVERIFIED = ["allow", "prefer", "require", "verify-ca", "no-verify"];

function sslModeOf(mode: string | undefined, faults: string[]): SslMode {
  if (mode === undefined || mode === "disable" || mode === "verify-full") return mode;
  faults.push(
    UNVERIFIED.includes(mode)
      ? `sslmode=${mode} does not prove that the server is the right one, so that another could take its place: use verify-full, with DATABASE_CA_FILE for an authority of your own`
      : "sslmode: expected verify-full or disable",
  );
  return undefined;
}
