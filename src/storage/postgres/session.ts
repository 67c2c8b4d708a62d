/** @module A session on one connection: limits of time, and errors as faults. */

import type pg from "pg";
import { type DatabaseFault, isGone } from "../database-fault.ts";
import { BINARY_TYPES } from "./binary-rows.ts";
import type { Load, Session, Value } from "./database.ts";
import { toFault } from "./fault.ts";
import type { Held } from "./pool.ts";
import type { Statement } from "./statement.ts";

export interface TrackedSession extends Session {
  /** Begins a transaction. @param isLong whether its statements have no limit. */
  begin(isLong: boolean): Promise<void>;
  end(how: "commit" | "rollback"): Promise<void>;
  /** Returns the fault after which the connection is of no use. */
  loss(): DatabaseFault | undefined;
}

/** With an option that the types of `pg` lack. */
interface Config extends pg.QueryConfig {
  readonly binary?: boolean;
}

/** What the client waits for longer than the server, whose own limit is the better one. */
const GRACE_MS = 5_000;

/** Returns the session of a connection. @param usual the limit of a statement in milliseconds. */
export function trackedSession({ client, place }: Held, load: Load, usual: number): TrackedSession {
  let limit = usual;
  let loss: DatabaseFault | undefined;
  const mapped = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const fault = toFault(error, place);
      if (isGone(fault)) loss = fault;
      throw fault;
    }
  };
  const run = <Row extends object>(config: Config) => {
    const timed = limit === 0 ? config : { ...config, query_timeout: limit + GRACE_MS };
    return mapped(() => client.query<Row>(timed));
  };
  const limitTo = (ms: number) => run({ text: `set local statement_timeout to ${ms}` });
  const unlimited = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (limit > 0) await limitTo(0);
    const result = await mapped(work);
    if (limit > 0) await limitTo(limit);
    return result;
  };
  return {
    async query<Row extends object>({ name, text }: Statement, values: readonly Value[]) {
      const how = { binary: true, types: BINARY_TYPES };
      return (await run<Row>({ name, text, values: [...values], ...how })).rows;
    },
    load: (target, rows) => unlimited(() => load(client, target, rows)),
    script: (text) => unlimited(async () => void (await client.query(text))),
    async begin(isLong) {
      await run({ text: "begin" });
      if (!isLong) return;
      await limitTo(0);
      limit = 0;
    },
    async end(how) {
      await run({ text: how });
      limit = usual;
    },
    loss: () => loss,
  };
}
