/** @module The rig of replicas: a cluster with one collection, built without the models, and the queue of its builds. */

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openFolder } from "../../src/sources/folder.ts";
import { openPostgresJobs } from "../../src/storage/postgres/jobs.ts";
import { openWithSchema } from "../../src/storage/postgres/open.ts";
import { openPostgresStore } from "../../src/storage/postgres/store.ts";
import { editionOf, recipeFor } from "../../src/storage/recipe.ts";
import { buildAt } from "../../test/support/building.ts";
import { type Cluster, startCluster } from "../../test/torture/scale/cluster.ts";
import { synthetic } from "../material.ts";
import { realEmbedder } from "../model.ts";
import { plainEmbedder } from "../simulate/plain-embedder.ts";

export interface Rig extends Cluster {
  /** Adds a build of everything, with the models, to the queue, and waits until it began. */
  rebuild(): Promise<void>;
}

/** The only collection of a process without a file of collections. */
const COLLECTION = "default";

/** Starts a cluster with a collection; there are no replicas yet. */
export async function openRig(folder: string, passages: number): Promise<Rig> {
  const documents = await synthetic(join(folder, "replicas"), { passages });
  const cluster = await startCluster({ folder, environment: { SEEDS_DIR: documents } });
  const opened = await openWithSchema(cluster.server.settings());
  const real = await realEmbedder();
  const edition = editionOf(recipeFor([], real));
  const store = openPostgresStore({ ...opened, collection: COLLECTION, edition });
  await buildAt({ source: openFolder(documents), store, embedder: plainEmbedder(real) });
  const jobs = openPostgresJobs({ database: opened.database, edition });
  const policy = JSON.stringify({ full: true });
  return {
    ...cluster,
    async rebuild() {
      const job = await jobs.enqueue({ collection: COLLECTION, kind: "build", policy });
      while ((await jobs.state(job))?.state === "queued") await sleep(100);
    },
    async close() {
      await opened.holder.close();
      await opened.database.close();
      await cluster.close();
    },
  };
}
