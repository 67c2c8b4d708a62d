/** @module The stage of a run: a cluster, its transcript, and the processes that come and go. */

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
}

/** The processes of Footnote. */
export interface Processes {
  readonly replicas: readonly Replica[];
  readonly worker: Program;
  readonly gateway: Program;
}

/** Starts two replicas, a worker and the gateway. @param project the folder of another version. */
export async function startProcesses(stage: Stage, project?: string): Promise<Processes> {
  const { cluster, transcript } = stage;
  transcript.part("Start");
  const worker = await cluster.startWorker(project);
  transcript.note("operator", "a database, a worker and a balancer run");
  const first = await join(stage, [], project);
  const second = await join(stage, [first], project);
  return { replicas: [first, second], worker, gateway: await startGateway(stage, project) };
}

/** Starts the process that hears of servers and messages. */
export async function startGateway(
  { cluster, transcript }: Stage,
  project?: string,
): Promise<Program> {
  const gateway = cluster.startGateway(project);
  await gateway.says("joined Discord");
  transcript.note("gateway", "joined Discord");
  return gateway;
}

/** Starts a replica, and puts it behind the balancer beside others. */
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

/** Stops a replica, whose own `/readyz` tells the balancer. */
export async function leave(
  { cluster, transcript }: Stage,
  { program }: Replica,
  others: readonly Replica[],
): Promise<void> {
  transcript.note("operator", "SIGTERM of an old replica");
  const stopping = program.stop();
  await cluster.balancer.until(others.map(({ port }) => port));
  await stopping;
  await cluster.serve(others);
  for (const line of complaintsIn(program.log())) transcript.note("its log", line);
  transcript.note("operator", `it ended with code ${await program.exit}`);
}

/** Fewer than one replica answers. */
const PER_SECOND = 4;
const PATIENCE_MS = 20_000;
/** For which members ask before and after an event. */
export const beside = (): Promise<void> => sleep(3_000);

interface Asking {
  /** A question that the documents answer. */
  readonly question: string;
  /** The replicas that may lose the interactions they hold. */
  readonly mayLose: readonly Replica[];
}

/** Asks while a piece of work is done, and notes the losses. */
export async function meanwhile(
  { cluster, transcript }: Stage,
  { question, mayLose }: Asking,
  work: () => Promise<void>,
): Promise<void> {
  let isOver = false;
  const how = { patience: PATIENCE_MS, guildId: SERVER };
  const asking = askAtRate(cluster.fake, [question], PER_SECOND, () => isOver, how);
  await work().finally(() => (isOver = true));
  const ports = mayLose.map(({ port }) => port);
  const isHeld = (id: string): boolean => ports.includes(cluster.balancer.takerOf(id) ?? 0);
  const losses = lossesOf(await asking, isHeld);
  transcript.note("members", summaryOf(losses, mayLose.length > 0));
  if (losses.ofOthers > 0)
    transcript.breach(`${losses.ofOthers} questions lost: ${losses.errors.join("; ")}`);
}

function summaryOf(losses: Losses, isKilled: boolean): string {
  const { questions, acknowledged, unacknowledged, ofOthers } = losses;
  const answered = questions - acknowledged - unacknowledged - ofOthers;
  const held = `the killed replica held ${acknowledged} that it had acknowledged and ${unacknowledged} that it had not`;
  return [
    `${questions} questions, ${answered} answered`,
    ...(isKilled ? [held] : []),
    `${ofOthers} lost of others`,
  ].join("; ");
}
