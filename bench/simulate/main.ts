/** @module `npm run bench -- simulate`: unit costs measured, checked and kept, or read from a file; then the report. */

import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { type Bulk, checkBulk } from "./checking.ts";
import { Measurements } from "./costs.ts";
import { measureInteractions } from "./interactions.ts";
import { formattedReport, keep, readMeasurements } from "./kept.ts";
import { measureContent, type Sample, unitName } from "./measuring.ts";
import { openPlace } from "./place.ts";
import { measureStart, memoryOf } from "./processes.ts";

const SIZES: Sizes = {
  sample: { collections: 6, passages: 1_000, few: 50, copies: 64, questions: 160, embedded: 60 },
  bulk: { collections: 1_000, built: 50, passages: 200, questions: 480, atOnce: 8 },
};
const SHORT: Sizes = {
  sample: { collections: 2, passages: 100, few: 20, copies: 64, questions: 20, embedded: 4 },
  bulk: { collections: 100, built: 2, passages: 20, questions: 20, atOnce: 4 },
};

interface Sizes {
  readonly sample: Sample;
  readonly bulk: Bulk;
}

export interface SimulateOptions {
  /** Unit costs to read instead of measuring them. */
  readonly file: string | undefined;
  readonly short: boolean;
  /** Keeps what was measured, and the report. */
  readonly write: boolean;
}

/** Returns the report. */
export async function simulate({ file, short, write }: SimulateOptions): Promise<string> {
  const measured =
    file === undefined ? await measureAll(short ? SHORT : SIZES) : await readMeasurements(file);
  if (write) await keep(measured);
  return formattedReport(measured);
}

async function measureAll({ sample, bulk }: Sizes): Promise<Measurements> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-simulate-"));
  const place = await openPlace(folder);
  const say = (what: string): void => void process.stderr.write(`${what} …\n`);
  try {
    say("unit costs of content");
    const content = await measureContent(place, sample);
    say("unit costs of processes");
    const replicaMemory = {
      value: await memoryOf(place.server.port, unitName(0), join(folder, "unit")),
      source: "a process that asked one collection 160 questions",
    };
    const others = { ...(await measureStart(folder)), ...(await measureInteractions(place)) };
    const costs = { ...content, ...others, replicaMemory };
    const measured = Measurements.parse({ ...machine(), costs, checks: [] });
    say(`${bulk.collections} collections`);
    return { ...measured, checks: await checkBulk(place, measured, bulk) };
  } finally {
    await place.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const machine = () => ({
  machine: `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`,
  day: new Date().toISOString().slice(0, 10),
});
