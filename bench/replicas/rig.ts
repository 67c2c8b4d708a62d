/** @module The rig of replicas: a database, `npm run serve` twice behind a balancer, and a fake Discord that signs. */

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openFolder } from "../../src/sources/folder.ts";
import { openPostgresJobs } from "../../src/storage/postgres/jobs.ts";
import { openWithSchema } from "../../src/storage/postgres/open.ts";
import { openPostgresStore } from "../../src/storage/postgres/store.ts";
import { editionOf, recipeFor } from "../../src/storage/recipe.ts";
import { type FakeDiscord, startFakeDiscord } from "../../test/fake-discord/server.ts";
import { buildAt } from "../../test/support/building.ts";
import { freePort } from "../../test/support/loopback.ts";
import { type PostgresServer, startServer } from "../../test/support/postgres-server.ts";
import {
  type Environment,
  killAll,
  type Program,
  startProgram,
} from "../../test/torture/postgres/process.ts";
import { synthetic } from "../material.ts";
import { realEmbedder } from "../model.ts";
import { plainEmbedder } from "../simulate/plain-embedder.ts";
import { type Balancer, startBalancer } from "../support/balancer.ts";

export interface Replica {
  readonly port: number;
  readonly program: Program;
}

export interface Rig {
  readonly fake: FakeDiscord;
  readonly balancer: Balancer;
  /** Starts a replica; it is not behind the balancer yet. */
  start(): Promise<Replica>;
  startWorker(): Promise<Program>;
  /** Adds a build of everything, with the models, to the queue, and waits until it began. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

const OFTEN = "99999/1";
const CONFIG = ["shared_buffers = 256MB", "max_connections = 100"];

/** Builds a collection without the models, and starts all but the replicas. */
export async function openRig(folder: string, passages: number): Promise<Rig> {
  const { TEST_POSTGRES: programs } = process.env;
  if (!programs) throw new Error("TEST_POSTGRES names no folder of PostgreSQL's programs");
  process.once("exit", killAll);
  const documents = await synthetic(join(folder, "replicas"), { passages });
  const server = await startServer({ programs, config: CONFIG });
  const { rebuild, close } = await fill(server, documents);
  const [fake, balancer] = [await startFakeDiscord(), await startBalancer()];
  fake.endpoint.use(`http://127.0.0.1:${balancer.port}/interactions`);
  const environment: Environment = {
    DATABASE_URL: `postgres://postgres@127.0.0.1:${server.port}/postgres`,
    SEEDS_DIR: documents,
    INDEX_DIR: join(folder, "replicas-index"),
    FEEDBACK_DIR: join(folder, "replicas-feedback"),
    DISCORD_API: fake.api,
    DISCORD_TOKEN: fake.token,
    DISCORD_PUBLIC_KEY: fake.endpoint.publicKey,
    JOBS_HERE: "false",
    ROOM_PORT: "off",
    LOG_LEVEL: "info",
    RATE_PER_USER: OFTEN,
    RATE_PER_CHANNEL: OFTEN,
    RATE_OVERALL: OFTEN,
  };
  return {
    fake,
    balancer,
    async start() {
      const port = await freePort();
      const program = startProgram("serve", { ...environment, INTERACTIONS_PORT: `${port}` });
      await program.says("interactions are taken here");
      return { port, program };
    },
    async startWorker() {
      const worker = startProgram("worker", environment);
      await worker.says("waits for jobs");
      return worker;
    },
    rebuild,
    async close() {
      killAll();
      await balancer.close();
      await fake.stop();
      await close();
      await server.remove();
    },
  };
}

/** The only collection of a process without a file of collections. */
const COLLECTION = "default";

async function fill(server: PostgresServer, documents: string) {
  const opened = await openWithSchema(server.settings());
  const real = await realEmbedder();
  const edition = editionOf(recipeFor([], real));
  const store = openPostgresStore({ ...opened, collection: COLLECTION, edition });
  await buildAt({ source: openFolder(documents), store, embedder: plainEmbedder(real) });

  const jobs = openPostgresJobs({ database: opened.database, edition });
  const policy = JSON.stringify({ full: true });
  return {
    async rebuild() {
      const job = await jobs.enqueue({ collection: COLLECTION, kind: "build", policy });
      while ((await jobs.state(job))?.state === "queued") await sleep(100);
    },
    async close() {
      await opened.holder.close();
      await opened.database.close();
    },
  };
}
