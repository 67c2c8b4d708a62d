/** @module The acts of a run in which replicas end while members ask: a kill, and a rolling upgrade. */

import { setTimeout as sleep } from "node:timers/promises";
import { askAtRate } from "../../../bench/load-asking.ts";
import { type Losses, lossesOf } from "../../../bench/replicas/losses.ts";
import { complaintsIn, type Program } from "../postgres/process.ts";
import type { Cluster, Replica } from "./cluster.ts";
import { SERVER } from "./people.ts";
import type { Transcript } from "./transcript.ts";

export interface Stage {
  readonly cluster: Cluster;
  readonly transcript: Transcript;
  /** A question that the documents answer. */
  readonly question: string;
}

/** Fewer than one replica answers. */
const PER_SECOND = 4;
const PATIENCE_MS = 20_000;
const BESIDE_MS = 3_000;

/** Kills the second replica while members ask; returns the first and one that replaces the other. */
export async function killOne(stage: Stage, replicas: readonly Replica[]): Promise<Replica[]> {
  const { cluster, transcript } = stage;
  const [first, second] = replicas;
  if (!first || !second) throw new Error("two replicas are needed");
  transcript.part("A replica is killed");
  let next: Replica | undefined;
  await meanwhile(stage, [second], async () => {
    await sleep(BESIDE_MS);
    second.program.kill("all");
    transcript.note("operator", "kill -9 of the second replica");
    await cluster.balancer.until([first.port]);
    transcript.note("balancer", "one replica is ready");
    await sleep(BESIDE_MS);
    next = await join(stage, [first]);
  });
  return next ? [first, next] : [first];
}

/** Replaces replicas one after another, with none of them lost; returns the new ones. */
export async function upgradeAll(stage: Stage, replicas: readonly Replica[]): Promise<Replica[]> {
  const { transcript } = stage;
  transcript.part("A rolling upgrade");
  let now = [...replicas];
  await meanwhile(stage, [], async () => {
    for (const old of replicas) {
      const next = await join(stage, now);
      now = [...now.filter((one) => one !== old), next];
      transcript.note("operator", "SIGTERM of an old replica");
      await leave(stage, old, now);
    }
  });
  return now;
}

/** Starts a replica of this version, and puts it behind the balancer beside others. */
export async function join(
  { cluster, transcript }: Stage,
  others: readonly Replica[],
  project?: string,
): Promise<Replica> {
  const replica = await cluster.startReplica(project);
  await cluster.serve([...others, replica]);
  transcript.note("replica", `\`/readyz\`: ${await replica.readyz()}`);
  return replica;
}

/** Stops a replica, which is refused new requests by its own `/readyz`. */
async function leave(
  { cluster, transcript }: Stage,
  { program }: Replica,
  others: readonly Replica[],
): Promise<void> {
  const stopping = program.stop();
  await cluster.balancer.until(others.map(({ port }) => port));
  await stopping;
  await cluster.serve(others);
  for (const line of complaintsIn(program.log())) transcript.note("log of it", line);
  transcript.note("operator", `it ended with code ${await program.exit}`);
}

/** Asks while a piece of work is done, and notes the losses; only those of `mayLose` may be some. */
async function meanwhile(
  { cluster, transcript, question }: Stage,
  mayLose: readonly Replica[],
  work: () => Promise<void>,
): Promise<void> {
  const questions = [question];
  let isOver = false;
  const how = { patience: PATIENCE_MS, guildId: SERVER };
  const asking = askAtRate(cluster.fake, questions, PER_SECOND, () => isOver, how);
  await work().finally(() => (isOver = true));
  const ports = mayLose.map(({ port }) => port);
  const isHeld = (id: string): boolean => ports.includes(cluster.balancer.takerOf(id) ?? 0);
  const losses = lossesOf(await asking, isHeld);
  transcript.note("members", summaryOf(losses, mayLose.length > 0));
  if (losses.ofOthers > 0)
    transcript.breach(`${losses.ofOthers} questions lost: ${losses.errors.join("; ")}`);
}

const summaryOf = (
  { questions, acknowledged, unacknowledged, ofOthers }: Losses,
  isKilled: boolean,
): string =>
  [
    `${questions} questions, ${questions - acknowledged - unacknowledged - ofOthers} answered`,
    ...(isKilled
      ? [
          `the killed replica held ${acknowledged} that it had acknowledged and ${unacknowledged} that it had not`,
        ]
      : []),
    `${ofOthers} lost of others`,
  ].join("; ");

/** Replaces a worker by one of this version. */
export async function upgradeWorker({ cluster, transcript }: Stage, old: Program): Promise<void> {
  await old.stop();
  await cluster.startWorker();
  transcript.note("operator", "the worker was replaced");
}

/** Starts the process that hears of servers and messages. */
export async function startGateway({ cluster, transcript }: Stage): Promise<Program> {
  const gateway = cluster.startGateway();
  await gateway.says("joined Discord");
  transcript.note("gateway", "joined Discord");
  return gateway;
}
