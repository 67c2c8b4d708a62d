/** @module The acts in which processes end while members ask: a kill, and a rolling upgrade. */

import type { Replica } from "./cluster.ts";
import { QUESTION } from "./service.ts";
import {
  beside,
  join,
  leave,
  meanwhile,
  type Processes,
  type Stage,
  startGateway,
} from "./stage.ts";
import { runFootnote } from "./terminal.ts";

/** Kills the second replica; returns the processes with one that replaces it. @param project the folder of its version. */
export async function killOne(
  stage: Stage,
  processes: Processes,
  project?: string,
): Promise<Processes> {
  const { cluster, transcript } = stage;
  const [first, second] = processes.replicas;
  if (!first || !second) throw new Error("two replicas are needed");
  transcript.part("A replica is killed");
  const replicas: Replica[] = [first];
  await meanwhile(stage, { question: QUESTION, mayLose: [second] }, async () => {
    await beside();
    second.program.kill("all");
    transcript.note("operator", "kill -9 of the second replica");
    await cluster.balancer.until([first.port]);
    transcript.note("balancer", "one replica is ready");
    await beside();
    replicas.push(await join(stage, [first], project));
  });
  return { ...processes, replicas };
}

/** Replaces all processes in the order of docs/SCALE.md, by those of this version. */
export async function upgradeAll(stage: Stage, processes: Processes): Promise<void> {
  const { cluster, transcript } = stage;
  transcript.part("A rolling upgrade");
  await meanwhile(stage, { question: QUESTION, mayLose: [] }, async () => {
    await beside();
    await processes.worker.stop();
    transcript.note("operator", "the worker was stopped");
    await runFootnote(stage, "migrate");
    await cluster.startWorker();
    transcript.note("operator", "a worker was started");
    let now = processes.replicas;
    for (const old of processes.replicas) {
      const next = await join(stage, now);
      now = [...now.filter((one) => one !== old), next];
      await leave(stage, old, now);
    }
    await processes.gateway.stop();
    await startGateway(stage);
  });
}
