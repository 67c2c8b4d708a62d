/** @module A short form of `npm run torture -- postgres`: builders in this process, cut off from a server of their own. */

import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { DatabaseSettings } from "../../src/base/config/database.ts";
import { openDatabase } from "../../src/storage/postgres/database.ts";
import { migrate, readMigrations } from "../../src/storage/postgres/migrate.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { crash, untilReplayed } from "../support/postgres-server.ts";
import { EDITION } from "../support/postgres-store.ts";
import { ownServer } from "../support/real-postgres.ts";
import { breakGround } from "./material.ts";
import { startProxy } from "./postgres/proxy.ts";
import { answersOf } from "./postgres/site.ts";
import { inspect, remainsOf, withPlace } from "./postgres/state.ts";

/** The parts of a build's messages after which it is cut off. */
const CUTS = [0.3, 0.6, 0.9];

it(
  "loses nothing while builders are cut off, the server crashes and a standby takes over",
  { timeout: 120_000 },
  async (context) => {
    const primary = await ownServer(context);
    const standby = await ownServer(context, { primary });
    const settings = primary.settings({
      hosts: [primary, standby].map(({ port }) => ({ host: "127.0.0.1", port })),
    });
    await migrateOn(settings);
    const site = await fakeSite();
    let revision = 0;
    const build = (at: DatabaseSettings) => withPlace(at, site, (place) => buildAt(place));
    const breaches = async (...revisions: readonly number[]) =>
      (await inspect(settings, site, revisions)).breaches;
    let interrupted = 0;
    /** Begins a build, injects a fault at one of its messages, and takes the fault back before the next build. */
    const interrupt = async (
      part: number,
      doIt: (cut: () => void) => unknown,
      mend: () => Promise<unknown> = async () => {},
    ): Promise<void> => {
      const proxy = await startProxy(primary.port);
      revision += 1;
      await site.revise(revision);
      let done: unknown;
      proxy.at(Math.ceil(part * messages), () => {
        done = doIt(() => proxy.cut("reset"));
      });
      const hosts = [{ host: "127.0.0.1", port: proxy.port }];
      await build({ ...settings, hosts }).catch((error: unknown) => {
        expect(String(error)).toContain("database");
        interrupted += 1;
      });
      await done;
      await proxy.close();
      await mend();
      expect(await breaches(revision - 1, revision)).toEqual([]);
      await build(settings);
      expect(await breaches(revision)).toEqual([]);
      await expect.poll(() => remainsOf(settings)).toEqual([]);
    };
    await site.revise(revision);
    const counting = await startProxy(primary.port);
    await build({ ...settings, hosts: [{ host: "127.0.0.1", port: counting.port }] });
    const messages = counting.messages();
    await counting.close();

    for (const part of CUTS) await interrupt(part, (cut) => cut());
    await interrupt(0.5, () => crash(primary));
    await untilReplayed(primary);
    await interrupt(
      0.7,
      () => primary.stop("SIGKILL"),
      () => standby.run("pg_ctl", "promote", "-w", "-D", join(standby.folder, "data")),
    );
    expect(interrupted).toBeGreaterThan(3);
  },
);

async function migrateOn(settings: DatabaseSettings): Promise<void> {
  const database = openDatabase(settings);
  await migrate(database, await readMigrations());
  await database.close();
}

async function fakeSite() {
  const ground = await breakGround();
  onTestFinished(() => ground.remove());
  const embedder = fakeEmbedder();
  return { ground, embedder, edition: EDITION, ...answersOf(ground, embedder) };
}
