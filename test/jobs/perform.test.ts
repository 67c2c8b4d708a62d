import { expect, test, vi } from "vitest";
import { isTransient, UserError } from "../../src/base/errors.ts";
import { createLog } from "../../src/base/log.ts";
import type { Builder } from "../../src/build/in-child.ts";
import { performerOf, type WorkCollection } from "../../src/jobs/perform.ts";
import type { Job } from "../../src/storage/jobs.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { fetched, summaryOf } from "../support/syncs.ts";

const log = createLog("silent");
const signal = new AbortController().signal;
const options = { signal, onProgress: () => {} };
const REFUSED = new UserError("Too many documents would be lost.");

const job = (kind: Job["kind"], policy = "{}", collection = "c"): Job => ({
  id: "1",
  worker: "w",
  collection,
  kind,
  policy,
  attempts: 1,
  size: undefined,
});

function performerWith(change: Partial<WorkCollection> = {}) {
  const digest = vi.fn<(collection: string) => Promise<void>>().mockResolvedValue();
  const build = vi.fn<Builder>().mockResolvedValue(summaryOf());
  const source = { describe: "a source", sync: async () => fetched({ isChanged: true }) };
  const collection = { id: "c", source, store: openMemoryStore(), build, log, ...change };
  const { perform, kinds } = performerOf({ collections: [collection], digest, observe: () => {} });
  return { perform, kinds, digest, build };
}

test("a build has the policy of its job, and ends by its signal", async () => {
  const { perform, build } = performerWith();
  expect(await perform(job("purge", '{"purge":true,"full":true}'), options)).toEqual(summaryOf());
  expect(build.mock.calls[0]?.[0]).toMatchObject({ purge: true, full: true, force: false, signal });
});

test("a sync fetches, then builds", async () => {
  const { perform, build } = performerWith();
  expect(await perform(job("sync"), options)).toMatchObject({ outcome: "unchanged" });
  expect(build.mock.calls[0]?.[0]).toMatchObject({ full: false, signal });
});

test("a fetch that fails is tried again, a build that is refused is a result", async () => {
  const sync = () => Promise.reject(new UserError("The server does not answer."));
  const unfetched = performerWith({ source: { describe: "a source", sync } });
  const fault = await unfetched.perform(job("sync"), options).catch((error: unknown) => error);
  expect([isTransient(fault), String(fault)]).toEqual([
    true,
    "UserError: The server does not answer.",
  ]);
  const refused = performerWith({ build: () => Promise.reject(REFUSED) });
  expect(await refused.perform(job("sync"), options)).toMatchObject({
    outcome: "failed",
    step: "build",
    why: REFUSED.message,
  });
});

test("a build of a sync that fails by accident is tried again", async () => {
  const accident = new UserError("It stopped.", { isTransient: true });
  const { perform } = performerWith({ build: () => Promise.reject(accident) });
  await expect(perform(job("sync"), options)).rejects.toBe(accident);
});

test("a collection that this worker does not know is left for another", async () => {
  const { perform } = performerWith();
  const fault = await perform(job("build", "{}", "x"), options).catch((error: unknown) => error);
  expect([isTransient(fault), String(fault)]).toEqual([
    true,
    expect.stringMatching(/footnote\.yaml/),
  ]);
});

test("reports are posted only where there is a way to post them", async () => {
  const { perform, kinds, digest } = performerWith();
  expect(kinds).toContain("digest");
  await perform(job("digest"), options);
  expect(digest).toHaveBeenCalledWith("c");
  const { kinds: without } = performerOf({ collections: [], digest: undefined, observe: () => {} });
  expect(without).toEqual(["sync", "build", "purge"]);
});
