/** @module The bot under load, in a fake Discord: while it rebuilds, when many ask at once, and in the long run. */

import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openFolder } from "../src/sources/folder.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { buildAt } from "../test/support/building.ts";
import { type FakeDiscord, startFakeDiscord } from "../test/fake-discord/server.ts";
import { askAtOnce, askAtRate, askOnce, type Waited, waitingFigures } from "./load-asking.ts";
import type { Told } from "./load-observer.ts";
import { type BotProcess, HOME, OPERATOR, startBot } from "./load-process.ts";
import { evaluationQuestions, sentenceMaker, synthetic } from "./material.ts";
import type { Benchmark, Figure } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";

const PER_SECOND = 20;
/** A rebuild under load that takes longer has failed. */
const MOST_SECONDS = 1_800;
const AT_ONCE = 200;

/** `npm start` itself, and for the long run a bot whose vectors are made up. */
export const load: Benchmark = async ({ folder, short }) => {
  const passages = short ? 200 : 5_000;
  const seedsDir = await synthetic(join(folder, "load-seeds"), { passages });
  const indexDir = join(folder, "load-index");
  const place = { source: openFolder(seedsDir), store: openFileStore(indexDir) };
  await buildAt({ ...place, embedder: await pooledEmbedder() });
  const env = { SEEDS_DIR: seedsDir, INDEX_DIR: indexDir };
  return [
    ...(await inBot("bin/start.cjs", env, (fake, bot) => rebuilding(fake, bot, passages))),
    ...(await inBot("bin/start.cjs", env, async (fake, bot) => {
      await appendFile(join(seedsDir, "000000.md"), "\n## More\n\nOne more paragraph is here.\n");
      await buildAt({ ...place, embedder: await realEmbedder() });
      return switching(fake, bot, passages);
    })),
    ...(await inBot("bench/load-bot.ts", { ...env, ...UNLIMITED }, (fake, bot) =>
      inTheLongRun(fake, bot, short ? 10_000 : 100_000),
    )),
  ];
};

const OFTEN = "99999/1";
const UNLIMITED = { RATE_PER_USER: OFTEN, RATE_PER_CHANNEL: OFTEN, RATE_OVERALL: OFTEN };

async function inBot(
  program: string,
  env: Readonly<Record<string, string>>,
  work: (fake: FakeDiscord, bot: BotProcess) => Promise<Figure[]>,
): Promise<Figure[]> {
  const fake = await startFakeDiscord();
  const bot = await startBot(program, fake, env);
  try {
    const figures = await work(fake, bot);
    return [
      ...figures,
      { name: `${program}: what Discord would not take`, value: fake.faults.length, unit: "count" },
    ];
  } finally {
    await bot.stop();
    await fake.stop();
  }
}

/** Questions at rest, many at once at rest, then both during a full rebuild in its own process, to the switch. */
async function rebuilding(fake: FakeDiscord, bot: BotProcess, passages: number): Promise<Figure[]> {
  const questions = evaluationQuestions();
  const figures: Figure[] = [];
  const measured = async (name: string, work: () => Promise<Waited[]>): Promise<void> => {
    bot.begin();
    const waited = await work();
    figures.push(...delayFigures(name, await bot.tell()), ...waitingFigures(name, waited));
  };
  const forSeconds = (seconds: number) => {
    const end = performance.now() + 1000 * seconds;
    return () => performance.now() > end;
  };
  await measured(`${PER_SECOND}/s at rest`, () =>
    askAtRate(fake, questions, PER_SECOND, forSeconds(10)),
  );
  await sleep(1_000);
  await measured(`${AT_ONCE} at once at rest`, () => askAtOnce(fake, questions, AT_ONCE));
  const rebuild = startRebuild(fake);
  await sleep(2_000);
  await measured(`${AT_ONCE} at once, rebuilding ${passages} passages`, () =>
    askAtOnce(fake, questions, AT_ONCE),
  );
  const tooLong = forSeconds(MOST_SECONDS);
  await measured(`${PER_SECOND}/s, rebuilding ${passages} passages`, () =>
    askAtRate(fake, questions, PER_SECOND, () => rebuild.result() !== undefined || tooLong()),
  );
  const result = rebuild.result();
  if (result === undefined) throw new Error(`the rebuild is not over after ${MOST_SECONDS} s`);
  process.stderr.write(`${result}\n`);
  return figures;
}

/** Questions while the bot notices that a generation was built from the terminal, opens it and switches. */
async function switching(fake: FakeDiscord, bot: BotProcess, passages: number): Promise<Figure[]> {
  const end = performance.now() + 6_000;
  const name = `${PER_SECOND}/s, switching to another ${passages} passages`;
  bot.begin();
  const waited = await askAtRate(
    fake,
    evaluationQuestions(),
    PER_SECOND,
    () => performance.now() > end,
  );
  return [...delayFigures(name, await bot.tell()), ...waitingFigures(name, waited)];
}

/** An operator's full rebuild; its result once there is one. */
function startRebuild(fake: FakeDiscord): { readonly result: () => string | undefined } {
  const asked = fake.interact({
    type: "command",
    name: "rebuild",
    options: { full: true },
    guildId: HOME,
    userId: OPERATOR,
  });
  return {
    result: () =>
      asked
        .edits()
        .map(({ content }) => content)
        .find((content) => !content.startsWith("Rebuilding")),
  };
}

const delayFigures = (name: string, { delayP50, delayP99, delayMax }: Told): Figure[] => [
  { name: `${name}: event loop p50`, value: delayP50, unit: "ms" },
  { name: `${name}: event loop p99`, value: delayP99, unit: "ms" },
  { name: `${name}: event loop max`, value: delayMax, unit: "ms" },
];

const BATCH = 100;
const FIRST = 5_000;

/** Very many questions, each in other words; the memory after the first of them and after all. */
async function inTheLongRun(fake: FakeDiscord, bot: BotProcess, count: number): Promise<Figure[]> {
  const { words } = sentenceMaker(29);
  const began = performance.now();
  let errors = 0;
  const memory: Told[] = [];
  for (let done = 0; done < count; done += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, at) =>
      askOnce(fake, `What of ${words(6)}?`, done + at),
    );
    errors += (await Promise.all(batch)).filter((waited) => "error" in waited).length;
    fake.forget();
    if ((done + BATCH) % FIRST !== 0) continue;
    const told = await bot.tell();
    memory.push(told);
    process.stderr.write(`${done + BATCH} questions: ${told.collectedMB.toFixed(0)} MB\n`);
  }
  const seconds = (performance.now() - began) / 1000;
  const [early, last] = [memory[0]?.collectedMB ?? NaN, memory.at(-1)?.collectedMB ?? NaN];
  const name = (what: string): string => `${count} questions: ${what}`;
  return [
    { name: name("errors"), value: errors, unit: "count" },
    { name: name("a second"), value: count / seconds, unit: "/s" },
    {
      name: name("memory, most before a collection"),
      value: Math.max(...memory.map((told) => told.residentMB)),
      unit: "MB",
    },
    { name: name(`memory after ${FIRST}`), value: early, unit: "MB" },
    { name: name("memory after all"), value: last, unit: "MB" },
    { name: name(`memory after all / after ${FIRST}`), value: last / early, unit: "share" },
  ];
}
