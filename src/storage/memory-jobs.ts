/** @module A queue of jobs in memory, for tests. */

import {
  ABANDONED,
  type Job,
  type JobFilter,
  type JobQueue,
  type JobRequest,
  type JobState,
  PRESENCE_MS,
  type ScheduledJob,
} from "./jobs.ts";

interface Row extends JobRequest {
  readonly id: string;
  state: JobState["state"];
  due: number;
  attempts: number;
  size?: number | undefined;
  worker?: string | undefined;
  beat?: number;
  progress?: string | undefined;
  /** The result, or the reason of the failure. */
  result?: string;
  ended?: number;
}

/** @param now milliseconds of a clock. */
export function openMemoryJobs(now: () => number = Date.now): JobQueue {
  const rows: Row[] = [];
  const present = new Map<string, number>();
  const listeners = new Set<(id: string) => void>();
  const notify = (id: string): void => listeners.forEach((listener) => listener(id));
  const queued = (): Row[] =>
    rows.filter(({ state }) => state === "queued").toSorted((a, b) => a.due - b.due);
  const add = (request: JobRequest): string => {
    const id = String(rows.length + 1);
    rows.push({ ...request, id, state: "queued", due: now(), attempts: 0 });
    notify(id);
    return id;
  };
  /** Changes a job that its worker still has. */
  const change = (job: Job, changes: Partial<Row>): boolean => {
    const row = rows.find((one) => isHeld(one, job));
    if (!row) return false;
    Object.assign(row, changes);
    if (row.state !== "running") notify(row.id);
    return true;
  };
  return {
    async enqueue(request) {
      const equal = queued().find((one) => isEqual(one, request));
      if (!equal) return add(request);
      equal.due = Math.min(equal.due, now());
      return equal.id;
    },
    async enqueueDue(scheduled) {
      const isWaited = (request: ScheduledJob, { ended = Infinity }: Row): boolean =>
        ended > now() - request.everyMs;
      const due = scheduled.filter(
        (request) => !rows.some((one) => isOfKind(one, request) && isWaited(request, one)),
      );
      for (const { everyMs: _interval, ...request } of due) add(request);
      return due.length;
    },
    async claim(worker, filter) {
      const row = queued().find((one) => one.due <= now() && isClaimable(one, rows, filter));
      if (!row) return undefined;
      row.attempts += 1;
      Object.assign(row, { state: "running", worker, beat: now(), progress: undefined });
      const { id, collection, kind, policy, attempts, size } = row;
      return { id, collection, kind, policy, attempts, size, worker };
    },
    beat: async (job, progress) =>
      change(job, { beat: now(), ...(progress === undefined ? {} : { progress }) }),
    finish: async (job, result) => change(job, { state: "done", result, ended: now() }),
    fail: async (job, why, retryMs) =>
      change(
        job,
        retryMs === undefined
          ? { state: "failed", result: why, ended: now() }
          : { state: "queued", result: why, due: now() + retryMs },
      ),
    giveBack: async (job, size) =>
      change(job, {
        state: "queued",
        attempts: job.attempts - 1,
        ...(size === undefined ? {} : { size }),
      }),
    async state(id) {
      const row = rows.find((one) => one.id === id);
      const place = queued().findIndex((one) => one.id === id) + 1;
      const hasWorkers = [...present.values()].some((beat) => beat > now() - PRESENCE_MS);
      return row && stateOf(row, place, hasWorkers);
    },
    attend: async (worker) => void present.set(worker, now()),
    leave: async (worker) => void present.delete(worker),
    async rescue({ staleMs, mostAttempts }) {
      const stale = rows.filter(
        ({ state, beat = 0 }) => state === "running" && beat < now() - staleMs,
      );
      for (const row of stale) {
        const isOver = row.attempts >= mostAttempts;
        if (isOver) Object.assign(row, { state: "failed", result: ABANDONED, ended: now() });
        else Object.assign(row, { state: "queued", worker: undefined });
        notify(row.id);
      }
      return stale.length;
    },
    async length() {
      const due = queued().filter((one) => one.due <= now());
      return {
        queued: queued().length,
        running: rows.filter(({ state }) => state === "running").length,
        oldestSeconds: due[0] ? (now() - due[0].due) / 1_000 : 0,
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const isOfKind = (one: JobRequest, { collection, kind }: JobRequest): boolean =>
  one.collection === collection && one.kind === kind;

const isEqual = (one: JobRequest, other: JobRequest): boolean =>
  isOfKind(one, other) && one.policy === other.policy;

const isHeld = (row: Row, { id, worker }: Job): boolean =>
  row.id === id && row.worker === worker && row.state === "running";

const isClaimable = (
  row: Row,
  all: readonly Row[],
  { kinds, mostTexts = Infinity }: JobFilter,
): boolean =>
  kinds.includes(row.kind) &&
  (row.size ?? 0) <= mostTexts &&
  !all.some((one) => one.state === "running" && one.collection === row.collection);

function stateOf(
  { state, progress, result = "" }: Row,
  place: number,
  hasWorkers: boolean,
): JobState {
  if (state === "queued") return { state, place, hasWorkers };
  if (state === "running") return { state, progress };
  return state === "done" ? { state, result } : { state, why: result };
}
