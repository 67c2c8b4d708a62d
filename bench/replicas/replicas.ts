/** @module Two replicas behind a balancer: their throughput over one, many at once, replicas that end, and a build meanwhile. */

import { setTimeout as sleep } from "node:timers/promises";
import { askAtOnce, askAtRate, askOnce, waitingFigures } from "../load-asking.ts";
import { evaluationQuestions } from "../material.ts";
import type { Benchmark, Figure } from "../measure.ts";
import type { Replica } from "../../test/torture/scale/cluster.ts";
import { type Losses, lossesOf } from "./losses.ts";
import { openRig, type Rig } from "./rig.ts";

const SIZES = { passages: 1_000, seconds: 10, rounds: 3, atOnce: 200 };
const SHORT: typeof SIZES = { passages: 200, seconds: 3, rounds: 1, atOnce: 50 };
/** Fewer than one replica answers, so that its loss leaves the other one able to. */
const PER_SECOND = 6;
const IN_FLIGHT = 16;
/** Within which an answer must come where a replica was lost. */
const PATIENCE_MS = 15_000;

export const replicas: Benchmark = async ({ folder, short }) => {
  const sizes = short ? SHORT : SIZES;
  const rig = await openRig(folder, sizes.passages);
  try {
    const both = [await rig.startReplica(), await rig.startReplica()] as const;
    const figures = await throughputFigures(rig, both, sizes);
    figures.push(...(await manyAtOnce(rig, sizes.atOnce)));
    const killed = await endOne(rig, both, { how: "kill", ...sizes });
    figures.push(...killed.figures);
    const stopped = await endOne(rig, killed.both, { how: "stop", ...sizes });
    figures.push(...stopped.figures);
    figures.push(...(await whileBuilding(rig, sizes.seconds)));
    const faults = { name: "requests that Discord would not take", value: rig.fake.faults.length };
    for (const fault of rig.fake.faults.slice(0, 3)) process.stderr.write(`${fault}\n`);
    return [...figures, { ...faults, unit: "count" }];
  } finally {
    await rig.close();
  }
};

type Both = readonly [Replica, Replica];
type Sizes = typeof SIZES;

/** Asks with a fixed number in flight, by one replica and by two in turns, so that other work falls on both. */
async function throughputFigures(rig: Rig, both: Both, sizes: Sizes): Promise<Figure[]> {
  const [one, two]: [number[], number[]] = [[], []];
  await rig.serve(both);
  await askFor(rig, 2);
  for (let round = 0; round < sizes.rounds; round += 1) {
    await rig.serve(both.slice(0, 1));
    one.push(await askFor(rig, sizes.seconds));
    await rig.serve(both);
    two.push(await askFor(rig, sizes.seconds));
  }
  const [slow, fast] = [one, two].map((rates) => rates.reduce((sum, rate) => sum + rate, 0));
  return [
    { name: "one replica, answers", value: (slow ?? 0) / sizes.rounds, unit: "/s" },
    { name: "two replicas, answers", value: (fast ?? 0) / sizes.rounds, unit: "/s" },
    { name: "two replicas / one, same cores", value: (fast ?? 0) / (slow ?? 1), unit: "ratio" },
  ];
}

/** Returns the answers a second. */
async function askFor({ fake }: Rig, seconds: number): Promise<number> {
  const questions = evaluationQuestions();
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1_000;
  let [next, answered] = [0, 0];
  const ask = async (): Promise<void> => {
    while (elapsed() < seconds) {
      const at = next++;
      const waited = await askOnce(fake, questions[at % questions.length] ?? "", at);
      if ("error" in waited) throw new Error(waited.error);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, ask));
  return answered / elapsed();
}

async function manyAtOnce({ fake }: Rig, count: number): Promise<Figure[]> {
  const waited = await askAtOnce(fake, evaluationQuestions(), count);
  const inTime = waited.filter((one) => !("error" in one) && one.ackMs <= 1_000).length;
  const name = `${count} at once, two replicas`;
  return [
    { name: `${name}: acknowledged within 1 s`, value: inTime / count, unit: "share" },
    ...waitingFigures(name, waited),
  ];
}

interface Ending extends Sizes {
  /** `kill`: kill -9; `stop`: SIGTERM, as of a balancer's or a scheduler's stop. */
  readonly how: "kill" | "stop";
}

/** Ends the second replica under load, then starts another one in its place. */
async function endOne(
  rig: Rig,
  [first, second]: Both,
  { how, seconds }: Ending,
): Promise<{ readonly both: Both; readonly figures: Figure[] }> {
  await rig.serve([first, second]);
  let isOver = false;
  const asking = askAtRate(rig.fake, evaluationQuestions(), PER_SECOND, () => isOver, {
    patience: PATIENCE_MS,
  });
  await sleep(500 * seconds);
  if (how === "kill") second.program.kill("all");
  else await second.program.stop();
  await rig.balancer.until([first.port]);
  await sleep(500 * seconds);
  isOver = true;
  const waited = await asking;
  const next = await rig.startReplica();
  return {
    both: [first, next],
    figures: lostFigures(
      how,
      lossesOf(waited, (id) => rig.balancer.takerOf(id) === second.port),
    ),
  };
}

function lostFigures(how: Ending["how"], losses: Losses): Figure[] {
  for (const error of losses.errors) process.stderr.write(`${how}: ${error}\n`);
  const counted = (what: string, value: number): Figure => ({
    name: `${how === "kill" ? "kill -9" : "SIGTERM"} of a replica: ${what}`,
    value,
    unit: "count",
  });
  return [
    counted("questions", losses.questions),
    counted("held by it, acknowledged, not answered", losses.acknowledged),
    counted("held by it, not acknowledged", losses.unacknowledged),
    counted("lost of others", losses.ofOthers),
  ];
}

/** Asks at rest, then while a worker builds everything with the models. */
async function whileBuilding(rig: Rig, seconds: number): Promise<Figure[]> {
  const ask = async (name: string): Promise<Figure[]> => {
    const end = performance.now() + 2_000 * seconds;
    const isOver = (): boolean => performance.now() > end;
    const waited = await askAtRate(rig.fake, evaluationQuestions(), PER_SECOND, isOver);
    return waitingFigures(`${PER_SECOND}/s, ${name}`, waited);
  };
  const before = await ask("at rest");
  const worker = await rig.startWorker();
  await rig.rebuild();
  const during = await ask("a worker builds");
  worker.kill("all");
  return [...before, ...during];
}
