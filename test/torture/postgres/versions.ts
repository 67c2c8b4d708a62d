/** @module Processes of two versions on one database: one with other models, one before a newer schema. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadEmbedder } from "../../../src/model/embedder.ts";
import { openModel } from "../../../src/model/model.ts";
import { editionOf, recipeFor } from "../../../src/storage/recipe.ts";
import { freePort, get } from "../../support/loopback.ts";
import { TINY, tinyModels } from "../../support/tiny-model.ts";
import { type Program, startProgram } from "./process.ts";
import type { Rig } from "./rig.ts";
import { faultRow, type FaultRow, listenTo, noteSeen, seconds } from "./row.ts";
import { type Site, writeAll } from "./site.ts";
import { ask, inspect } from "./state.ts";

/** Builds in turns with a process of another edition, which works on jobs, too. */
export async function besideAnother(rig: Rig, turns: number): Promise<FaultRow> {
  const row = faultRow("a process of another version, which serves and builds beside it");
  const other = await otherSite(rig.site);
  const began = performance.now();
  const process = await startOther(rig, other);
  row.times.push(`the other one is ready after ${seconds(performance.now() - began)}`);
  const worker = await rig.startWorker();
  const listening = [worker, rig.bot(), process].map(listenTo);
  rig.prober.take();
  for (let turn = 0; turn < turns; turn += 1) {
    const breaches = [...(await rig.buildNext())];
    const all = [0, 1, 2, 3, 4, 5];
    const { view } = await inspect(rig.direct, { ...rig.site, ...other }, all);
    if (view.refused !== undefined) breaches.push(`the other version's is lost: ${view.refused}`);
    breaches.push(...view.faults);
    noteSeen(row, "each serves its own", rig.prober.take(), breaches);
  }
  for (const tell of listening) tell(row);
  await Promise.all([worker.stop(), process.stop()]);
  return row;
}

/** Returns the site with models that differ from its own in one setting of embeddings. */
async function otherSite(site: Site): Promise<Site> {
  const modelsDir = join(site.ground.folder, "other-models");
  await writeAll(modelsDir, tinyModels());
  const file = join(TINY, "footnote.json");
  const settings = await readFile(join(modelsDir, file), "utf8");
  await writeAll(modelsDir, { [file]: settings.replace('"prefixTokens":30', '"prefixTokens":31') });
  const model = await openModel(modelsDir, TINY);
  const environment = { ...site.environment, MODELS_DIR: modelsDir };
  const edition = editionOf(recipeFor([], { model }));
  if (edition === site.edition) throw new Error("the same edition");
  return { ...site, environment, embedder: await loadEmbedder(model), edition };
}

async function startOther(rig: Rig, { environment, tokenFile }: Site): Promise<Program> {
  const health = await freePort();
  const program = startProgram("start", {
    ...rig.environment(),
    MODELS_DIR: environment["MODELS_DIR"] ?? "",
    API_PORT: `${await freePort()}`,
    API_TOKEN_FILE: tokenFile,
    HEALTH_PORT: `${health}`,
    DISCORD_TOKEN: "",
  });
  for (;;) {
    const ready = await get(health, "/readyz").catch(() => undefined);
    if (ready?.status === 200) return program;
    if (!program.isAlive()) throw new Error(`it does not start: ${program.log().slice(-1_000)}`);
    await sleep(200);
  }
}

/** Raises the version of the schema under running processes, starts others, and lowers it again. */
export async function raiseSchema(rig: Rig): Promise<FaultRow> {
  const row = faultRow("a schema that is newer");
  const worker = await rig.startWorker();
  const listening = [worker, rig.bot()].map(listenTo);
  rig.prober.take();
  await ask(
    rig.direct,
    "insert into schema_migration (number, name) values (9999, '9999-later.sql')",
  );
  const late = startProgram("start", rig.environment());
  row.times.push(`a process that starts ends with ${await late.exit}`);
  listenTo(late)(row);
  row.log.add(late.log().trim());
  const revision = await rig.revise();
  rig.prober.allow(...rig.around(revision));
  const state = await rig.ended(await rig.enqueue());
  row.times.push(state.state === "failed" ? `a build fails: ${state.why}` : "a build is done");
  const breaches = await rig.inspect(...rig.around(revision));
  await ask(rig.direct, "delete from schema_migration where number = 9999");
  breaches.push(...(await rig.finish(await rig.enqueue(), revision)));
  for (const tell of listening) tell(row);
  noteSeen(row, "running processes serve on", rig.prober.take(), breaches);
  await worker.stop();
  return row;
}
