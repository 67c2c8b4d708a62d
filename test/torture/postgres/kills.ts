/** @module Workers killed (kill -9) at random messages of a build to the database, and the bot. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "./process.ts";
import type { Rig } from "./rig.ts";
import { faultRow, type FaultRow, listenTo, noteSeen, seconds } from "./row.ts";

/** Kills a worker so often, alone and with its children in turns; another one does the job. */
export async function killWorkers(rig: Rig, times: number): Promise<FaultRow> {
  const row = faultRow("kill -9 of a worker at a random message of a build");
  const messages = await countMessages(rig);
  row.times.push(`${messages} messages of a build`);
  for (let at = 0; at < times; at += 1) {
    const worker = await rig.startWorker();
    const listening = listenTo(worker);
    const revision = await rig.revise();
    rig.prober.allow(...rig.around(revision));
    rig.prober.take();
    const killed = killAtMessage(rig, worker, Math.ceil(Math.random() * messages), at);
    const job = await rig.enqueue();
    const isKilled = await Promise.race([killed, rig.ended(job).then(() => false)]);
    const isBuilt = (await rig.inspect(revision)).length === 0;
    const breaches = isBuilt ? [] : await rig.inspect(...rig.around(revision));
    const next = await rig.startWorker();
    if (at > 1) await rig.rescue();
    breaches.push(...(await rig.finish(job, revision)));
    listening(row);
    const end = `the ${isBuilt ? "new" : "old"} one serves`;
    noteSeen(row, isKilled ? end : "done before", rig.prober.take(), breaches);
    await Promise.all([worker, next].map((one) => one.stop()));
  }
  return row;
}

/** Returns how many messages a build sends to the server. */
async function countMessages(rig: Rig): Promise<number> {
  const worker = await rig.startWorker();
  const before = rig.network.worker.messages();
  await rig.buildNext();
  await worker.stop();
  return rig.network.worker.messages() - before;
}

const killAtMessage = (rig: Rig, worker: Program, message: number, at: number): Promise<boolean> =>
  new Promise((resolve) => {
    rig.network.worker.at(message, () => {
      worker.kill(at % 2 === 0 ? "all" : "alone");
      void worker.exit.then(() => sleep(200)).then(() => resolve(true));
    });
  });

/** Kills the bot while it answers, and starts it again. */
export async function killBot(rig: Rig, times: number): Promise<FaultRow> {
  const row = faultRow("kill -9 of the bot");
  for (let at = 0; at < times; at += 1) {
    rig.prober.take();
    const began = performance.now();
    rig.bot().kill("all");
    await rig.bot().exit;
    await rig.startBot();
    await rig.prober.served(rig.current());
    row.times.push(`served again after ${seconds(performance.now() - began)}`);
    listenTo(rig.bot())(row);
    noteSeen(row, "started again", rig.prober.take(), await rig.inspect(rig.current()));
  }
  return row;
}
