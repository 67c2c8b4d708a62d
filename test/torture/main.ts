/** @module `npm run torture`: the index under faults, in the long form. Prints a table; exits with 1 if anything was lost or wrong. */

import { damageFiles } from "./damage.ts";
import type { Row } from "./judge.ts";
import { killBuilds } from "./kills.ts";
import { editMeanwhile, raceBuilds, serveMeanwhile, setClockBack } from "./races.ts";
import { failSteps, fillDisk, forbidWriting, limitFiles } from "./shortages.ts";
import { tableOf } from "./table.ts";

const PARTS: Readonly<Record<string, () => Promise<Row | Row[]>>> = {
  kills: () => killBuilds({ stride: 1, otherStride: 3, atRandom: 200 }),
  damage: () => damageFiles(1_000, 3),
  steps: () => failSteps(1),
  disk: () => fillDisk(80),
  files: () => limitFiles(Array.from({ length: 40 }, (_, at) => 16 + at)),
  rights: forbidWriting,
  builds: () => raceBuilds(100),
  serving: () => serveMeanwhile(100),
  edits: () => editMeanwhile(50),
  clock: () => setClockBack(10),
};

const names = process.argv.slice(2);
if (names[0] === "postgres") {
  const { torturePostgres } = await import("./postgres/main.ts");
  const { table, isSound } = await torturePostgres(names.slice(1));
  process.stdout.write(table);
  process.exit(isSound ? 0 : 1);
}
if (names[0] === "scale") {
  const { playScale } = await import("./scale/main.ts");
  const { transcript, isSound } = await playScale(names.slice(1));
  process.stdout.write(transcript);
  process.exit(isSound ? 0 : 1);
}
const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...[await part()].flat());
}
process.stdout.write(tableOf(rows));
process.exitCode = rows.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
