/** @module A disk that is full, read-only or failing, and too many open files: refused in words, and the index as it was. */

import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { breachesOf, note, remainsOf, type Row, rowFor } from "./judge.ts";
import { breakGround, type Ground } from "./material.ts";
import type { Job, Report } from "./protocol.ts";
import { startWorker, type Worker } from "./worker-process.ts";

const CODES = ["ENOSPC", "EROFS", "EACCES", "EMFILE", "EIO"];

/** Each code at every so-and-so-many-th call of the disk in a build. */
export async function failSteps(stride: number): Promise<Row[]> {
  const ground = await breakGround();
  const worker = await startWorker();
  const rows: Row[] = [];
  const build = builderAt(ground, worker);
  await build.renew();
  const steps = (await build.try({})).steps ?? [];
  for (const code of CODES) {
    const row = rowFor(`${code} at a step of a build`);
    rows.push(row);
    for (let failAt = 0; failAt < steps.length; failAt += stride) {
      if (steps[failAt]?.call === "embed") continue;
      await build.renew();
      await build.judged(row, { failAt, code });
    }
  }
  worker.release();
  await ground.remove();
  return rows;
}

/** A build of a new revision, which may fail for want of something. */
function builderAt(ground: Ground, worker: Worker) {
  const { seedsDir, indexDir } = ground;
  let revision = 0;
  const run = (job: Partial<Job> = {}) => worker.run({ seedsDir, indexDir, task: "build", ...job });
  return {
    try: run,
    /** An index of the last revision, and seeds of the next. */
    async renew(): Promise<void> {
      await ground.revise(revision);
      const { summary, failed, ended } = await run();
      if (!summary) throw new Error(`the next build fails: ${failed ?? ended}`);
      revision += 1;
      await ground.revise(revision);
    },
    async judged(row: Row, job: Partial<Job>, builder = worker): Promise<void> {
      const report = await builder.run({ seedsDir, indexDir, task: "build", ...job });
      const { view } = await run({ task: "look" });
      const { end, breaches } = endOf(report);
      const serving = report.summary ? [revision] : [revision - 1, revision];
      note(row, end, [...breaches, ...breachesOf(ground, view, serving)]);
    },
    async mended(): Promise<string[]> {
      const { failed } = await run();
      const { view } = await run({ task: "look" });
      return [
        ...(failed ? [`the next build fails: ${failed}`] : []),
        ...breachesOf(ground, view, [revision]),
        ...remainsOf(ground),
      ];
    },
  };
}

function endOf({ summary, failed, isForPeople, ended }: Report & { readonly ended?: string }) {
  if (summary) return { end: "built all the same", breaches: [] };
  if (ended === "hang") return { end: "hang", breaches: ["hang"] };
  if (ended !== undefined) return { end: `ended (${ended})`, breaches: [] };
  const breaches = isForPeople ? [] : [`an error that is not for people: ${failed}`];
  return { end: "refused in words", breaches };
}

/** Room left on a small disk, in kB: none, some, nearly enough. Null where none can be mounted. */
export async function fillDisk(times: number): Promise<Row[]> {
  const disk = await mountSmall();
  const [full, readOnly] = [rowFor("a disk that is full"), rowFor("a disk that is read-only")];
  if (!disk) return [full, readOnly];
  const ground = await breakGround(disk.folder);
  const worker = await startWorker();
  const build = builderAt(ground, worker);
  try {
    for (let time = 0; time < times; time += 1) {
      await build.renew();
      await disk.leave(Math.round((time / times) * NEEDED_KB));
      await build.judged(full, {});
      await disk.leave(undefined);
      full.wrong.push(...(await build.mended()));
    }
    await build.renew();
    await disk.setReadOnly(true);
    for (const how of [{}, { full: true }, { back: true }, { purge: true }])
      await build.judged(readOnly, how);
    await disk.setReadOnly(false);
    readOnly.wrong.push(...(await build.mended()));
  } finally {
    worker.release();
    await ground.remove();
    await disk.unmount();
  }
  return [full, readOnly];
}

const DISK_KB = 4_096;
/** More than a build of the material takes. */
const NEEDED_KB = 400;

/** Only where this user may mount, as in a container. */
async function mountSmall() {
  const ground = await breakGround();
  const on = join(ground.folder, "disk");
  await mkdir(on);
  const mount = (...options: string[]): void =>
    void execFileSync("mount", [...options, on], { stdio: "ignore" });
  try {
    mount("-t", "tmpfs", "-o", `size=${DISK_KB}k`, "tmpfs");
  } catch {
    await ground.remove();
    return undefined;
  }
  const ballast = join(on, "ballast");
  return {
    folder: on,
    /** Fills the disk but for so much; undefined: empties it again. */
    async leave(kilobytes: number | undefined): Promise<void> {
      await rm(ballast, { force: true });
      if (kilobytes === undefined) return;
      const free = Number(
        execFileSync("df", ["--output=avail", "-k", on], { encoding: "utf8" }).split("\n")[1],
      );
      await writeFile(ballast, Buffer.alloc(Math.max(0, free - kilobytes) * 1_024));
    },
    setReadOnly: async (isReadOnly: boolean) => mount("-o", `remount,${isReadOnly ? "ro" : "rw"}`),
    async unmount(): Promise<void> {
      execFileSync("umount", [on], { stdio: "ignore" });
      await ground.remove();
    },
  };
}

/** Builds in a process that, once it runs, may have only so many files open; not tried where that can't be set. */
export async function limitFiles(limits: readonly number[]): Promise<Row> {
  const row = rowFor("too many open files (a limit of the system)");
  const ground = await breakGround();
  const worker = await startWorker();
  const build = builderAt(ground, worker);
  for (const limit of limits) {
    await build.renew();
    const poor = await startWorker();
    if (setLimit(poor.pid, limit)) {
      await build.judged(row, {}, poor);
      row.wrong.push(...(await build.mended()));
    }
    poor.kill();
  }
  worker.release();
  await ground.remove();
  return row;
}

function setLimit(pid: number, files: number): boolean {
  try {
    execFileSync("prlimit", [`--nofile=${files}`, "--pid", `${pid}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A folder that one may not write to; without effect for the superuser, who is refused by no folder. */
export async function forbidWriting(): Promise<Row> {
  const row = rowFor("a folder without the right to write");
  if (process.getuid?.() === 0) return row;
  const ground = await breakGround();
  const worker = await startWorker();
  const build = builderAt(ground, worker);
  await build.renew();
  await chmod(ground.indexDir, 0o500);
  await chmod(join(ground.indexDir, "generations"), 0o500);
  await build.judged(row, {});
  await chmod(ground.indexDir, 0o700);
  await chmod(join(ground.indexDir, "generations"), 0o700);
  row.wrong.push(...(await build.mended()));
  worker.release();
  await ground.remove();
  return row;
}
