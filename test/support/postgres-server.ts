/** @module Servers of PostgreSQL for tests, from a folder of its programs, run as a user other than root. */

import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import type { DatabaseSettings } from "../../src/base/config/database.ts";
import { freePort } from "./loopback.ts";

export interface PostgresServer {
  readonly port: number;
  /** The folder of its data, and of its Unix socket. */
  readonly folder: string;
  /** Returns the settings of its superuser, who needs no password on this machine. */
  settings(change?: Partial<DatabaseSettings>): DatabaseSettings;
  /** Runs one of its programs, such as `pg_dump`; returns what it prints. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Starts it again, after `stop`. */
  start(): Promise<void>;
  /** @param signal SIGINT to stop, SIGKILL for a crash. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

export interface ServerOptions {
  /** The folder that holds `bin/postgres`. */
  readonly programs: string;
  /** Lines of its configuration. */
  readonly config?: readonly string[];
  /** Lines of its `pg_hba.conf`, instead of trust for all on this machine. */
  readonly access?: readonly string[];
  /** The server that it follows as a standby. */
  readonly primary?: PostgresServer;
}

const CONFIG = [
  "listen_addresses = '127.0.0.1'",
  "fsync = off",
  "shared_buffers = 32MB",
  "max_connections = 60",
  "max_wal_senders = 5",
];

/** Creates and starts a server. */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  const folder = createFolder();
  return startIn(folder, options).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
}

async function startIn(folder: string, options: ServerOptions): Promise<PostgresServer> {
  const { programs, config = [], access, primary } = options;
  const data = join(folder, "data");
  const port = await freePort();
  const run = runner(programs);
  if (primary) await copyPrimary(primary, data, run);
  else await run("initdb", "-D", data, "-U", "postgres", ...INITDB);
  const lines = [...CONFIG, `unix_socket_directories = '${folder}'`, `port = ${port}`, ...config];
  await appendFile(join(data, "postgresql.conf"), `\n${lines.join("\n")}\n`);
  if (access) await replaceAccess(data, access);
  let child: ChildProcess | undefined;
  const settings = settingsOf(port);
  const server: PostgresServer = {
    port,
    folder,
    settings,
    run: (program, ...args) => run(program, ...args),
    async start() {
      child = await spawnServer(programs, folder);
      // After a crash, processes of the one before may still have its memory.
      while (!(await isReady(server, child))) child = await spawnServer(programs, folder);
    },
    async stop(signal = "SIGINT") {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    },
    async remove() {
      await server.stop("SIGQUIT");
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await server.start().catch(async (error: unknown) => {
    await server.remove();
    throw error;
  });
  return server;
}

const INITDB = ["-A", "trust", "--no-sync", "--no-instructions", "-E", "UTF8", "--locale=C"];

const settingsOf =
  (port: number) =>
  (change: Partial<DatabaseSettings> = {}): DatabaseSettings => ({
    hosts: [{ host: "127.0.0.1", port }],
    database: "postgres",
    user: "postgres",
    password: () => undefined,
    tls: false,
    connections: 4,
    ...change,
  });

/** The user that servers run as; undefined for the own one. */
const OTHER = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : undefined;

function idOf(what: "-u" | "-g"): number {
  return Number(spawnSync("id", [what, "nobody"], { encoding: "utf8" }).stdout);
}

const ENVIRONMENT = { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };

const runner =
  (programs: string) =>
  async (program: string, ...args: readonly string[]): Promise<string> => {
    const options = { ...OTHER, cwd: "/", env: ENVIRONMENT, maxBuffer: 1e8 };
    return (await promisify(execFile)(join(programs, "bin", program), [...args], options)).stdout;
  };

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "footnote-pg-"));
  if (OTHER) chownSync(folder, OTHER.uid, OTHER.gid);
  return folder;
}

async function copyPrimary(
  { port }: PostgresServer,
  data: string,
  run: ReturnType<typeof runner>,
): Promise<void> {
  const from = ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres"];
  await run("pg_basebackup", "-D", data, "-R", "-c", "fast", "--no-sync", ...from);
}

async function replaceAccess(data: string, lines: readonly string[]): Promise<void> {
  const file = join(data, "pg_hba.conf");
  await rm(file);
  await appendFile(file, `${lines.join("\n")}\n`);
  if (OTHER) chownSync(file, OTHER.uid, OTHER.gid);
}

async function spawnServer(programs: string, folder: string): Promise<ChildProcess> {
  const log = openSync(join(folder, "log"), "a");
  const args = ["-D", join(folder, "data")];
  const child = spawn(join(programs, "bin", "postgres"), args, {
    ...OTHER,
    cwd: "/",
    env: ENVIRONMENT,
    stdio: ["ignore", log, log],
  });
  await once(child, "spawn").finally(() => closeSync(log));
  return child;
}

const IN_USE = "is still in use";

/** Waits until a server takes connections; false if it has to be started again. @throws Error with its log if it ends. */
async function isReady(server: PostgresServer, child: ChildProcess): Promise<boolean> {
  for (;;) {
    if (child.exitCode !== null) {
      const log = readFileSync(join(server.folder, "log"), "utf8").slice(-2_000);
      if (log.includes(IN_USE)) return false;
      throw new Error(log);
    }
    const client = new pg.Client({
      host: server.folder,
      port: server.port,
      user: "postgres",
      ssl: false,
    });
    client.on("error", () => {});
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isUp) return true;
    await sleep(50);
  }
}

/** Kills a server and all of its processes, and starts it again after a time. */
export async function crash(server: PostgresServer, downMs = 0): Promise<void> {
  await server.stop("SIGKILL");
  await sleep(downMs);
  // Its processes end by themselves, and hold the shared memory until then.
  for (let tries = 20; ; tries -= 1) {
    try {
      return await server.start();
    } catch (error) {
      if (tries === 0) throw error;
      await sleep(250);
    }
  }
}

/** Waits until a standby has all changes of a primary. */
export async function untilReplayed(server: PostgresServer): Promise<void> {
  const port = String(server.port);
  await server.run("psql", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-c", UNTIL_REPLAYED);
}

const UNTIL_REPLAYED = `do $$ begin
  while not exists (select from pg_stat_replication where replay_lsn >= pg_current_wal_lsn())
  loop perform pg_sleep(0.05); perform pg_stat_clear_snapshot(); end loop;
end $$`;

/** Where a run of tests finds servers. */
export interface RealPostgres {
  /** A server that is there, from `TEST_DATABASE_URL`. */
  readonly url?: string | undefined;
  /** The folder of programs for servers of a test's own, from `TEST_POSTGRES`. */
  readonly programs?: string | undefined;
  /** A port that starts a server at the first connection, and answers each with the port of that server, or why there is none. */
  readonly control?: number | undefined;
}

/** Offers servers to all tests of a run. */
export async function offerPostgres(): Promise<{
  readonly offer: RealPostgres;
  close(): Promise<void>;
}> {
  const { TEST_DATABASE_URL, TEST_POSTGRES } = process.env;
  const [url, programs] = [TEST_DATABASE_URL || undefined, TEST_POSTGRES || undefined];
  if (url !== undefined || programs === undefined)
    return { offer: { url, programs }, close: async () => {} };
  let started: Promise<PostgresServer> | undefined;
  const control = createServer((socket) => {
    started ??= startServer({ programs });
    started.then(
      ({ port }) => socket.end(String(port)),
      (error: unknown) => socket.end(String(error)),
    );
    socket.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(control, "listening");
  return {
    offer: { programs, control: (control.address() as AddressInfo).port },
    async close() {
      control.close();
      await (await started?.catch(() => undefined))?.remove();
    },
  };
}
