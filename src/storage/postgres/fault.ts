/** @module Errors of PostgreSQL and of connections become faults with a remedy. Their details, which may hold values, are dropped. */

import pg from "pg";
import type { DatabaseHost, DatabaseSettings } from "../../base/config/database.ts";
import { messageOf, systemCode, UserError } from "../../base/errors.ts";
import { DatabaseFault, type FaultKind } from "../database-fault.ts";

/** Where a statement ran, for messages. */
export interface Place {
  readonly host: DatabaseHost;
  readonly database: string;
}

export const placeOf = ({ database }: DatabaseSettings, host: DatabaseHost): Place => ({
  host,
  database,
});

interface Rule {
  readonly kind: FaultKind;
  readonly remedy: string;
  /** Instead of the server's own words. */
  readonly found?: string;
}

const LOST: Rule = {
  kind: "lost",
  remedy:
    "Check that it runs and can be reached from here. A bot or worker that runs tries again by itself.",
};
const REFUSED: Rule = {
  kind: "refused",
  remedy: "Check the user in DATABASE_URL and the password in DATABASE_PASSWORD_FILE.",
};
const NO_PASSWORD: Rule = {
  kind: "refused",
  found: "that it asks for a password, and none is set",
  remedy: "Write the password into a file, and name it in DATABASE_PASSWORD_FILE.",
};
const UNPROVED: Rule = {
  kind: "unproved",
  remedy:
    "Name its authority in DATABASE_CA_FILE, and the host in DATABASE_URL as its certificate does (docs/POSTGRES.md).",
};
const OLD: Rule = {
  kind: "old",
  found: "a schema without parts that this version needs",
  remedy: "Run: npm run footnote -- migrate",
};
const CONTENDED: Rule = { kind: "busy", remedy: "Try again in a moment." };

/** Rules by SQLSTATE, or by its class of two characters ("PostgreSQL Error Codes" of its documentation). */
const BY_STATE: Readonly<Record<string, Rule>> = {
  "08": LOST,
  "57P01": LOST,
  "57P02": LOST,
  "57P03": {
    ...LOST,
    remedy: "It starts or stops. A bot or worker that runs tries again by itself.",
  },
  "57P05": LOST,
  "25P03": LOST,
  "25006": {
    kind: "read-only",
    found: "a server that accepts no writes",
    remedy:
      "Name the primary in DATABASE_URL, or all hosts: the first that accepts writes is used.",
  },
  "28": REFUSED,
  "3D000": {
    kind: "absent",
    remedy: "Create the database, or correct its name in DATABASE_URL (docs/POSTGRES.md).",
  },
  "40": CONTENDED,
  "55P03": CONTENDED,
  "53100": { kind: "full", remedy: "The disk of the database is full: free some space there." },
  "53300": {
    kind: "busy",
    remedy: "Raise max_connections there, or lower DATABASE_CONNECTIONS here.",
  },
  "53": { kind: "full", remedy: "Give the server of the database more memory or disk." },
  "58": { kind: "lost", remedy: "Look at the log of the database and at its disk." },
  "57014": {
    kind: "slow",
    found: "that it took too long and was stopped",
    remedy: "Try again; if it stays so, look at the load of the database.",
  },
  "42501": {
    kind: "refused",
    found: "that its user lacks a right",
    remedy:
      "Builds need the user footnote_worker, migrations footnote_owner; npm run footnote -- migrate grants their rights (docs/POSTGRES.md).",
  },
  "42P01": OLD,
  "42703": OLD,
  "42883": OLD,
  "3F000": OLD,
};

const ruleOf = (state: string | undefined): Rule | undefined =>
  state === undefined ? undefined : (BY_STATE[state] ?? BY_STATE[state.slice(0, 2)]);

/** The classes whose messages hold no value of a statement. */
const WORDY = ["08", "25", "28", "3D", "53", "57", "58"];

/** Returns the message of an error of the server, or only its code and names where it might hold values. */
const wordsOf = ({ code = "", message, table, constraint }: pg.DatabaseError): string =>
  WORDY.includes(code.slice(0, 2))
    ? message
    : ["SQLSTATE", code, table, constraint].filter(Boolean).join(" ");

/** A copy without details and without the statement. */
function cleaned(error: pg.DatabaseError): Error {
  return Object.assign(new Error(wordsOf(error)), { code: error.code });
}

const NETWORK = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETRESET",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
const LOST_WORDS =
  /^(?:Connection terminated|Client (?:has encountered|was closed)|Query read timeout|timeout expired)/;
const BUSY_WORDS = "timeout exceeded when trying to connect";
const TLS_CODES =
  /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/;
const NO_PASSWORD_WORDS = /^SASL.*client password must be/;
const NO_TLS = /SSL connection/;

/** Returns the rule of an error that is not the server's own. */
function ruleOfClient(error: Error): Rule | undefined {
  const code = systemCode(error) ?? "";
  if (error.message === BUSY_WORDS)
    return { kind: "busy", found: "all connections in use", remedy: CONTENDED.remedy };
  if (TLS_CODES.test(code) || NO_TLS.test(error.message)) return UNPROVED;
  if (NO_PASSWORD_WORDS.test(error.message)) return NO_PASSWORD;
  if (error.message.startsWith("SASL")) return REFUSED;
  return NETWORK.has(code) || LOST_WORDS.test(error.message) ? LOST : undefined;
}

/**
 * Returns the fault of an error: a `DatabaseFault` where an operator can mend it, otherwise an error without values.
 * Errors that are not of the database, such as those of rows to load, are returned as they are.
 */
export function toFault(error: unknown, place: Place, doing = "to use"): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const isServers = error instanceof pg.DatabaseError;
  const rule = isServers ? ruleOf(error.code) : ruleOfClient(error);
  const cause = isServers ? cleaned(error) : error;
  if (rule) return faultBy(rule, cause, place, doing);
  return isServers
    ? new Error(`the database refused a statement: ${cause.message}`, { cause })
    : error;
}

/** Returns the fault of a connection that could not be made. */
export function toConnectFault(error: unknown, place: Place): DatabaseFault {
  const fault = toFault(error, place, "to reach");
  if (fault instanceof DatabaseFault) return fault;
  if (fault instanceof UserError) {
    const complaint = fault.complaint ?? { expected: "", found: fault.message, remedy: "" };
    return new DatabaseFault("refused", complaint, fault);
  }
  return faultBy(
    LOST,
    fault instanceof Error ? fault : new Error(messageOf(fault)),
    place,
    "to reach",
  );
}

function faultBy(
  rule: Rule,
  cause: Error,
  { host, database }: Place,
  doing: string,
): DatabaseFault {
  const found = rule.found ?? (cause.message || systemCode(cause) || "no answer");
  const expected = `${doing} the database ${database} at ${hostName(host)}`;
  return new DatabaseFault(rule.kind, { expected, found, remedy: rule.remedy }, cause);
}

/** Returns a host as an operator wrote it: a folder, or a name with its port. */
export const hostName = ({ host, port }: DatabaseHost): string =>
  host.startsWith("/") ? host : `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** Returns the fault of a server that accepts no writes. */
export const readOnlyFault = (place: Place): unknown =>
  faultBy(BY_STATE["25006"] ?? LOST, new Error("read-only"), place, "to write to");

/** Returns the fault of all hosts: that of the only one, or one that names what each said. */
export function joinFaults(faults: readonly DatabaseFault[]): DatabaseFault | undefined {
  const worst = faults.find(({ kind }) => kind !== "lost") ?? faults[0];
  if (worst === undefined || faults.length === 1) return worst;
  const complaints = faults.flatMap(({ complaint }) => complaint ?? []);
  return new DatabaseFault(
    worst.kind,
    {
      expected: "a server of the database that accepts writes",
      found: complaints.map(({ expected, found }) => `${found} (${expected})`).join("; "),
      remedy: worst.complaint?.remedy ?? LOST.remedy,
    },
    worst,
  );
}
