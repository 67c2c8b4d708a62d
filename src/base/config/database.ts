/** @module The settings of PostgreSQL, from `DATABASE_URL` and the variables beside it. */

import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf, systemCode, UserError } from "../errors.ts";
import { PROJECT } from "../project.ts";
import { isLoopback } from "./api.ts";
import { type DatabaseUrl, parseDatabaseUrl } from "./database-url.ts";
import { readSecret } from "./token.ts";

/** The settings of a database; the first host that accepts writes is used. */
export interface DatabaseSettings {
  readonly hosts: readonly DatabaseHost[];
  readonly database: string;
  readonly user: string;
  /** Reads the password, again for each connection, so that a changed file counts. */
  readonly password: () => string | undefined;
  /** False only for this machine, or where the operator asks for it. */
  readonly tls: false | DatabaseTls;
  /** The most connections of a pool; one more is held for notifications and locks. */
  readonly connections: number;
  /** Limits of time other than those of connection.ts, for tests. */
  readonly limits?: DatabaseLimits | undefined;
}

/** In milliseconds. */
export interface DatabaseLimits {
  /** In which a connection must be made, or come free. */
  readonly connect: number;
  /** In which a statement must end, unless it has no limit. */
  readonly statement: number;
}

/** A port of TCP, or a folder of Unix sockets. */
export interface DatabaseHost {
  readonly host: string;
  readonly port: number;
}

export interface DatabaseTls {
  /** In PEM; the authorities of Node are trusted without it. */
  readonly ca: string | undefined;
}

interface Variables {
  readonly DATABASE_URL?: string | undefined;
  readonly DATABASE_PASSWORD_FILE?: string | undefined;
  readonly DATABASE_CA_FILE?: string | undefined;
  readonly DATABASE_CONNECTIONS?: string | undefined;
  readonly DATABASE_TLS?: string | undefined;
}

/** The variables that need `DATABASE_URL`. */
const BESIDE = [
  "DATABASE_PASSWORD_FILE",
  "DATABASE_CA_FILE",
  "DATABASE_CONNECTIONS",
  "DATABASE_TLS",
] as const;

/** Those that hold or name a secret. */
export const DATABASE_SECRETS = ["DATABASE_URL", "DATABASE_PASSWORD_FILE"] as const;

export const DEFAULT_CONNECTIONS = 8;

/** Reads the settings, if an address is set, and adds their faults, which never contain the password. */
export function readDatabase(
  environment: Variables,
  faults: string[],
): DatabaseSettings | undefined {
  const address = environment.DATABASE_URL?.trim();
  if (!address) {
    const unused = BESIDE.filter((name) => environment[name]?.trim());
    faults.push(
      ...unused.map((name) => `${name}: DATABASE_URL is not set: set it, or leave this empty`),
    );
    return undefined;
  }
  const ofUrl: string[] = [];
  const url = parseDatabaseUrl(address, ofUrl);
  if (url) ofUrl.push(...tlsFaults(url, environment));
  faults.push(...ofUrl.map((fault) => `DATABASE_URL: ${fault}`));
  if (url?.password !== undefined && environment.DATABASE_PASSWORD_FILE?.trim())
    faults.push("DATABASE_URL has a password, and DATABASE_PASSWORD_FILE is set: keep one of them");
  const password = passwordOf(url?.password, environment, faults);
  const ca = readCa(environment, faults);
  if (!url) return undefined;
  const { hosts, database, user } = url;
  const tls = usesTls(url, environment) && { ca };
  if (ca !== undefined && tls === false)
    faults.push(
      "DATABASE_CA_FILE: TLS is not used: leave it empty, or add sslmode=verify-full to DATABASE_URL",
    );
  const connections = Number(environment.DATABASE_CONNECTIONS?.trim() || DEFAULT_CONNECTIONS);
  return { hosts, database, user, password, tls, connections };
}

const isSocket = ({ host }: DatabaseHost): boolean => host.startsWith("/");
const isRemote = (host: DatabaseHost): boolean => !isSocket(host) && !isLoopback(host.host);
const isTlsOff = ({ DATABASE_TLS }: Variables): boolean => DATABASE_TLS?.trim() === "off";

function tlsFaults({ hosts, sslMode }: DatabaseUrl, environment: Variables): string[] {
  if (isTlsOff(environment))
    return sslMode === "verify-full"
      ? ["sslmode=verify-full contradicts DATABASE_TLS=off: keep one of them"]
      : [];
  if (sslMode === "verify-full" && hosts.some(isSocket))
    return ["a Unix socket has no TLS: leave sslmode out"];
  return sslMode === "disable" && hosts.some(isRemote)
    ? [
        "sslmode=disable would send documents and questions in the clear to another machine: leave it out; only in a private network, set DATABASE_TLS=off",
      ]
    : [];
}

const usesTls = ({ hosts, sslMode }: DatabaseUrl, environment: Variables): boolean =>
  !isTlsOff(environment) && (sslMode === "verify-full" || hosts.some(isRemote));

/** Warns of TLS that is off towards another machine. */
export const databaseWarnings = (settings: DatabaseSettings | undefined): string[] =>
  settings && settings.tls === false && settings.hosts.some(isRemote)
    ? [
        "DATABASE_TLS=off: anyone on the way to the database can read and change documents, questions and the password",
      ]
    : [];

/** Returns a function that reads the password: that of the address, or the file's of that moment. */
function passwordOf(
  given: string | undefined,
  { DATABASE_PASSWORD_FILE }: Variables,
  faults: string[],
): DatabaseSettings["password"] {
  const file = DATABASE_PASSWORD_FILE?.trim();
  if (!file) return () => given;
  const number = faults.length;
  readSecret("DATABASE_PASSWORD_FILE", file, faults);
  if (faults.length > number) return () => undefined;
  return () => {
    const found: string[] = [];
    const password = readSecret("DATABASE_PASSWORD_FILE", file, found);
    if (found.length === 0) return password;
    throw new UserError({
      expected: "the password of the database",
      found: found.join(", "),
      remedy: "Write it there again.",
    });
  };
}

/** Reads the password of any settings, also of faulty ones. */
export const databasePassword = (environment: Variables): string | undefined =>
  readDatabase(environment, [])?.password();

/** Reads the certificates of authorities. */
function readCa({ DATABASE_CA_FILE }: Variables, faults: string[]): string | undefined {
  const file = DATABASE_CA_FILE?.trim();
  if (!file) return undefined;
  try {
    const pem = readFileSync(resolve(PROJECT, file), "utf8");
    void new X509Certificate(pem);
    return pem;
  } catch (error) {
    faults.push(
      `DATABASE_CA_FILE: expected a certificate in PEM: ${systemCode(error) ?? messageOf(error)}`,
    );
    return undefined;
  }
}
