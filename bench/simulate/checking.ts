/** @module The check of the reckoning: 1,000 collections predicted from unit costs, then built and asked. */

import { join } from "node:path";
import { cpus } from "node:os";
import { evaluationQuestions, synthetic } from "../material.ts";
import { type Check, type Measurements, valuesOf } from "./costs.ts";
import type { Unit } from "./format.ts";
import { evaluate } from "./formula.ts";
import { askOnce, buildAll } from "./measuring.ts";
import type { Place } from "./place.ts";

export interface Bulk {
  readonly collections: number;
  readonly passages: number;
  readonly questions: number;
  /** Questions at the same time. */
  readonly atOnce: number;
}

const PREDICTIONS = {
  disk: "collections * (passages * (heap + outOfLine + indexes + others) + collection)",
  wal: "collections * (passages * wal + walBuilding)",
  building: "collections * (passages * writing + building)",
  database: "collections * (passages * databaseWriting + databaseBuilding)",
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
  const { collections } = bulk;
  const built = await place.spend(() => buildAll(place, { documents, collections, name: NAME }));
  const disk = bytesOf(await place.sizes()) - before;
  await askAll(place, documents, { ...bulk, questions: bulk.atOnce });
  const asked = await place.spend(() => askAll(place, documents, bulk));
  const name = `${bulk.collections} collections of ${bulk.passages} passages`;
  return [
    check("disk", `disk of ${name}`, "B", disk),
    check("wal", "their write-ahead log", "B", built.wal),
    check("building", "their builds, CPU time of workers, models apart", "s", built.cpu),
    check("database", "their builds, CPU time of the database", "s", built.database),
    check(
      "asking",
      `${bulk.questions} questions to them, CPU time`,
      "s",
      asked.cpu + asked.database,
    ),
    check("throughput", "questions a second, on all cores", "/s", bulk.questions / asked.seconds),
  ];
}

const bytesOf = (sizes: object): number =>
  Object.values(sizes).reduce((sum: number, one) => sum + Number(one), 0);

const NAME = "bulk";

/** Asks collections that are spread over all, so many at once. */
async function askAll(
  place: Place,
  documents: string,
  { collections, questions, atOnce }: Bulk,
): Promise<void> {
  const texts = evaluationQuestions();
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let at = next++; at < questions; at = next++) {
      const name = `${NAME}-${(at * STRIDE) % collections}`;
      await askOnce(place, name, documents, texts[at % texts.length] ?? "");
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
}

/** A prime, so that neighbours in time are no neighbours in the database. */
const STRIDE = 613;
