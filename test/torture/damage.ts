/** @module Files of an index cut, emptied, removed, swapped, overwritten, with bits flipped: refused with file and remedy, or without effect. */

import { readFileSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  currentFile,
  FILES,
  generationDir,
  generationsDir,
  historyFile,
  MANIFEST,
  readCurrent,
} from "../../src/storage/files/layout.ts";
import { random } from "../support/random.ts";
import { breachesOf, misquotations, note, type Row, rowFor } from "./judge.ts";
import { breakGround, type Ground } from "./material.ts";
import type { View } from "./protocol.ts";
import { startWorker, type Worker } from "./worker-process.ts";

type Damage = (sound: Buffer, other: Buffer, next: () => number) => Buffer | undefined;

const DAMAGES: Readonly<Record<string, Damage>> = {
  cut: (sound, _, next) => sound.subarray(0, Math.floor(next() * sound.length)),
  emptied: () => Buffer.alloc(0),
  removed: () => undefined,
  "with another generation's": (_, other) => other,
  "with random bytes": (sound, _, next) => Buffer.from(sound.map(() => Math.floor(next() * 256))),
  "with a byte more": (sound) => Buffer.concat([sound, Buffer.from("x")]),
};

const flip: Damage = (sound, _, next) => {
  const bytes = Buffer.from(sound);
  const at = Math.floor(next() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  return bytes;
};

interface Damaged {
  readonly ground: Ground;
  readonly sound: View;
  /** Each with what another generation has in its place. */
  readonly files: readonly { readonly file: string; readonly other: Buffer }[];
  look(): Promise<View>;
  /** Both repair the index, as a person or the bot does, and give each breach in a sentence. */
  build(): Promise<string[]>;
  start(): Promise<string[]>;
  stop(): Promise<void>;
}

export const ALL_DAMAGES: readonly string[] = Object.keys(DAMAGES);

/**
 * @param flips how many bits are flipped, one at a time.
 * @param times how often each other damage is done.
 * @param damages which others.
 */
export async function damageFiles(
  flips: number,
  times: number,
  damages = ALL_DAMAGES,
): Promise<Row[]> {
  const rig = await setUp();
  const next = random(4711);
  const rows: Row[] = [await swapFolders(rig)];
  for (const name of damages) {
    const damage = DAMAGES[name];
    if (!damage) throw new Error(`no damage ${name}`);
    const row = rowFor(`a file ${name}`);
    rows.push(row);
    for (let time = 0; time < times; time += 1)
      for (const { file, other } of rig.files)
        await inflict(rig, row, { file, other, damage, next }, true);
  }
  const row = rowFor("a bit flipped");
  for (let time = 0; time < flips; time += 1) {
    const place = rig.files[Math.floor(next() * rig.files.length)];
    if (place) await inflict(rig, row, { ...place, damage: flip, next }, time % 50 === 0);
  }
  rows.push(row);
  await rig.stop();
  return rows;
}

async function setUp(): Promise<Damaged> {
  const ground = await breakGround();
  const { seedsDir, indexDir } = ground;
  let looker: Worker = await startWorker();
  const run = async (task: "look" | "build" | "start") => {
    if (!looker.isAlive()) looker = await startWorker();
    return looker.run({ seedsDir, indexDir, task });
  };
  const ids: string[] = [];
  for (const revision of [1, 2]) {
    await ground.revise(revision);
    ids.push((await run("build")).summary?.generation ?? "");
  }
  const look = async (): Promise<View> => {
    const { view, ended } = await run("look");
    return view ?? { refused: `crash or hang: ${ended}`, faults: [] };
  };
  const [earlier = "", current = ""] = ids;
  const files = [...Object.values(FILES), MANIFEST].map((name) => ({
    file: join(generationDir(indexDir, current), name),
    other: readFileSync(join(generationDir(indexDir, earlier), name)),
  }));
  for (const file of [currentFile(indexDir), historyFile(indexDir)])
    files.push({ file, other: readFileSync(join(generationDir(indexDir, earlier), MANIFEST)) });
  return {
    ground,
    sound: await look(),
    files,
    look,
    build: async () => {
      const { summary, failed, ended } = await run("build");
      return summary ? [] : [`the next build fails: ${failed ?? ended}`];
    },
    async start() {
      const { quotations, failed, ended } = await run("start");
      return quotations
        ? misquotations(ground, quotations)
        : [`the next start fails: ${failed ?? ended}`];
    },
    async stop() {
      looker.release();
      await ground.remove();
    },
  };
}

interface Infliction {
  readonly file: string;
  readonly other: Buffer;
  readonly damage: Damage;
  readonly next: () => number;
}

/** One damage, and after it a build or a start that must mend it, or the sound file put back. */
async function inflict(
  rig: Damaged,
  row: Row,
  { file, other, damage, next }: Infliction,
  isMended: boolean,
): Promise<void> {
  const sound = await readFile(file);
  const bytes = damage(sound, other, next);
  await (bytes === undefined ? rm(file) : writeFile(file, bytes));
  const view = await rig.look();
  const breaches = judge(rig, file, view);
  if (isMended) {
    breaches.push(...(await (next() < 0.5 ? rig.start() : rig.build())));
    breaches.push(...breachesOf(rig.ground, await rig.look(), [2]));
  }
  if (!isMended || basename(file) === basename(historyFile(""))) await writeFile(file, sound);
  note(row, view.refused === undefined ? "without effect" : "refused", breaches);
}

function judge(rig: Damaged, file: string, view: View): string[] {
  const name = basename(file);
  const { refused, faults } = view;
  if (refused === undefined) {
    const isSame = JSON.stringify(view) === JSON.stringify(rig.sound);
    return [
      ...(isSame ? [] : [`${name} damaged, opened all the same, and answers differ`]),
      ...misquotations(rig.ground, view.quotations ?? []),
    ];
  }
  // An altered `current` may name a generation that does not exist.
  const names = name === "current" ? ["current", MANIFEST] : [name];
  const isNamed = (text: string): boolean => names.some((each) => text.includes(each));
  return [
    ...(view.isForPeople ? [] : [`${name}: an error that is not for people: ${refused}`]),
    ...(isNamed(refused) ? [] : [`${name} is not named: ${refused}`]),
    ...(refused.includes("npm run footnote -- index") ? [] : [`no remedy: ${refused}`]),
    ...(faults.some(isNamed) ? [] : [`verify does not find it: ${name}`]),
  ];
}

/** A whole generation under the name of another. */
async function swapFolders(rig: Damaged): Promise<Row> {
  const row = rowFor("a generation under another's name");
  const { indexDir } = rig.ground;
  const names = (await readdir(generationsDir(indexDir))).toSorted();
  const current = generationDir(indexDir, (await readCurrent(indexDir)) ?? "");
  for (const name of names.filter((each) => !current.endsWith(each))) {
    const aside = join(indexDir, "aside");
    await rename(current, aside);
    await rename(generationDir(indexDir, name), current);
    note(row, "refused", judge(rig, MANIFEST, await rig.look()));
    await rm(current, { recursive: true });
    await rename(aside, current);
  }
  return row;
}
