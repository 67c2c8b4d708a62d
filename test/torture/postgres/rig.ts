/** @module The rig of all faults: a server behind a proxy, a bot in a fake Discord, workers, and those who ask. */

import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import type { JobQueue, JobState } from "../../../src/storage/jobs.ts";
import { ensureSchema } from "../../../src/storage/postgres/migrate.ts";
import { openDatabase } from "../../../src/storage/postgres/database.ts";
import { openPostgresJobs } from "../../../src/storage/postgres/jobs.ts";
import { type FakeDiscord, startFakeDiscord } from "../../fake-discord/server.ts";
import { freePort } from "../../support/loopback.ts";
import {
  type PostgresServer,
  type ServerOptions,
  startServer,
} from "../../support/postgres-server.ts";
import { type Environment, killAll, type Program, startProgram } from "./process.ts";
import { type Prober, startProber } from "./prober.ts";
import { type Proxy, startProxy } from "./proxy.ts";
import { makeSite, type Site } from "./site.ts";
import { COLLECTION, inspect, remainsOf } from "./state.ts";

export interface Rig {
  readonly site: Site;
  readonly server: PostgresServer;
  readonly standby: PostgresServer | undefined;
  /** The network of the bot, and that of the workers. */
  readonly network: { readonly bot: Proxy; readonly worker: Proxy };
  /** The settings of the harness, past the proxies. */
  readonly direct: DatabaseSettings;
  readonly fake: FakeDiscord;
  readonly prober: Prober;
  /** Returns the process that answers. */
  bot(): Program;
  startBot(env?: Environment): Promise<Program>;
  startWorker(env?: Environment): Promise<Program>;
  /** Returns the settings of a process on the network of the bot. */
  environment(): Environment;
  /** Adds a build to the queue; returns its job. */
  enqueue(): Promise<string>;
  /** Waits for the end of a job. */
  ended(job: string): Promise<JobState>;
  /** Queues the jobs of killed workers at once, as other workers do after 30 s. */
  rescue(): Promise<void>;
  /** Gives the documents their next revision; returns it. */
  revise(): Promise<number>;
  /** Returns a revision and the one before it. */
  around(revision: number): readonly number[];
  /** The revision that must serve, as its build has ended. */
  current(): number;
  /** Returns the breaches of the index, which must serve one of these revisions. */
  inspect(...revisions: readonly number[]): Promise<string[]>;
  /** Builds the next revision, and returns the breaches of all that must hold then. */
  buildNext(): Promise<readonly string[]>;
  /** Waits for a job, and returns the breaches of all that must hold once a revision is built. */
  finish(job: string, revision: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly server?: Omit<ServerOptions, "programs">;
  readonly hasStandby?: boolean;
}

/** Revisions come again after so many, so that each is built in files once. */
const CYCLE = 6;
const PATIENCE_MS = 180_000;

/** Sets all up, and builds the first revision. */
export async function setUp(programs: string, options: RigOptions = {}): Promise<Rig> {
  const site = await makeSite();
  const server = await startServer({ programs, ...options.server });
  const network = { bot: await startProxy(server.port), worker: await startProxy(server.port) };
  const standby = options.hasStandby ? await startServer({ programs, primary: server }) : undefined;
  const others = standby ? `,127.0.0.1:${standby.port}` : "";
  const own = [server, standby].flatMap((one) => one ?? []);
  const direct = server.settings({
    hosts: own.map(({ port }) => ({ host: "127.0.0.1", port })),
  });
  const ports = { api: await freePort(), health: await freePort() };
  const fake = await startFakeDiscord();
  const environment = ({ port }: Proxy): Environment => ({
    ...site.environment,
    DATABASE_URL: `postgres://postgres@127.0.0.1:${port}${others}/postgres`,
  });
  const queue = await openQueue(direct, site);
  let bot: Program | undefined;
  let revision = 0;
  const rig: Omit<Rig, "prober"> = {
    site,
    server,
    standby,
    network,
    direct,
    fake,
    bot() {
      if (!bot) throw new Error("no bot yet");
      return bot;
    },
    async startBot(more = {}) {
      bot = startProgram("start", {
        ...environment(network.bot),
        DISCORD_API: fake.api,
        DISCORD_TOKEN: fake.token,
        API_PORT: `${ports.api}`,
        API_TOKEN_FILE: site.tokenFile,
        HEALTH_PORT: `${ports.health}`,
        JOBS_HERE: "false",
        ...more,
      });
      await bot.says("joined Discord");
      return bot;
    },
    async startWorker(more = {}) {
      const worker = startProgram("worker", { ...environment(network.worker), ...more });
      await worker.says("waits for jobs");
      return worker;
    },
    environment: () => environment(network.bot),
    enqueue: () =>
      queue.jobs.enqueue({ collection: COLLECTION, kind: "build", policy: JSON.stringify({}) }),
    ended: (job) => endOf(queue.jobs, job),
    async rescue() {
      await queue.jobs.rescue({ staleMs: -1, mostAttempts: 5 });
    },
    async revise() {
      revision = (revision + 1) % CYCLE;
      await site.revise(revision);
      return revision;
    },
    around: (one) => [(one + CYCLE - 1) % CYCLE, one],
    current: () => revision,
    inspect: async (...revisions) => [...(await inspect(direct, site, revisions)).breaches],
    async buildNext() {
      const next = await rig.revise();
      return rig.finish(await rig.enqueue(), next);
    },
    async finish(job, next) {
      prober?.allow(...rig.around(next));
      const state = await rig.ended(job);
      const failed = state.state === "failed" ? [`the job failed: ${state.why}`] : [];
      const breaches = [...failed, ...(await rig.inspect(next)), ...(await settled(direct))];
      await prober?.served(next).catch((error: unknown) => breaches.push(String(error)));
      prober?.allow(next);
      return breaches;
    },
    async close() {
      prober?.stop();
      killAll();
      await queue.close();
      await fake.stop();
      for (const proxy of Object.values(network)) await proxy.close();
      for (const one of own) await one.remove();
      await site.ground.remove();
    },
  };
  let prober: Prober | undefined;
  try {
    await site.revise(revision);
    const worker = await rig.startWorker();
    await rig.startBot();
    await worker.stop();
    prober = startProber(site, fake, ports);
    prober.allow(revision);
    await prober.served(revision);
    prober.take();
    return { ...rig, prober };
  } catch (error) {
    await rig.close();
    throw error;
  }
}

async function openQueue(settings: DatabaseSettings, { edition }: Site) {
  const database = openDatabase(settings);
  await ensureSchema(database);
  return { jobs: openPostgresJobs({ database, edition }), close: () => database.close() };
}

async function endOf(queue: JobQueue, job: string): Promise<JobState> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(100)) {
    const state = await queue.state(job).catch(() => undefined);
    if (state?.state === "done" || state?.state === "failed") return state;
  }
  return { state: "failed", why: "it did not end in three minutes" };
}

/** Returns what is left once the job's process has released its lock. */
async function settled(settings: DatabaseSettings): Promise<readonly string[]> {
  let left: readonly string[] = [];
  for (let at = 0; at < 20; at += 1) {
    left = await remainsOf(settings);
    if (left.length === 0) return left;
    await sleep(250);
  }
  return left;
}
