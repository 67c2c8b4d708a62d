/** @module `npm run torture -- scale [--before FOLDER]`: a recorded run of a database, replicas, a worker, the gateway and a balancer. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeFiles } from "../../support/temporary.ts";
import { killOne, upgradeAll } from "./acts.ts";
import { startCluster } from "./cluster.ts";
import { OTHER_SERVER, peopleOf } from "./people.ts";
import { addDocuments, forgetServer } from "./service.ts";
import { type Stage, startProcesses } from "./stage.ts";
import { beginTranscript, type Transcript } from "./transcript.ts";

/** The operator's own document, for servers without any. */
const GUIDE = { "guide.md": "# The guide\n\nEvery server may add documents of its own.\n" };

/** Plays all acts; returns the transcript, and whether nothing was lost or wrong. */
export async function playScale(
  args: readonly string[],
): Promise<{ readonly transcript: string; readonly isSound: boolean }> {
  const { values } = parseArgs({ args: [...args], options: { before: { type: "string" } } });
  const transcript = beginTranscript((line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(join(tmpdir(), "footnote-scale-"));
  await play(transcript, folder, values.before).finally(() => rm(folder, { recursive: true }));
  return { transcript: transcript.text(), isSound: transcript.breaches().length === 0 };
}

/** @param before The folder of the version that is upgraded; this one without it. */
async function play(
  transcript: Transcript,
  folder: string,
  before: string | undefined,
): Promise<void> {
  const seeds = join(folder, "seeds");
  await writeFiles(seeds, GUIDE);
  const cluster = await startCluster({
    folder,
    environment: { SEEDS_DIR: seeds, SELF_SERVICE: "true" },
    fake: { guilds: [OTHER_SERVER] },
  });
  const stage: Stage = { cluster, transcript };
  const people = peopleOf(cluster.fake, transcript);
  try {
    const processes = await startProcesses(stage, before);
    await addDocuments(stage, people);
    await upgradeAll(stage, await killOne(stage, processes, before));
    await forgetServer(stage, people);
    for (const fault of new Set(cluster.fake.faults))
      transcript.breach(`Discord refused: ${fault}`);
  } finally {
    await cluster.close();
  }
}
