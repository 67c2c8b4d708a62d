/** @module The queue of jobs on a real server: workers that claim at the same moment, and notifications. */

import fc from "fast-check";
import { expect, it, onTestFinished, vi } from "vitest";
import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import { openQueue, type OpenQueue } from "../../../src/jobs/open.ts";
import { type Job, JOB_KINDS } from "../../../src/storage/jobs.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { openHolder } from "../../../src/storage/postgres/holder.ts";
import { openPostgresJobs } from "../../../src/storage/postgres/jobs.ts";
import { migrate, readMigrations } from "../../../src/storage/postgres/migrate.ts";
import { migratedDatabase, openForTest, realDatabase } from "../../support/real-postgres.ts";

const ALL = { kinds: JOB_KINDS, mostTexts: undefined };

it("leaves each job to workers of the models and versions that added it", async (context) => {
  const database = await migratedDatabase(context);
  const [one, other] = ["one", "other"].map((edition) => openPostgresJobs({ database, edition }));
  const job = { collection: "p", kind: "build", policy: "{}" } as const;
  const ids = [await one?.enqueue(job), await other?.enqueue(job)];
  expect(new Set(ids).size).toBe(2);
  const taken = await other?.claim("w", ALL);
  expect(taken?.id).toBe(ids[1]);
  if (taken) await other?.finish(taken, "1");
  expect(await other?.claim("w", ALL)).toBeUndefined();
  expect((await one?.claim("w", ALL))?.id).toBe(ids[0]);
});

it("gives each job to one of many workers, and never two of a collection at a time", async (context) => {
  const database = await migratedDatabase(context);
  const queue = openPostgresJobs({ database });
  const running = new Map<string, Job>();
  const overlaps: string[] = [];
  const taken: string[] = [];
  const workOff = async (worker: string): Promise<void> => {
    for (;;) {
      const job = await queue.claim(worker, ALL);
      if (!job) return;
      if (running.has(job.collection)) overlaps.push(job.collection);
      running.set(job.collection, job);
      taken.push(job.id);
      await queue.beat(job);
      running.delete(job.collection);
      if (!(await queue.finish(job, "1"))) overlaps.push(job.id);
    }
  };
  const jobs = fc.array(fc.tuple(fc.constantFrom("p", "q", "r"), fc.nat(9)), { minLength: 12 });
  await fc.assert(
    fc.asyncProperty(jobs, async (wanted) => {
      taken.length = 0;
      const add = ([collection, policy]: readonly [string, number]): Promise<string> =>
        queue.enqueue({ collection, kind: "build", policy: String(policy) });
      const ids = new Set(await Promise.all(wanted.map(add)));
      expect(ids.size).toBe(new Set(wanted.map(String)).size);
      // A worker ends where the others hold all collections; one after them does the rest.
      await Promise.all(Array.from({ length: 8 }, (_, at) => workOff(`w${at}`)));
      await workOff("last");
      expect(overlaps).toEqual([]);
      expect(taken.toSorted()).toEqual([...ids].toSorted());
    }),
    { numRuns: 8 },
  );
});

/** Opens a queue as another process does, until the test ends. */
async function opened(settings: DatabaseSettings): Promise<OpenQueue> {
  const holder = openHolder(() => openConnection(settings));
  const queue = await openQueue(settings, holder);
  onTestFinished(async () => {
    await holder.close();
    await queue.close();
  });
  return queue;
}

it("reports changes to other processes", async (context) => {
  const settings = await realDatabase(context);
  await migrate(openForTest(settings), await readMigrations());
  const [mine, other] = [await opened(settings), await opened(settings)];
  const changed = vi.fn<() => void>();
  mine.queue.onChange(changed);
  const add = (policy: string): Promise<string> =>
    other.queue.enqueue({ collection: "c", kind: "build", policy });
  // It listens a moment later.
  await vi.waitFor(async () => {
    await add("1");
    expect(changed).toHaveBeenCalled();
  });
  const job = await other.queue.claim("w", ALL);
  if (!job) throw new Error("no job");
  changed.mockClear();
  await other.queue.finish(job, "1");
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
});
