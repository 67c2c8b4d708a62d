import { expect, test } from "vitest";
import { createLog } from "../../src/base/log.ts";
import { scheduleJobs, type ScheduledCollection } from "../../src/jobs/schedule.ts";
import { openMemoryJobs } from "../../src/storage/memory-jobs.ts";
import { JOB_KINDS } from "../../src/storage/jobs.ts";

const HOUR = 3_600_000;
/** A Monday. */
const MONDAY = Date.parse("2026-11-30T09:00:00Z");

/** Two schedules of the same collections on one queue, and a clock. */
function scheduledTwice(collection: Omit<ScheduledCollection, "id">) {
  let clock = MONDAY - HOUR;
  const queue = openMemoryJobs(() => clock);
  const options = {
    queue,
    collections: [{ ...collection, id: "c" }],
    log: createLog("silent"),
    now: () => new Date(clock),
  };
  const all = [scheduleJobs(options), scheduleJobs(options)];
  return {
    queue,
    /** Lets time pass; all workers look. Returns the kinds of the jobs that are then due, and ends them. */
    after: async (milliseconds: number): Promise<readonly string[]> => {
      clock += milliseconds;
      for (const look of all) await look();
      const kinds: string[] = [];
      for (;;) {
        const job = await queue.claim("w", { kinds: JOB_KINDS, mostTexts: undefined });
        if (!job) return kinds;
        kinds.push(job.kind);
        await queue.finish(job, "null");
      }
    },
  };
}

test("a sync is due once in its interval, for all workers together", async () => {
  const { after } = scheduledTwice({ every: 3_600, isDigestDue: undefined });
  expect(await after(0)).toEqual(["sync"]);
  expect(await after(HOUR - 1)).toEqual([]);
  expect(await after(1)).toEqual(["sync"]);
});

test("nothing is due where no interval is set and no report is posted", async () => {
  const { after } = scheduledTwice({ every: undefined, isDigestDue: undefined });
  expect(await after(0)).toEqual([]);
  expect(await after(24 * HOUR)).toEqual([]);
});

test("a report is due on Monday at 09:00 UTC, and again a day later until it is done", async () => {
  const marks: string[] = [];
  const { after } = scheduledTwice({
    every: undefined,
    isDigestDue: async ({ week, day }) => {
      marks.push(`${week} ${day}`);
      return week === "2026-11-30";
    },
  });
  expect(await after(0)).toEqual([]);
  expect(await after(1)).toEqual([]);
  expect(await after(HOUR)).toEqual(["digest"]);
  expect(await after(24 * HOUR - 2)).toEqual([]);
  expect(await after(1)).toEqual(["digest"]);
  expect(marks).toContain("2026-11-30 2026-12-01");
  // One that is not due is looked up once a day by each worker.
  expect(marks.filter((mark) => mark.startsWith("2026-11-23")).length).toBe(2);
});

test("a report that cannot be looked up stops no sync", async () => {
  const isDigestDue = () => Promise.reject(new Error("no connection"));
  const { after } = scheduledTwice({ every: 300, isDigestDue });
  expect(await after(0)).toEqual(["sync"]);
});
