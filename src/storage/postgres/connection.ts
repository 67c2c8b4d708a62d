/** @module Connections to the database. */

import pg from "pg";
import type { DatabaseSettings } from "../../base/config/database.ts";

/** Returns the options of a connection. */
export const connectionOptions = ({
  hosts: [first],
  database,
  user,
  password,
  tls,
}: DatabaseSettings): pg.ClientConfig => ({
  host: first?.host,
  port: first?.port,
  database,
  user,
  password: password() ?? "",
  ssl: tls,
});

/** Opens a connection outside the pool, for locks and notifications; its caller listens for its errors and ends it. */
export async function openConnection(settings: DatabaseSettings): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(settings));
  await client.connect();
  return client;
}
