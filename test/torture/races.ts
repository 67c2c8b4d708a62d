/** @module Two builds at once, a build while the library serves, documents edited meanwhile, a clock that is set back. */

import { rename, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../src/base/hash.ts";
import { breachesOf, misquotations, note, remainsOf, type Row, rowFor } from "./judge.ts";
import { breakGround, type Ground } from "./material.ts";
import { startWorker, type Worker } from "./worker-process.ts";

const jobOf = ({ seedsDir, indexDir }: Ground) => ({ seedsDir, indexDir });

async function withGround(
  work: (ground: Ground, workers: readonly [Worker, Worker]) => Promise<void>,
): Promise<void> {
  const ground = await breakGround();
  const workers = [await startWorker(), await startWorker()] as const;
  try {
    await ground.revise(0);
    await workers[0].run({ ...jobOf(ground), task: "build" });
    await work(ground, workers);
  } finally {
    for (const worker of workers) worker.release();
    await ground.remove();
  }
}

/** Two processes are told to build at the same moment. */
export async function raceBuilds(times: number): Promise<Row> {
  const row = rowFor("two builds at once");
  await withGround(async (ground, [one, other]) => {
    for (let revision = 1; revision <= times; revision += 1) {
      await ground.revise(revision);
      const job = { ...jobOf(ground), task: "build" } as const;
      const reports = await Promise.all([one.run(job), other.run(job)]);
      const done = reports.filter(({ summary }) => summary).length;
      const odd = reports
        .filter(({ summary, failed }) => !summary && !failed?.includes("another one running"))
        .map(({ failed, ended }) => `the other fails: ${failed ?? ended}`);
      const { view } = await one.run({ ...job, task: "look" });
      const none = done === 0 ? ["neither was done"] : [];
      note(row, done === 1 ? "one refused" : "one after the other", [
        ...none,
        ...odd,
        ...breachesOf(ground, view, [revision]),
        ...remainsOf(ground),
      ]);
    }
  });
  return row;
}

/** One process answers without a pause while another builds, goes back and purges. Each answer is a try. */
export async function serveMeanwhile(times: number): Promise<Row> {
  const row = rowFor("a change of the index while the library serves (answers)");
  await withGround(async (ground, [server, builder]) => {
    server.tell({ ...jobOf(ground), task: "serve" });
    await server.next();
    for (let revision = 1; revision <= times; revision += 1) {
      await ground.revise(revision);
      const how = revision % 5 === 0 ? { purge: true } : {};
      const { failed, ended } = await builder.run({ ...jobOf(ground), task: "build", ...how });
      if (failed ?? ended) row.wrong.push(`the build fails: ${failed ?? ended}`);
      if (revision % 5 !== 2) continue;
      const back = await builder.run({ ...jobOf(ground), task: "build", back: true });
      if (!back.summary) row.wrong.push(`the rollback fails: ${back.failed}`);
    }
    const report = server.next();
    server.tell({});
    const { answers = 0, generations = 0, quotations = [], failed, ended } = await report;
    if (failed ?? ended) row.wrong.push(`it stops serving: ${failed ?? ended}`);
    row.tried = answers;
    row.ends.set(`over ${generations} generations`, answers);
    row.wrong.push(...misquotations(ground, quotations));
  });
  return row;
}

/** The ledger is written again and again, in place or by a rename, while builds run. */
export async function editMeanwhile(times: number): Promise<Row> {
  const row = rowFor("documents edited in a build");
  await withGround(async (ground, [builder]) => {
    for (let revision = 1; revision <= times; revision += 1) {
      await ground.revise(revision);
      let isDone = false;
      const building = builder
        .run({ ...jobOf(ground), task: "build" })
        .finally(() => (isDone = true));
      for (let edit = 0; !isDone; edit += 1) await editLedger(ground, edit);
      const { summary, failed, ended } = await building;
      const { view } = await builder.run({ ...jobOf(ground), task: "look" });
      const breaches = [
        ...misquotations(ground, view?.quotations ?? []),
        ...(view?.faults ?? ["no look"]),
        ...(summary ? [] : [`the build fails: ${failed ?? ended}`]),
      ];
      await ground.revise(revision);
      await builder.run({ ...jobOf(ground), task: "build" });
      const after = (await builder.run({ ...jobOf(ground), task: "look" })).view;
      note(row, "built", [...breaches, ...breachesOf(ground, after, [revision])]);
    }
  });
  return row;
}

async function editLedger({ seedsDir, texts }: Ground, edit: number): Promise<void> {
  const text = `# Ledger\n\n## Harbour\n\nThe ledger of the harbour stands between revisions, edit ${edit} of it, while the clerk writes.\n`;
  texts.set(sha256(text), text);
  const file = join(seedsDir, "ledger.md");
  if (edit % 2 === 0) return writeFile(file, text);
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

/** Each build is ten years before the last, the seeds' times too; then the way back must still lead to the last. */
export async function setClockBack(times: number): Promise<Row> {
  const row = rowFor("a clock set back");
  await withGround(async (ground, [builder, looker]) => {
    for (let revision = 1; revision <= times; revision += 1) {
      await ground.revise(revision);
      const then = new Date(Date.UTC(2020 - revision, 1, 1));
      await utimes(join(ground.seedsDir, "ledger.md"), then, then);
      const clock = { ...jobOf(ground), task: "build", clockYears: -10 } as const;
      const built = await builder.run(clock);
      const { view } = await looker.run({ ...jobOf(ground), task: "look" });
      await builder.run({ ...clock, back: true });
      const back = (await looker.run({ ...jobOf(ground), task: "look" })).view;
      await builder.run(clock);
      note(row, "built, back, built", [
        ...(built.failed ? [`the build fails: ${built.failed}`] : []),
        ...breachesOf(ground, view, [revision]),
        ...breachesOf(ground, back, [revision - 1]),
        ...remainsOf(ground),
      ]);
    }
    // Its clock stays where it is.
    builder.kill();
  });
  return row;
}
