/** @module The network between all processes and the database, cut for a minute during a build. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Network } from "./proxy.ts";
import type { Rig } from "./rig.ts";
import { faultRow, type FaultRow, listenTo, noteSeen, seconds } from "./row.ts";
import { beginBuild } from "./servers.ts";

const NAMES = {
  silent: "the network cut: nothing passes, nobody hears of it",
  reset: "the network cut: each connection is reset",
} as const;

/** Cuts the network in one way. @param cutMs for how long. */
export async function cutNetwork(
  rig: Rig,
  how: Exclude<Network, "open">,
  cutMs: number,
): Promise<FaultRow> {
  const row = faultRow(`${NAMES[how]}, for ${cutMs / 1_000} s`);
  const worker = await rig.startWorker();
  const listening = [worker, rig.bot()].map(listenTo);
  const { job, revision } = await beginBuild(rig);
  const cut = (network: Network): void =>
    [rig.network.bot, rig.network.worker].forEach((one) => one.cut(network));
  cut(how);
  await sleep(cutMs);
  const breaches = await rig.inspect(...rig.around(revision));
  cut("open");
  const opened = performance.now();
  await rig.prober.answered();
  row.times.push(`answers ${seconds(performance.now() - opened)} after the cut`);
  breaches.push(...(await rig.finish(job, revision)));
  row.times.push(`job done after ${seconds(performance.now() - opened)}`);
  for (const tell of listening) tell(row);
  noteSeen(row, "served again", rig.prober.take(), breaches);
  await worker.stop();
  return row;
}
