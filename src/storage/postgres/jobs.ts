/** @module The queue of jobs in PostgreSQL: rows that workers lock, one running job a collection by a unique index. */

import { systemCode } from "../../base/errors.ts";
import {
  ABANDONED,
  type Job,
  type JobFilter,
  type JobQueue,
  type JobRequest,
  type JobState,
  PRESENCE_MS,
  type QueueLength,
} from "../jobs.ts";
import type { Database, Value } from "./database.ts";
import type { Holder } from "./holder.ts";
import { type Statement, sql } from "./statement.ts";

/** Statements on the queue. All times are of the database's clock; intervals are parameters in milliseconds. */
export const JOB_STATEMENTS = {
  enqueue: sql("job enqueue")`
    with joined as (
      update job set due = least(due, now()) where state = 'queued' and id = (
        select id from job where collection = $1 and kind = $2 and policy = $3 and edition = $4 and state = 'queued'
        order by due, id limit 1)
      returning id
    ), added as (
      insert into job (collection, kind, policy, edition) select $1, $2, $3, $4
      where not exists (select from joined)
      on conflict (collection, kind, policy, edition) where state = 'queued' and began is null do nothing
      returning id
    )
    select id from joined union all select id from added`,
  enqueueDue: sql("job enqueue due")`
    insert into job (collection, kind, policy, edition) select collection, kind, policy, $5
    from unnest($1::text[], $2::text[], $3::text[], $4::float8[]) as due (collection, kind, policy, every)
    where not exists (
      select from job where job.collection = due.collection and job.kind = due.kind
        and (ended is null or ended > now() - every * interval '1 ms'))
    on conflict (collection, kind, policy, edition) where state = 'queued' and began is null do nothing
    returning id`,
  claim: sql("job claim")`
    update job set state = 'running', worker = $1, began = now(), beat = now(), progress = null,
      attempts = attempts + 1
    where id = (
      select id from job as one
      where state = 'queued' and due <= now() and kind = any($2::text[]) and edition = $4
        and coalesce(size, 0) <= coalesce($3::int, size, 0)
        and not exists (
          select from job as other where other.collection = one.collection and other.state = 'running')
      order by due, id limit 1 for update skip locked)
    returning id, collection, kind, policy, attempts, size`,
  beat: sql("job beat")`
    update job set beat = now(), progress = coalesce($3, progress)
    where id = $1 and worker = $2 and state = 'running' returning id`,
  finish: sql("job finish")`
    update job set state = 'done', result = $3, ended = now(), worker = null
    where id = $1 and worker = $2 and state = 'running' returning id`,
  fail: sql("job fail")`
    update job set state = 'failed', result = $3, ended = now(), worker = null
    where id = $1 and worker = $2 and state = 'running' returning id`,
  retry: sql("job retry")`
    update job set state = 'queued', result = $3, due = now() + $4::float8 * interval '1 ms', worker = null
    where id = $1 and worker = $2 and state = 'running' returning id`,
  giveBack: sql("job give back")`
    update job set state = 'queued', attempts = attempts - 1, size = coalesce($3::int, size), worker = null
    where id = $1 and worker = $2 and state = 'running' returning id`,
  state: sql("job state")`
    select state, progress, result,
      (select 1 + count(*) from job as other
        where other.state = 'queued' and (other.due, other.id) < (job.due, job.id))::int as place,
      exists (select from worker where beat > now() - $2::float8 * interval '1 ms') as "hasWorkers"
    from job where id = $1`,
  attend: sql("job attend")`
    insert into worker (name) values ($1) on conflict (name) do update set beat = now()`,
  leave: sql("job leave")`delete from worker where name = $1`,
  rescue: sql("job rescue")`
    update job set worker = null,
      state = case when attempts < $2::int then 'queued' else 'failed' end,
      result = case when attempts < $2::int then result else $3 end,
      ended = case when attempts < $2::int then null else now() end
    where state = 'running' and beat < now() - $1::float8 * interval '1 ms' returning id`,
  forget: sql("job forget")`
    delete from job where ended < now() - interval '40 days'
      or (state = 'queued' and edition <> $1 and due < now() - interval '1 day')`,
  forgetWorkers: sql("job forget workers")`
    delete from worker where beat < now() - interval '1 day'`,
  length: sql("job length")`
    select (count(*) filter (where state = 'queued'))::int as queued,
      (count(*) filter (where state = 'running'))::int as running,
      greatest(0, extract(epoch from now() - min(due) filter (where state = 'queued')))::float8 as "oldestSeconds"
    from job where state in ('queued', 'running')`,
  notify: sql("job notify")`select pg_notify('footnote', 'job ' || $1)`,
} as const;

/** Checks whether a unique index refused a statement. */
const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && systemCode(error.cause) === "23505";

export interface JobsOptions {
  readonly database: Pick<Database, "query">;
  /** The models and versions of this process (see `editionOf`): it adds and takes only jobs of the same ones. */
  readonly edition?: string;
  /** Listens for news of other processes; without it, users of the queue look by themselves. */
  readonly holder?: Pick<Holder, "listen">;
}

/** Before the ID in a notification. */
const NEWS = "job ";

const DEAF: Pick<Holder, "listen"> = { listen: () => () => {} };

/** Opens the queue of a database. */
export function openPostgresJobs(options: JobsOptions): JobQueue {
  const { database, holder = DEAF, edition = "" } = options;
  const { query } = database;
  const notify = (id: string): Promise<unknown> => query(JOB_STATEMENTS.notify, [id]);
  /** Runs a statement on a job that its worker still has. */
  const change = async (
    { id, worker }: Job,
    statement: Statement,
    ...values: Value[]
  ): Promise<boolean> => (await query(statement, [id, worker, ...values])).length > 0;
  /** Changes the job so that it no longer runs. */
  const release = async (job: Job, statement: Statement, ...values: Value[]): Promise<boolean> => {
    const isChanged = await change(job, statement, ...values);
    if (isChanged) await notify(job.id);
    return isChanged;
  };
  return {
    enqueue: (request) => enqueue({ database, edition }, request, notify),
    async enqueueDue(scheduled) {
      const columns = (["collection", "kind", "policy", "everyMs"] as const).map((name) =>
        scheduled.map((one) => one[name]),
      );
      const added = await query<{ id: string }>(JOB_STATEMENTS.enqueueDue, [...columns, edition]);
      if (added[0]) await notify(added[0].id);
      return added.length;
    },
    claim: (worker, filter) => claim({ database, edition }, worker, filter),
    beat: (job, progress) => change(job, JOB_STATEMENTS.beat, progress ?? null),
    finish: (job, result) => release(job, JOB_STATEMENTS.finish, result),
    fail(job, given, retryMs) {
      // PostgreSQL has no NUL in texts; a reason may quote one, and the job must end all the same.
      const why = given.replaceAll("\0", "");
      return retryMs === undefined
        ? release(job, JOB_STATEMENTS.fail, why)
        : release(job, JOB_STATEMENTS.retry, why, retryMs);
    },
    giveBack: (job, size) => release(job, JOB_STATEMENTS.giveBack, size ?? null),
    async state(id) {
      const [row] = await query<StateRow>(JOB_STATEMENTS.state, [id, PRESENCE_MS]);
      return row && stateOf(row);
    },
    attend: async (worker) => void (await query(JOB_STATEMENTS.attend, [worker])),
    leave: async (worker) => void (await query(JOB_STATEMENTS.leave, [worker])),
    async rescue({ staleMs, mostAttempts }) {
      const values = [staleMs, mostAttempts, ABANDONED];
      const rescued = await query<{ id: string }>(JOB_STATEMENTS.rescue, values);
      for (const { id } of rescued) await notify(id);
      await query(JOB_STATEMENTS.forget, [edition]);
      await query(JOB_STATEMENTS.forgetWorkers, []);
      return rescued.length;
    },
    async length() {
      const [row] = await query<QueueLength>(JOB_STATEMENTS.length, []);
      return row ?? { queued: 0, running: 0, oldestSeconds: 0 };
    },
    onChange: (listener) =>
      holder.listen((news) => {
        if (news === undefined) listener(undefined);
        // The name of a collection has no blank.
        else if (news.startsWith(NEWS)) listener(news.slice(NEWS.length));
      }),
  };
}

type Scope = Required<Pick<JobsOptions, "database" | "edition">>;

/** Another process may take the equal job, or add one, between the parts of the statement: then it runs again. */
async function enqueue(
  { database, edition }: Scope,
  { collection, kind, policy }: JobRequest,
  notify: (id: string) => Promise<unknown>,
): Promise<string> {
  for (;;) {
    const values = [collection, kind, policy, edition];
    const [row] = await database.query<{ id: string }>(JOB_STATEMENTS.enqueue, values);
    if (!row) continue;
    await notify(row.id);
    return row.id;
  }
}

interface ClaimedRow extends Omit<Job, "worker" | "size"> {
  readonly size: number | null;
}

/** Where another worker begins a job of the same collection at the same moment, the index refuses this one: the next is taken. */
async function claim(
  { database, edition }: Scope,
  worker: string,
  { kinds, mostTexts }: JobFilter,
): Promise<Job | undefined> {
  for (;;) {
    try {
      const values = [worker, kinds, mostTexts ?? null, edition];
      const [row] = await database.query<ClaimedRow>(JOB_STATEMENTS.claim, values);
      return row && { ...row, worker, size: row.size ?? undefined };
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }
}

interface StateRow {
  readonly state: JobState["state"];
  readonly progress: string | null;
  readonly result: string | null;
  readonly place: number;
  readonly hasWorkers: boolean;
}

function stateOf({ state, progress, result, place, hasWorkers }: StateRow): JobState {
  if (state === "queued") return { state, place, hasWorkers };
  if (state === "running") return { state, progress: progress ?? undefined };
  return state === "done" ? { state, result: result ?? "" } : { state, why: result ?? "" };
}
