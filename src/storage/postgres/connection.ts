/** @module Connections to the first host of a database that accepts writes. */

import pg from "pg";
import type { DatabaseHost, DatabaseLimits, DatabaseSettings } from "../../base/config/database.ts";
import type { DatabaseFault } from "../database-fault.ts";
import { joinFaults, placeOf, readOnlyFault, toConnectFault } from "./fault.ts";

export const LIMITS: DatabaseLimits = { connect: 5_000, statement: 10_000 };
/** The time for which a transaction may do nothing; it protects others from the locks of a process that hangs. */
const IDLE_IN_TRANSACTION_MS = 300_000;
const KEEP_ALIVE_MS = 10_000;

/** Returns the options of a connection to a host. What says where it connects and as whom is never left to the environment. */
export const connectionOptions = (
  { database, user, password, tls, limits = LIMITS }: DatabaseSettings,
  { host, port }: DatabaseHost,
): pg.ClientConfig => ({
  host,
  port,
  database,
  user,
  password: () => password() ?? "",
  ssl: tls === false ? false : { ca: tls.ca, rejectUnauthorized: true },
  application_name: "footnote",
  client_encoding: "UTF8",
  connectionTimeoutMillis: limits.connect,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
});

/**
 * The server ends the session, and with it the locks, of a machine that has been silent for 40 s, but none that is idle.
 * Transactions that waited for a lock must see the changes of its last holder, whatever the settings of the user are.
 */
const PREPARE = `select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly",
  set_config('statement_timeout', $1, false), set_config('idle_in_transaction_session_timeout', $2, false),
  set_config('default_transaction_isolation', 'read committed', false), set_config('idle_session_timeout', '0', false),
  set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false), set_config('tcp_user_timeout', '40000', false)`;

/** Prepares a new connection. @throws DatabaseFault if its server accepts no writes. */
export async function prepareConnection(
  client: pg.ClientBase,
  settings: DatabaseSettings,
  host: DatabaseHost,
): Promise<void> {
  // Without a listener, a connection that is lost would end the process. Its statements reject all the same.
  client.on("error", () => {});
  const { statement, connect } = settings.limits ?? LIMITS;
  const values = [String(statement), String(IDLE_IN_TRANSACTION_MS)];
  const config = { text: PREPARE, values, query_timeout: connect };
  const { rows } = await client.query<{ readonly isReadOnly: boolean }>(config);
  if (rows[0]?.isReadOnly !== false) throw readOnlyFault(placeOf(settings, host));
}

/**
 * Returns what a function opens on the first host on which it succeeds.
 * @throws DatabaseFault that says what each host said.
 */
export async function openFirst<Opened>(
  settings: DatabaseSettings,
  open: (host: DatabaseHost) => Promise<Opened>,
): Promise<Opened> {
  const faults: DatabaseFault[] = [];
  for (const host of settings.hosts) {
    try {
      return await open(host);
    } catch (error) {
      faults.push(toConnectFault(error, placeOf(settings, host)));
    }
  }
  throw joinFaults(faults) ?? new Error("settings without a host");
}

/**
 * Opens a connection outside the pool, for locks and notifications; its caller listens for its `end` and ends it.
 * @throws DatabaseFault
 */
export const openConnection = (settings: DatabaseSettings): Promise<pg.Client> =>
  openFirst(settings, async (host) => {
    const client = new pg.Client(connectionOptions(settings, host));
    try {
      await client.connect();
      await prepareConnection(client, settings, host);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  });
