/** @module `npm run torture -- scale [--before FOLDER]`: a recorded run of a database, replicas, a worker and a balancer. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import { parseArgs } from "node:util";
import { writeFiles } from "../../support/temporary.ts";
import { join, killOne, type Stage, startGateway, upgradeAll, upgradeWorker } from "./acts.ts";
import { startCluster } from "./cluster.ts";
import { OTHER_SERVER, peopleOf } from "./people.ts";
import { addDocuments, forgetServer, QUESTION } from "./service.ts";
import { beginTranscript, type Transcript } from "./transcript.ts";

/** The operator's own document, for servers without any. */
const GUIDE = { "guide.md": "# The guide\n\nEvery server may add documents of its own.\n" };

/** Plays all acts; returns the transcript, and whether nothing was lost or wrong. */
export async function playScale(
  args: readonly string[],
): Promise<{ readonly transcript: string; readonly isSound: boolean }> {
  const { values } = parseArgs({ args: [...args], options: { before: { type: "string" } } });
  const transcript = beginTranscript((line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(pathOf(tmpdir(), "footnote-scale-"));
  await play(transcript, folder, values.before).finally(() => rm(folder, { recursive: true }));
  return { transcript: transcript.text(), isSound: transcript.breaches().length === 0 };
}

/** @param before The folder of the version that is upgraded. */
async function play(
  transcript: Transcript,
  folder: string,
  before: string | undefined,
): Promise<void> {
  const seeds = pathOf(folder, "seeds");
  await writeFiles(seeds, GUIDE);
  const cluster = await startCluster({
    folder,
    environment: { SEEDS_DIR: seeds, SELF_SERVICE: "true" },
    fake: { guilds: [OTHER_SERVER] },
  });
  const stage: Stage = { cluster, transcript, question: QUESTION };
  try {
    transcript.part("Start");
    const worker = await cluster.startWorker(before);
    transcript.note("operator", "a database, a worker and a balancer run");
    const first = await join(stage, [], before);
    const second = await join(stage, [first], before);
    await startGateway(stage);
    const people = peopleOf(cluster.fake, transcript);
    await addDocuments(stage, people);
    const both = await killOne(stage, [first, second]);
    await upgradeAll(stage, both);
    await upgradeWorker(stage, worker);
    await forgetServer(stage, people);
    for (const fault of new Set(cluster.fake.faults))
      transcript.breach(`Discord refused: ${fault}`);
  } finally {
    await cluster.close();
  }
}
