/** @module Shortages of a database: connections, time, disk. */

import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { type Rig, setUp } from "./rig.ts";
import { faultRow, type FaultRow, listenTo, noteSeen, seconds } from "./row.ts";

const LOCKED_MS = 15_000;

/** Locks the passages, so that questions wait longer than a statement may. @param connections of the bot. */
export async function lockPassages(rig: Rig, connections?: number): Promise<FaultRow> {
  const row = faultRow(
    connections === undefined
      ? "a statement of 10 s: passages locked for 15 s"
      : "the pool exhausted: one connection, which waits for a lock",
  );
  if (connections !== undefined) await restartBot(rig, { DATABASE_CONNECTIONS: `${connections}` });
  const listening = listenTo(rig.bot());
  rig.prober.take();
  const client = await openConnection(rig.direct);
  await client.query("begin");
  await client.query("lock table passage in access exclusive mode");
  await sleep(LOCKED_MS);
  await client.query("rollback");
  await client.end();
  await afterwards(rig, row, listening, "the lock");
  if (connections !== undefined) await restartBot(rig);
  return row;
}

/** Takes all connections of the server, and ends those of the bot. */
export async function takeConnections(rig: Rig): Promise<FaultRow> {
  const row = faultRow("the server without a free connection for 15 s");
  const listening = listenTo(rig.bot());
  rig.prober.take();
  const own: { readonly client: pg.Client; readonly pid: number }[] = [];
  const take = async (): Promise<boolean> => {
    const client = await openConnection(rig.direct).catch(() => undefined);
    if (!client) return false;
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    own.push({ client, pid: rows[0]?.pid ?? 0 });
    return true;
  };
  await take();
  for (const until = performance.now() + LOCKED_MS; performance.now() < until; await sleep(50)) {
    await own[0]?.client.query(END_OTHERS, [own.map(({ pid }) => pid)]);
    while (await take());
  }
  for (const { client } of own) await client.end();
  await afterwards(rig, row, listening, "connections were free");
  return row;
}

const END_OTHERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'footnote' and pid <> all ($1::int[])`;

/** Fills the disk of the database to the last kilobytes during a build, and frees it again. */
export async function fillDisk(programs: string): Promise<FaultRow> {
  const row = faultRow("the disk of the database full");
  const folder = await mountSmall();
  if (folder === undefined) return row;
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const config = ["max_wal_size = 32MB", "min_wal_size = 32MB", "autovacuum = off"];
    const rig = await setUp(programs, { server: { config } });
    process.env["TMPDIR"] = usual ?? "";
    if (usual === undefined) delete process.env["TMPDIR"];
    try {
      for (const kilobytes of [0, 64, 256]) await fillOnce(rig, row, folder, kilobytes);
    } finally {
      await rig.close();
    }
  } finally {
    if (usual !== undefined) process.env["TMPDIR"] = usual;
    execFileSync("umount", ["-l", folder]);
    await rm(folder, { recursive: true, force: true });
  }
  return row;
}

async function fillOnce(rig: Rig, row: FaultRow, folder: string, kilobytes: number): Promise<void> {
  const worker = await rig.startWorker();
  const listening = [worker, rig.bot()].map(listenTo);
  const revision = await rig.revise();
  rig.prober.allow(...rig.around(revision));
  rig.prober.take();
  const { bavail, bsize } = await statfs(folder);
  const filler = join(folder, "filler");
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1_024)));
  const state = await rig.ended(await rig.enqueue());
  await rm(filler);
  row.times.push(state.state === "failed" ? `the job failed: ${state.why}` : "the job was done");
  await rig.server.start().catch(() => {});
  const breaches = await rig.inspect(...rig.around(revision));
  breaches.push(...(await rig.finish(await rig.enqueue(), revision)));
  for (const tell of listening) tell(row);
  noteSeen(row, "built once there was space", rig.prober.take(), breaches);
  await worker.stop();
}

/** Mounts a small disk in memory; undefined without the right to do so. */
async function mountSmall(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-small-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=160m", "tmpfs", folder], { stdio: "ignore" });
    await chmod(folder, 0o777);
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
}

async function restartBot(rig: Rig, env = {}): Promise<void> {
  await rig.bot().stop();
  await rig.startBot(env);
  await rig.prober.served(rig.current());
}

async function afterwards(
  rig: Rig,
  row: FaultRow,
  tell: (row: FaultRow) => void,
  what: string,
): Promise<void> {
  const began = performance.now();
  await rig.prober.answered();
  row.times.push(`answers ${seconds(performance.now() - began)} after ${what}`);
  await rig.prober.served(rig.current());
  tell(row);
  noteSeen(row, "served again", rig.prober.take(), await rig.inspect(rig.current()));
}
