/** @module Servers that crash, and a primary that is lost while its standby is promoted. */

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { crash, untilReplayed } from "../../support/postgres-server.ts";
import type { Rig } from "./rig.ts";
import { faultRow, type FaultRow, listenTo, noteSeen, seconds } from "./row.ts";
import { ask } from "./state.ts";

/** Kills the server (kill -9) at random messages of a build: all of it, or one of its processes, in turns. */
export async function crashServer(rig: Rig, times: number): Promise<FaultRow> {
  const row = faultRow("kill -9 of PostgreSQL during a build, started again after 3 s");
  const worker = await rig.startWorker();
  for (let at = 0; at < times; at += 1) {
    const listening = [worker, rig.bot()].map(listenTo);
    const { job, revision } = await beginBuild(rig);
    if (at % 2 === 0) await crash(rig.server, 3_000);
    else await killBackend(rig);
    const began = performance.now();
    await untilUp(rig);
    const breaches = await rig.inspect(...rig.around(revision));
    breaches.push(...(await rig.finish(job, revision)));
    for (const tell of listening) tell(row);
    const seen = rig.prober.take();
    row.times.push(
      `job done after ${seconds(performance.now() - began)}, no answer for ${seconds(seen.gap)}`,
    );
    noteSeen(row, at % 2 === 0 ? "all of it" : "one process of it", seen, breaches);
  }
  await worker.stop();
  return row;
}

/** Begins a build, and waits for a random message of it. */
export async function beginBuild(rig: Rig): Promise<{ job: string; revision: number }> {
  const revision = await rig.revise();
  rig.prober.allow(...rig.around(revision));
  rig.prober.take();
  const reached = new Promise<void>((resolve) =>
    rig.network.worker.at(Math.ceil(Math.random() * MESSAGES), resolve),
  );
  const job = await rig.enqueue();
  await Promise.race([reached, rig.ended(job)]);
  return { job, revision };
}

/** Fewer than a build sends. */
const MESSAGES = 100;

/** Kills a process of a connection, upon which the server ends all others and recovers. */
async function killBackend({ direct }: Rig): Promise<void> {
  const rows = await ask<{ pid: number }>(
    direct,
    "select pid from pg_stat_activity where application_name = 'footnote' and pid <> pg_backend_pid()",
  );
  const one = rows[Math.floor(Math.random() * rows.length)];
  if (one) process.kill(one.pid, "SIGKILL");
}

/** Waits until the server has recovered. */
async function untilUp({ direct }: Rig): Promise<void> {
  const isUp = (): Promise<boolean> =>
    ask(direct, "select 1").then(
      () => true,
      () => false,
    );
  while (!(await isUp())) await sleep(100);
}

/** Loses the primary during a build, and promotes its standby. */
export async function promote(rig: Rig): Promise<FaultRow> {
  const row = faultRow("the primary lost during a build, its standby promoted after 3 s");
  const worker = await rig.startWorker();
  const listening = [worker, rig.bot()].map(listenTo);
  const { job, revision } = await beginBuild(rig);
  await rig.server.stop("SIGKILL");
  await sleep(3_000);
  await promoteStandby(rig);
  const promoted = performance.now();
  const breaches = await rig.inspect(...rig.around(revision));
  await rig.prober.answered();
  row.times.push(`answers ${seconds(performance.now() - promoted)} after the promotion`);
  if (performance.now() - promoted > 30_000) breaches.push("no answers for 30 s");
  breaches.push(...(await rig.finish(job, revision)));
  row.times.push(`job done after ${seconds(performance.now() - promoted)}`);
  for (const tell of listening) tell(row);
  noteSeen(row, "the standby serves", rig.prober.take(), breaches);
  await worker.stop();
  return row;
}

/** Loses a primary whose standby lacks the last generation, which the bot has open. */
export async function promoteBehind(rig: Rig): Promise<FaultRow> {
  const row = faultRow("the same, and the standby lacks the last generation");
  const worker = await rig.startWorker();
  const before = rig.current();
  await untilReplayed(rig.server);
  await detach(rig);
  const breaches = [...(await rig.buildNext())];
  const lost = rig.current();
  const listening = [worker, rig.bot()].map(listenTo);
  rig.prober.take();
  rig.prober.allow(before, lost);
  await rig.server.stop("SIGKILL");
  await promoteStandby(rig);
  const promoted = performance.now();
  breaches.push(...(await rig.inspect(before)));
  await rig.prober.served(before).catch((error: unknown) => breaches.push(String(error)));
  row.times.push(`the generation before serves after ${seconds(performance.now() - promoted)}`);
  breaches.push(...(await rig.finish(await rig.enqueue(), lost)));
  for (const tell of listening) tell(row);
  noteSeen(
    row,
    "the standby serves the one before, then builds it again",
    rig.prober.take(),
    breaches,
  );
  await worker.stop();
  return row;
}

async function promoteStandby({ standby }: Rig): Promise<void> {
  await standby?.run("pg_ctl", "promote", "-w", "-D", join(standby.folder, "data"));
}

/** Ends the replication, so that the standby stays behind. */
async function detach({ standby }: Rig): Promise<void> {
  if (!standby) throw new Error("no standby");
  const psql = ["-h", "127.0.0.1", "-U", "postgres", "-p", String(standby.port), "-c"];
  await standby.run("psql", ...psql, "alter system set primary_conninfo = ''");
  await standby.run("psql", ...psql, "select pg_reload_conf()");
  await sleep(2_000);
}
