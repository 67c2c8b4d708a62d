/** @module A pool of connections to the host that accepts writes; where that changes, it is emptied and the hosts are tried again. */

import pg from "pg";
import type { DatabaseHost, DatabaseSettings } from "../../base/config/database.ts";
import { DatabaseFault, isGone } from "../database-fault.ts";
import type { PoolCounts } from "../database-load.ts";
import { BinaryClient } from "./binary-rows.ts";
import { connectionOptions, openFirst, prepareConnection } from "./connection.ts";
import { type Place, placeOf, toConnectFault } from "./fault.ts";

/** The time for which a connection that nobody uses is kept. */
const IDLE_MS = 60_000;

/** A connection in use. */
export interface Held {
  readonly client: pg.PoolClient;
  readonly place: Place;
  /** Gives the connection back. @param error that of its work: after a loss all connections of its host are closed. */
  release(error?: unknown): void;
}

export interface Connections {
  /** @throws DatabaseFault if no host accepts writes, or all connections are in use for too long. */
  hold(): Promise<Held>;
  counts(): Promise<PoolCounts>;
  close(): Promise<void>;
}

interface Opened {
  readonly pool: pg.Pool;
  readonly place: Place;
}

/** Creates a pool, which connects at its first use. */
export function createConnections(settings: DatabaseSettings): Connections {
  let current: Promise<Opened> | undefined;
  let isClosed = false;
  const open = (): Promise<Opened> => {
    if (isClosed) return Promise.reject(new Error("the database is closed"));
    current ??= openFirst(settings, (host) => openPool(settings, host));
    return current;
  };
  const retire = (opened: Promise<Opened>): void => {
    if (current !== opened) return;
    current = undefined;
    void opened.then(({ pool }) => pool.end()).catch(() => {});
  };
  const holdOnce = async (): Promise<
    Held | { readonly fault: DatabaseFault; readonly isOver: boolean }
  > => {
    const opened = open();
    const { pool, place } = await opened.catch((error: unknown) => {
      retire(opened);
      throw error;
    });
    try {
      return heldOf(await pool.connect(), place, () => retire(opened));
    } catch (error) {
      const fault = toConnectFault(error, place);
      if (isGone(fault)) retire(opened);
      return { fault, isOver: current !== opened };
    }
  };
  return {
    async hold() {
      const first = await holdOnce();
      if (!("fault" in first)) return first;
      if (!first.isOver) throw first.fault;
      const second = await holdOnce();
      if ("fault" in second) throw second.fault;
      return second;
    },
    async counts() {
      const opened = await current?.catch(() => undefined);
      const {
        totalCount: all = 0,
        idleCount: idle = 0,
        waitingCount: waiting = 0,
      } = opened?.pool ?? {};
      return { used: all - idle, idle, waiting };
    },
    async close() {
      isClosed = true;
      await (await current?.catch(() => undefined))?.pool.end();
    },
  };
}

async function openPool(settings: DatabaseSettings, host: DatabaseHost): Promise<Opened> {
  const pool = new pg.Pool({
    ...connectionOptions(settings, host),
    Client: BinaryClient,
    max: settings.connections,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
    onConnect: (client) => prepareConnection(client, settings, host),
  });
  // A connection that is lost while it is idle is replaced at its next use.
  pool.on("error", () => {});
  try {
    (await pool.connect()).release();
    return { pool, place: placeOf(settings, host) };
  } catch (error) {
    void pool.end();
    throw error;
  }
}

const heldOf = (client: pg.PoolClient, place: Place, retire: () => void): Held => ({
  client,
  place,
  release(error) {
    const isLost = isGone(error);
    // A transaction that could not be rolled back ends with its connection.
    client.release(isLost || client.getTransactionStatus() !== "I");
    if (isLost) retire();
  },
});
