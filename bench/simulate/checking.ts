/** @module The check of the reckoning: 1,000 collections predicted from unit costs, then built, copied and asked. */

import { join } from "node:path";
import { cpus } from "node:os";
import { evaluationQuestions, synthetic } from "../material.ts";
import { type Check, type Measurements, valuesOf } from "./costs.ts";
import type { Unit } from "./format.ts";
import { copyCollection } from "../postgres-rows.ts";
import { evaluate } from "./formula.ts";
import { askOnce, buildAll } from "./measuring.ts";
import type { Place } from "./place.ts";

export interface Bulk {
  readonly collections: number;
  /** Those of them that are built; the others are copies of one, row by row. */
  readonly built: number;
  readonly passages: number;
  readonly questions: number;
  /** Questions at the same time. */
  readonly atOnce: number;
}

const PREDICTIONS = {
  disk: "collections * (passages * (heap + outOfLine + indexes + others) + collection)",
  wal: "built * (passages * wal + walBuilding)",
  building: "built * (passages * writing + building)",
  database: "built * (passages * databaseWriting + databaseBuilding)",
  asking: "questions * (question + databaseQuestion)",
  throughput: "cores / (question + databaseQuestion)",
} as const;

/** Builds and asks collections; returns each figure beside its prediction. */
export async function checkBulk(
  place: Place,
  measured: Pick<Measurements, "costs">,
  bulk: Bulk,
): Promise<Check[]> {
  const values = { ...valuesOf(measured), ...bulk, cores: cpus().length };
  const check = (
    name: keyof typeof PREDICTIONS,
    what: string,
    unit: Unit,
    value: number,
  ): Check => ({
    what: `${what} (\`${PREDICTIONS[name]}\`)`,
    unit,
    predicted: evaluate(PREDICTIONS[name], values),
    measured: value,
  });
  const documents = await synthetic(join(place.folder, "bulk"), bulk);
  const before = bytesOf(await place.sizes());
  const { collections, built, passages, questions } = bulk;
  const builds = { documents, collections: built, name: NAME };
  const building = await place.spend(() => buildAll(place, builds));
  await copyCollection(place.database, `${NAME}-0`, collections - built);
  const disk = bytesOf(await place.sizes()) - before;
  await askAll(place, documents, { ...bulk, questions: bulk.atOnce });
  const asked = await place.spend(() => askAll(place, documents, bulk));
  const all = `${collections} collections of ${passages} passages`;
  const some = `builds of ${built} of them`;
  const asking = `${questions} questions to them`;
  return [
    check("disk", `disk of ${all}`, "B", disk),
    check("wal", `${some}, write-ahead log`, "B", building.wal),
    check("building", `${some}, CPU time of workers, models apart`, "s", building.cpu),
    check("database", `${some}, CPU time of the database`, "s", building.database),
    check("asking", `${asking}, CPU time`, "s", asked.cpu + asked.database),
    check("throughput", `${asking}, a second, by one process`, "/s", questions / asked.seconds),
  ];
}

const bytesOf = (sizes: object): number =>
  Object.values(sizes).reduce((sum: number, one) => sum + Number(one), 0);

const NAME = "bulk";

/** Asks collections that are spread over all, so many at once. */
async function askAll(
  place: Place,
  documents: string,
  { collections, built, questions, atOnce }: Bulk,
): Promise<void> {
  const texts = evaluationQuestions();
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let at = next++; at < questions; at = next++) {
      const number = (at * STRIDE) % collections;
      const name = number < built ? `${NAME}-${number}` : `copy-${number - built}`;
      await askOnce(place, name, documents, texts[at % texts.length] ?? "");
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
}

/** A prime, so that neighbours in time are no neighbours in the database. */
const STRIDE = 613;
