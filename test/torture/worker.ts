/** @module A process to be tortured: it builds, goes back or looks at an index as it is told to by its parent. */

import { openLibrary } from "../../src/collection/library.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import type { Builder } from "../../src/build/in-child.ts";
import { createHealer } from "../../src/collection/heal.ts";
import { openReady } from "../../src/collection/ready.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { messageOf, UserError } from "../../src/base/errors.ts";
import { createLog } from "../../src/base/log.ts";
import { buildAt, examplesAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { passBy, type Step, watchDisk, type Watcher } from "./disk.ts";
import { lookAt, quotationsOf } from "./look.ts";
import { QUESTIONS } from "./material.ts";
import type { Job, Quotation, Report } from "./protocol.ts";

const fake = fakeEmbedder();
const embedder = {
  ...fake,
  embedText: async (text: string) => {
    await passBy("embed");
    return fake.embedText(text);
  },
};
const build = () => Promise.reject(new Error("not here"));
const steps: Step[] = [];

/** Told of a seed they are either untrue (a full disk can be read) or a reason to leave it out. */
const ONLY_WRITING = new Set(["ENOSPC", "EROFS", "EACCES"]);

function watcherFor({ killAt, failAt, code = "ENOSPC" }: Job): Watcher {
  return async (step, half) => {
    const at = steps.push(step) - 1;
    if (at === killAt) {
      await half();
      process.kill(process.pid, "SIGKILL");
    }
    if (at !== failAt || (ONLY_WRITING.has(code) && step.path.startsWith("seeds/"))) return;
    await half();
    throw Object.assign(new Error(`${code}: injected, ${step.call} '${step.path}'`), { code });
  };
}

async function work(job: Job): Promise<Report> {
  if (job.task === "look") return { view: await lookAt(placeOf(job), job.ids) };
  if (job.task === "serve") return serve(job);
  if (job.task === "start") return start(job);
  steps.length = 0;
  if (job.clockYears) setClock(job.clockYears);
  await watchDisk(watcherFor(job));
  try {
    const { full = false, back = false, purge = false, force = false } = job;
    const summary = await buildAt(placeOf(job), { full, rollback: back, purge, force });
    return { steps, summary };
  } finally {
    await watchDisk(undefined);
  }
}

const placeOf = ({ seedsDir, indexDir }: Pick<Job, "seedsDir" | "indexDir">) => ({
  source: openFolder(seedsDir),
  store: openFileStore(indexDir),
  embedder,
});

/** Starts as the bot does, and stays until the index is sound; gives what it quoted first and last. */
async function start(job: Job): Promise<Report> {
  const place = placeOf(job);
  const here: Builder = (request) => buildAt(place, request);
  const log = createLog("silent");
  const examples = examplesAt(place);
  const options = { ...place, examples, build: here, onProgress: () => {}, log };
  const { library } = await openReady(options);
  try {
    const first = await quotationsOf(library);
    const check = createHealer({ library, store: place.store, log });
    while (library.stale() !== undefined) {
      await check();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return { quotations: [...first, ...(await quotationsOf(library))] };
  } finally {
    await library.close();
  }
}

const REFRESH_EVERY_MS = 50;

/** Answers without a pause until it is told to stop; gives each quotation once, and how many answers it gave. */
async function serve(job: Job): Promise<Report> {
  let stopped = false;
  process.once("message", () => (stopped = true));
  const library = await openLibrary({ ...placeOf(job), build });
  tell({ serving: true });
  const seen = new Map<string, Quotation>();
  let [answers, refreshAt] = [0, 0];
  const generations = new Set<string>();
  while (!stopped) {
    if (performance.now() > refreshAt) {
      await library.refresh();
      refreshAt = performance.now() + REFRESH_EVERY_MS;
    }
    for (const quotation of await quotationsOf(library))
      seen.set(JSON.stringify(quotation), quotation);
    generations.add(library.generation());
    answers += QUESTIONS.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await library.close();
  return { answers, generations: generations.size, quotations: [...seen.values()] };
}

function setClock(years: number): void {
  const RealDate = Date;
  const shift = years * 365 * 24 * 3_600_000;
  globalThis.Date = class extends RealDate {
    constructor(...args: [] | [number]) {
      super(args[0] ?? RealDate.now() + shift);
    }
    static override now = (): number => RealDate.now() + shift;
  } as DateConstructor;
}

const tell = (report: Report): void => {
  process.send?.(report);
};

process.on("disconnect", () => process.exit(0));
process.on("message", (job: Job) => {
  if (!("task" in job)) return;
  void work(job).then(tell, (error: unknown) => {
    const isForPeople = error instanceof UserError;
    tell({ steps, failed: messageOf(error), isForPeople });
  });
});
// Here, and not with the first job: it opens a file, and there may be none left to open then.
await watchDisk(undefined);
tell({ ready: true });
