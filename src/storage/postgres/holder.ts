/** @module The connection of a process that holds its locks and listens for notifications, outside the pool. */

import { createHash } from "node:crypto";
import type pg from "pg";
import type { Release } from "../../base/lock.ts";
import type { Unsubscribe } from "../store.ts";
import { LIMITS } from "./connection.ts";
import { type Mode, openLockTable } from "./lock-table.ts";
import { sql, type Statement } from "./statement.ts";

/** Advisory locks of a session, by a number that is the hash of a key. */
export const HOLDER_STATEMENTS = {
  exclusive: sql("lock exclusive")`select pg_try_advisory_lock($1) as done`,
  shared: sql("lock shared")`select pg_try_advisory_lock_shared($1) as done`,
  releaseExclusive: sql("lock release")`select pg_advisory_unlock($1) as done`,
  releaseShared: sql("lock release shared")`select pg_advisory_unlock_shared($1) as done`,
  isLocked: sql("lock look")`select exists (
    select from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and granted and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32) | objid::bigint = $1) as done`,
  listen: sql("listen")`listen footnote`,
} as const;

/** Locks that go with this process, and news of other processes. */
export interface Holder {
  /** Tries to take a lock; undefined while another holder excludes it. Shared locks exclude only exclusive ones. */
  tryLock(key: string, mode: Mode): Promise<Release | undefined>;
  /** Checks whether a process has an exclusive lock. */
  isLocked(key: string): Promise<boolean>;
  /** Calls a listener with each collection that has another active generation, or undefined where some may be missed. */
  listen(listener: (collection: string | undefined) => void): Unsubscribe;
  close(): Promise<void>;
}

/** The first and the longest wait before a lost connection is opened again. */
const WAITS_MS = { first: 1_000, longest: 10_000 } as const;

/**
 * Opens a holder, which connects at its first use. It does not keep the process alive. A lost connection is opened again,
 * and takes its locks again: meanwhile another process can take them, so a build is fenced too (see `openBuildLock`).
 */
export function openHolder(connect: () => Promise<pg.Client>): Holder {
  const table = openLockTable();
  const listeners = new Set<(collection: string | undefined) => void>();
  const inTurn = serially();
  let client: pg.Client | undefined;
  let isClosed = false;
  let wait: number = WAITS_MS.first;
  const reconnect = (): void => {
    if (isClosed || (listeners.size === 0 && table.held().length === 0)) return;
    setTimeout(() => {
      inTurn(connected).then(tellOfMissed, reconnect);
    }, wait).unref();
    wait = Math.min(2 * wait, WAITS_MS.longest);
  };
  const tellOfMissed = (): void => listeners.forEach((listener) => listener(undefined));
  const lose = (own: pg.Client): void => {
    if (client !== own) return;
    client = undefined;
    own.end().catch(() => {});
    reconnect();
  };
  const begin = async (own: pg.Client): Promise<void> => {
    own.on("error", () => lose(own)).on("end", () => lose(own));
    own.on("notification", ({ payload }) => listeners.forEach((listener) => listener(payload)));
    client = own;
    await run(own, HOLDER_STATEMENTS.listen);
    for (const { key, mode } of table.held()) await run(own, HOLDER_STATEMENTS[mode], key);
    keepAlive(own, false);
    wait = WAITS_MS.first;
  };
  const connected = async (): Promise<pg.Client> => {
    if (isClosed) throw new Error("a holder of locks that is closed");
    if (client) return client;
    const own = await connect();
    try {
      await begin(own);
      return own;
    } catch (error) {
      lose(own);
      throw error;
    }
  };
  const askOnce = async (statement: Statement, key: string): Promise<boolean> => {
    const own = await connected();
    keepAlive(own, true);
    try {
      return await run(own, statement, key);
    } catch (error) {
      lose(own);
      throw error;
    } finally {
      keepAlive(own, false);
    }
  };
  /** A lost connection is often noticed at its next use. */
  const ask = (statement: Statement, key: string): Promise<boolean> =>
    askOnce(statement, key).catch(() => askOnce(statement, key));
  const release = async (key: string): Promise<void> => {
    const last = table.remove(key);
    const statement = last === "exclusive" ? "releaseExclusive" : "releaseShared";
    const own = client;
    if (!last || !own) return;
    await run(own, HOLDER_STATEMENTS[statement], key).catch(() => lose(own));
  };
  return {
    tryLock: (key, mode) =>
      inTurn(async () => {
        const isOpen = table.allows(key, mode);
        if (isOpen === false) return undefined;
        if (isOpen === "ask" && !(await ask(HOLDER_STATEMENTS[mode], key))) return undefined;
        table.add(key, mode);
        return once(() => void inTurn(() => release(key)).catch(() => {}));
      }),
    isLocked: (key) =>
      inTurn(async () => table.hasExclusive(key) || ask(HOLDER_STATEMENTS.isLocked, key)),
    listen(listener) {
      listeners.add(listener);
      inTurn(connected).catch(reconnect);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      const own = client;
      client = undefined;
      await own?.end();
    },
  };
}

async function run(client: pg.Client, { text }: Statement, key?: string): Promise<boolean> {
  const values = key === undefined ? [] : [numberOf(key)];
  const limited = { text, values, query_timeout: LIMITS.statement };
  const { rows } = await client.query<{ readonly done: boolean }>(limited);
  return rows[0]?.done === true;
}

/** The methods of a client by which its socket keeps the process alive, or does not. */
interface Anchor {
  ref(): void;
  unref(): void;
}

const isAnchor = (client: object): client is Anchor => "ref" in client && "unref" in client;

function keepAlive(client: object, isNeeded: boolean): void {
  if (!isAnchor(client)) throw new Error("a client that cannot be released");
  if (isNeeded) client.ref();
  else client.unref();
}

/** Returns the number of a lock. */
const numberOf = (key: string): string =>
  createHash("sha256").update(key).digest().readBigInt64BE().toString();

/** Returns a function that runs each piece of work after the one before. */
function serially(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}

function once(release: Release): Release {
  let isHeld = true;
  return () => {
    if (isHeld) release();
    isHeld = false;
  };
}
