/** @module The schedule of weekly reports: over restarts, changes of the clock, and processes beside each other. */

import fc from "fast-check";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { digestTime, openDigestMarks } from "../../src/feedback/digest.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openFeedback } from "../../src/feedback/store.ts";
import { createLog } from "../../src/base/log.ts";
import { temporaryFolder } from "../support/temporary.ts";

const at = (moment: string) => digestTime(new Date(moment));

describe("the time of a weekly report", () => {
  it.each([
    ["2026-03-02T08:59:59.999Z", "2026-02-23", "2026-03-01"],
    ["2026-03-02T09:00:00Z", "2026-03-02", "2026-03-02"],
    ["2026-03-03T08:59:59Z", "2026-03-02", "2026-03-02"],
    ["2026-03-08T23:59:59Z", "2026-03-02", "2026-03-08"],
    ["2026-03-09T08:00:00Z", "2026-03-02", "2026-03-08"],
    ["2027-01-01T12:00:00Z", "2026-12-28", "2027-01-01"],
  ])("at %s is that of the week of %s", (moment, week, day) => {
    expect(at(moment)).toEqual({ week, day });
  });

  it("reads no local time, so that no change of the clocks matters", () => {
    for (const name of ["getDay", "getDate", "getHours", "getTimezoneOffset"] as const) {
      const getter = vi.spyOn(Date.prototype, name).mockImplementation(() => {
        throw new Error(`${name} is local`);
      });
      onTestFinished(() => getter.mockRestore());
    }
    // Clocks in America and Europe change on 8 and 29 March, 25 October and 1 November 2026.
    for (const monday of ["2026-03-09", "2026-03-30", "2026-10-26", "2026-11-02"]) {
      expect(at(`${monday}T08:59:59Z`).week).not.toBe(monday);
      expect(at(`${monday}T09:00:00Z`)).toEqual({ week: monday, day: monday });
    }
  });

  it("begins a new week each Monday at nine and at no other moment", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
        (now) => {
          const { week, day } = digestTime(now);
          const due = new Date(`${week}T09:00:00Z`);
          expect(due.getUTCDay()).toBe(1);
          expect(now.getTime() - due.getTime()).toBeGreaterThanOrEqual(0);
          expect(now.getTime() - due.getTime()).toBeLessThan(7 * 86_400_000);
          expect(day >= week).toBe(true);
        },
      ),
    );
  });
});

const MONDAY = { week: "2026-03-02", day: "2026-03-02" };
const TUESDAY = { week: "2026-03-02", day: "2026-03-03" };
const NEXT = { week: "2026-03-09", day: "2026-03-09" };

describe("the marks of weekly reports", () => {
  it("let one be sent a week, also after a restart that prunes the store", async () => {
    const dir = await temporaryFolder();
    const marks = openDigestMarks(openFileRecords(dir));
    expect(await marks.isDue(DEFAULT_COLLECTION, MONDAY)).toBe(true);
    expect(await marks.claim(DEFAULT_COLLECTION, MONDAY)).toBe(true);
    await marks.finish(DEFAULT_COLLECTION, MONDAY);
    const store = openFeedback({
      records: openFileRecords(dir),
      days: 1,
      keepsQuestions: false,
      log: createLog("silent"),
      now: () => new Date("2026-03-07T12:00:00Z"),
    });
    await store.close();
    for (const time of [MONDAY, TUESDAY]) {
      expect(await openDigestMarks(openFileRecords(dir)).isDue(DEFAULT_COLLECTION, time)).toBe(
        false,
      );
      expect(await openDigestMarks(openFileRecords(dir)).claim(DEFAULT_COLLECTION, time)).toBe(
        false,
      );
    }
    expect(await marks.isDue(DEFAULT_COLLECTION, NEXT)).toBe(true);
  });

  it("let a failed or interrupted one be tried again on the next day, of this week", async () => {
    const marks = openDigestMarks(openFileRecords(await temporaryFolder()));
    await marks.claim(DEFAULT_COLLECTION, MONDAY);
    expect(await marks.isDue(DEFAULT_COLLECTION, MONDAY)).toBe(false);
    expect(await marks.isDue(DEFAULT_COLLECTION, TUESDAY)).toBe(true);
    expect(await marks.claim(DEFAULT_COLLECTION, TUESDAY)).toBe(true);
    expect(await marks.claim(DEFAULT_COLLECTION, TUESDAY)).toBe(false);
  });

  it("are of one collection each", async () => {
    const marks = openDigestMarks(openFileRecords(await temporaryFolder()));
    await marks.claim(DEFAULT_COLLECTION, MONDAY);
    expect(await marks.claim(CollectionId.parse("guides"), MONDAY)).toBe(true);
  });

  it("go to one of many that ask at the same time", async () => {
    const dir = await temporaryFolder();
    const claims = Array.from({ length: 8 }, () =>
      openDigestMarks(openFileRecords(dir)).claim(DEFAULT_COLLECTION, MONDAY),
    );
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  it("go to nobody where they can't be written", async () => {
    const dir = await temporaryFolder();
    await mkdir(join(dir, "feedback.jsonl.next"));
    await writeFile(join(dir, "feedback.jsonl"), "");
    await expect(
      openDigestMarks(openFileRecords(dir)).claim(DEFAULT_COLLECTION, MONDAY),
    ).rejects.toThrow();
  });
});
