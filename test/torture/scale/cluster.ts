/** @module A cluster on this machine: a database, a balancer, a fake Discord that signs, and the processes of Footnote. */

import { join } from "node:path";
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  startFakeDiscord,
} from "../../fake-discord/server.ts";
import { type Balancer, startBalancer } from "../../support/balancer.ts";
import { freePort, get } from "../../support/loopback.ts";
import { type PostgresServer, startServer } from "../../support/postgres-server.ts";
import { type Environment, killAll, type Program, startProgram } from "../postgres/process.ts";

/** A process that answers interactions over HTTP. */
export interface Replica {
  readonly port: number;
  readonly program: Program;
  /** Returns status and body of its `/readyz`. */
  readyz(): Promise<string>;
}

export interface Cluster {
  readonly server: PostgresServer;
  readonly fake: FakeDiscord;
  readonly balancer: Balancer;
  /** The settings of its processes. */
  readonly environment: Environment;
  /** Starts a replica; `serve` puts it behind the balancer. @param project the folder of another version. */
  startReplica(project?: string): Promise<Replica>;
  /** Puts these replicas behind the balancer, and waits until they are ready. */
  serve(replicas: readonly Replica[]): Promise<void>;
  startWorker(project?: string): Promise<Program>;
  startGateway(project?: string): Program;
  close(): Promise<void>;
}

export interface ClusterOptions {
  /** A folder of the run. */
  readonly folder: string;
  /** Settings beside the usual ones. */
  readonly environment?: Environment;
  readonly fake?: FakeDiscordOptions;
}

const OFTEN = "99999/1";
const CONFIG = ["shared_buffers = 256MB", "max_connections = 100"];

/** Starts a database, a fake Discord and a balancer. @throws Error where `TEST_POSTGRES` names no folder of programs. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { TEST_POSTGRES: programs } = process.env;
  if (!programs) throw new Error("TEST_POSTGRES names no folder of PostgreSQL's programs");
  process.once("exit", killAll);
  const server = await startServer({ programs, config: CONFIG });
  const [fake, balancer] = [await startFakeDiscord(options.fake), await startBalancer()];
  fake.endpoint.use(`http://127.0.0.1:${balancer.port}/interactions`);
  const environment = { ...settingsFor(server, fake, options.folder), ...options.environment };
  return {
    server,
    fake,
    balancer,
    environment,
    async startReplica(project) {
      const port = await freePort();
      const settings = { ...environment, INTERACTIONS_PORT: `${port}` };
      const program = startProgram("serve", settings, project);
      await program.says("interactions are taken here");
      const readyz = async (): Promise<string> => {
        const { status, body } = await get(port, "/readyz");
        return `${status} ${body}`;
      };
      return { port, program, readyz };
    },
    async serve(replicas) {
      const ports = replicas.map(({ port }) => port);
      balancer.use(ports);
      await balancer.until(ports);
    },
    async startWorker(project) {
      const worker = startProgram("worker", environment, project);
      await worker.says("waits for jobs");
      return worker;
    },
    startGateway: (project) => startProgram("gateway", environment, project),
    async close() {
      killAll();
      await balancer.close();
      await fake.stop();
      await server.remove();
    },
  };
}

const settingsFor = ({ port }: PostgresServer, fake: FakeDiscord, folder: string): Environment => ({
  DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres`,
  INDEX_DIR: join(folder, "index"),
  FEEDBACK_DIR: join(folder, "feedback"),
  DISCORD_API: fake.api,
  DISCORD_TOKEN: fake.token,
  DISCORD_PUBLIC_KEY: fake.endpoint.publicKey,
  JOBS_HERE: "false",
  ROOM_PORT: "off",
  LOG_LEVEL: "info",
  RATE_PER_USER: OFTEN,
  RATE_PER_CHANNEL: OFTEN,
  RATE_OVERALL: OFTEN,
});
