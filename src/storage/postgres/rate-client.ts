/** @module The client of the limiters of rates: counts that are wanted at the same time are one statement. */

import type { Database, Value } from "./database.ts";
import { sql } from "./statement.ts";

/** A statement of a limiter, with a name of its own. */
interface LimiterQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly Value[];
}

interface LimiterResult {
  readonly rows: readonly object[];
  readonly rowCount: number;
}

export interface RateClient {
  query(query: LimiterQuery): Promise<LimiterResult>;
}

/** Keys are changed in their order, so that two processes never wait for each other. */
export const RATE_STATEMENTS = {
  add: sql("rate add")`
    insert into rate_limit as kept (key, points, expire)
    select key, sum(points), max(expire)
    from unnest($1::text[], $2::int[], $3::bigint[]) as added (key, points, expire)
    group by key order by key
    on conflict (key) do update set
      points = case when kept.expire <= $4::bigint then excluded.points else kept.points + excluded.points end,
      expire = case when kept.expire <= $4::bigint then excluded.expire else kept.expire end
    returning key, points, expire`,
} as const;

/** The name that the limiter gives to the statement that adds points, for the table `rate_limit`. */
const ADDITION = "rate_limit:rlflx-upsert";

/** Creates the client of all limiters of a process. */
export function createRateClient(database: Pick<Database, "query">): RateClient {
  const add = batched((additions: readonly Addition[]) => addAll(database, additions));
  return {
    async query({ name, text, values }) {
      const [key, points, expire] = values;
      const rows =
        name === ADDITION
          ? [await add({ key: String(key), points: Number(points), expire: Number(expire) })]
          : await database.query({ name, text }, values);
      return { rows, rowCount: rows.length };
    },
  };
}

interface Addition {
  readonly key: string;
  readonly points: number;
  /** In milliseconds since 1970. */
  readonly expire: number;
}

/** Adds points in one statement; returns the count after each, as if they were made one after another. */
async function addAll(
  database: Pick<Database, "query">,
  additions: readonly Addition[],
): Promise<readonly Addition[]> {
  const columns = [
    additions.map(({ key }) => key),
    additions.map(({ points }) => points),
    additions.map(({ expire }) => expire),
  ];
  const rows = await database.query<CountRow>(RATE_STATEMENTS.add, [...columns, Date.now()]);
  const counts = new Map(rows.map((row) => [row.key, { ...row, expire: Number(row.expire) }]));
  const counted = additions.toReversed().map(({ key, points, expire }) => {
    const after = counts.get(key) ?? { key, points, expire };
    counts.set(key, { ...after, points: after.points - points });
    return after;
  });
  return counted.toReversed();
}

interface CountRow {
  readonly key: string;
  readonly points: number;
  readonly expire: string;
}

interface Waiting<Argument, Result> {
  readonly argument: Argument;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Returns a function whose calls until the last work is done are the next work. */
function batched<Argument, Result>(
  work: (all: readonly Argument[]) => Promise<readonly Result[]>,
): (argument: Argument) => Promise<Result> {
  let waiting: Waiting<Argument, Result>[] = [];
  let isRunning = false;
  const run = async (batch: typeof waiting): Promise<void> => {
    try {
      const results = await work(batch.map(({ argument }) => argument));
      for (const [at, result] of results.entries()) batch[at]?.resolve(result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await run(batch);
    }
    isRunning = false;
  };
  return (argument) =>
    new Promise((resolve, reject) => {
      waiting.push({ argument, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      // Calls of the same moment are one batch.
      queueMicrotask(() => void runAll());
    });
}
