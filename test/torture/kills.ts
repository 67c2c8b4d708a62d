/** @module Builds killed (kill -9) before every step, in the middle of every write, and at random moments. */

import type { Step } from "./disk.ts";
import { breachesOf, note, remainsOf, revisionOf, type Row, rowFor } from "./judge.ts";
import { breakGround, type Ground } from "./material.ts";
import type { Job, Report, View } from "./protocol.ts";
import { startWorker, type Worker } from "./worker-process.ts";

/** What is under way when the process is killed. */
const WORKS = {
  "a build": {},
  "a full build of the same": { full: true },
  "a rollback": { back: true },
  "a purge": { purge: true },
} as const;
type Work = keyof typeof WORKS;

/** The parts of a build, by the steps it takes. */
const PARTS = [
  ["embedding", /^embed/],
  ["reading documents", / seeds\//],
  ["writing history", /history\.jsonl/],
  ["the activation", /current/],
  ["discarding", /^(rename|rm) generations\/(?:\.removing|[0-9a-f]{32})/],
  ["publishing", /^rename/],
  ["writing documents", /\.building-.*documents\.jsonl/],
  ["writing passages", /\.building-.*passages\.jsonl/],
  ["writing vectors", /\.building-.*passages\.f32/],
  ["writing sentences", /\.building-.*sentences\./],
  ["writing terms", /\.building-.*terms\.bin/],
  ["writing HNSW", /\.building-.*passages\.hnsw/],
  ["writing the manifest", /\.building-.*manifest\.json/],
] as const;
const OTHER = "opening and checking";

export type Part = (typeof PARTS)[number][0] | typeof OTHER;

export const partOf = ({ call, path }: Step): Part =>
  PARTS.find(([, pattern]) => pattern.test(`${call} ${path}`))?.[0] ?? OTHER;

export interface KillPlan {
  /** Of the steps of a build, each so-and-so-many-th (1: every one), or the first of each of these parts. */
  readonly stride: number | readonly Part[];
  /** The same for a full build, a rollback and a purge. */
  readonly otherStride: number;
  readonly atRandom: number;
}

/** Kills and looks, again and again, on one ground. */
export async function killBuilds({ stride, otherStride, atRandom }: KillPlan): Promise<Row[]> {
  const rig = await setUp();
  const rows = new Map<string, Row>();
  const rowOf = (fault: string): Row => {
    const row = rows.get(fault) ?? rowFor(fault);
    rows.set(fault, row);
    return row;
  };
  for (const work of worksOf()) {
    const steps = await rig.stepsOf(work);
    const every = work === "a build" ? stride : otherStride;
    for (const [killAt, step] of steps.entries()) {
      if (!isChosen(steps, killAt, every)) continue;
      const row = rowOf(`kill -9: ${work === "a build" ? partOf(step) : work}`);
      await rig.kill(row, work, { killAt });
    }
  }
  for (let at = 0; at < atRandom; at += 1)
    await rig.kill(rowOf("kill -9: at a random moment"), "a build", {
      afterMs: Math.random() * rig.buildMs(),
    });
  await rig.tearDown();
  return [...rows.values()];
}

function isChosen(steps: readonly Step[], at: number, every: number | readonly Part[]): boolean {
  if (typeof every === "number") return at % every === 0;
  return every.some((part) => steps.findIndex((step) => partOf(step) === part) === at);
}

const isWork = (name: string): name is Work => name in WORKS;
const worksOf = (): Work[] => Object.keys(WORKS).filter(isWork);

type Moment = { readonly killAt: number } | { readonly afterMs: number };

async function setUp() {
  const ground = await breakGround();
  const { seedsDir, indexDir } = ground;
  const at = { seedsDir, indexDir };
  const looker = await startWorker();
  let victim = startWorker();
  let revision = 0;
  let buildMs = 100;
  const must = async (job: Omit<Job, "seedsDir" | "indexDir">): Promise<Report> => {
    const report = await looker.run({ ...at, ...job });
    if (report.summary || report.view) return report;
    throw new Error(`the next build fails: ${report.failed ?? report.ended}`);
  };
  /** Two generations, as every work finds them; the seeds tell of what is to come. */
  const prepare = async (work: Work): Promise<{ before: number; after: number }> => {
    revision += 2;
    for (const each of [revision, revision + 1]) {
      await ground.revise(each);
      await must({ task: "build" });
    }
    if (work === "a rollback") return { before: revision + 1, after: revision };
    if (work === "a full build of the same") return { before: revision + 1, after: revision + 1 };
    revision += 2;
    await ground.revise(revision);
    return { before: revision - 1, after: revision };
  };
  await ground.revise(0);
  return {
    buildMs: () => buildMs,
    async stepsOf(work: Work): Promise<readonly Step[]> {
      await prepare(work);
      const began = performance.now();
      const { steps = [] } = await must({ task: "build", ...WORKS[work] });
      if (work === "a build") buildMs = performance.now() - began;
      return steps;
    },
    async kill(row: Row, work: Work, moment: Moment): Promise<void> {
      const { before, after } = await prepare(work);
      const earlier = (await must({ task: "look" })).view;
      const killed = await victim;
      victim = startWorker();
      const ended = await killDuring(killed, { ...at, task: "build", ...WORKS[work] }, moment);
      const { view } = await must({ task: "look" });
      const breaches = [
        ...breachesOf(ground, view, [before, after]),
        ...(await afterwards(ground, looker, work, earlier, after)),
      ];
      const end = revisionOf(view) === after ? "the new one serves" : "the old one serves";
      note(row, ended === "SIGKILL" ? end : `not killed: ${ended}`, breaches);
    },
    async tearDown(): Promise<void> {
      (await victim).release();
      looker.release();
      await ground.remove();
    },
  };
}

async function killDuring(victim: Worker, job: Job, moment: Moment): Promise<string> {
  const timer = "afterMs" in moment ? setTimeout(() => victim.kill(), moment.afterMs) : undefined;
  const killAt = "killAt" in moment ? { killAt: moment.killAt } : {};
  const { ended } = await victim.run({ ...job, ...killAt });
  clearTimeout(timer);
  victim.kill();
  return ended ?? "done before";
}

/** The same once more must do, leave nothing behind, and know what became of every passage that was quoted before. */
async function afterwards(
  ground: Ground,
  looker: Worker,
  work: Work,
  earlier: View | undefined,
  after: number,
): Promise<string[]> {
  const { seedsDir, indexDir } = ground;
  const job = { seedsDir, indexDir, task: "build", ...WORKS[work] } as const;
  const next = await looker.run(job);
  // Gone back already is gone back.
  if (!next.summary && work !== "a rollback") return [`the next build fails: ${next.failed}`];
  const ids = (earlier?.quotations ?? []).map(({ id }) => id);
  const { view } = await looker.run({ seedsDir, indexDir, task: "look", ids });
  const forgotten = Object.entries(view?.fates ?? {}).filter(([, fate]) => fate === "unknown");
  return [
    ...breachesOf(ground, view, [after]),
    ...remainsOf(ground, work === "a purge" ? 1 : 2),
    ...forgotten.map(([id]) => `nothing is known of ${id} any more`),
  ];
}
