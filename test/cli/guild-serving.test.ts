/** @module The collections of servers as a process serves them: builds are counted, refused builds change nothing. */

import { expect, inject, it, onTestFinished } from "vitest";
import { remove } from "../../commands/remove.ts";
import { readConfig } from "../../src/base/config/config.ts";
import { guildServing } from "../../src/cli/guild-serving.ts";
import { openGuilds } from "../../src/cli/guilds.ts";
import { editionFor, embedderFor } from "../../src/cli/setup.ts";
import { createLog } from "../../src/base/log.ts";
import { openCollections, type ServedCollection } from "../../src/collection/collections.ts";
import { libraryForIntake } from "../../src/collection/for-intake.ts";
import type { Intake } from "../../src/intake/intake.ts";
import type { Call, OperatorContext } from "../../src/interactions/command.ts";
import { performerOf } from "../../src/jobs/perform.ts";
import { openUploads } from "../../src/sources/uploads.ts";
import { openMemoryJobs } from "../../src/storage/memory-jobs.ts";
import { markErased } from "../../src/storage/postgres/guild-erase.ts";
import { freshGuild } from "../contract/guild-collections.ts";
import { buildAt } from "../support/building.ts";
import { faultOf } from "../support/fault.ts";
import { workerOn } from "../support/jobs.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { sharedDatabase } from "../support/postgres.ts";
import { postgresStore } from "../support/postgres-store.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { tinySettings } from "../support/terminal.ts";

const log = createLog("silent");
const observe = (): void => {};

/** Serves servers by one process, whose builds a worker of this process does. */
async function scene(quotas: Readonly<Record<string, string>> = {}) {
  const config = readConfig({
    ...tinySettings(),
    DATABASE_URL: `postgres://postgres@127.0.0.1:${inject("postgresPort")}/postgres`,
    SELF_SERVICE: "true",
    INDEX_DIR: await temporaryFolder(),
    ...quotas,
  });
  if (!config.database) throw new Error("no database");
  await sharedDatabase();
  const guilds = await openGuilds(config.database);
  const [edition, embedder] = [await editionFor(config), await embedderFor(config)];
  const queue = openMemoryJobs();
  const mostPassages = config.quotas?.passages;
  const find = async (id: string) => {
    const store = await postgresStore({ collection: id, edition });
    const source = openUploads(guilds.uploads(id));
    const build = (request: Parameters<typeof buildAt>[1]) =>
      buildAt({ source, store, embedder, mostPassages }, request);
    return { id, source, store, build, log };
  };
  workerOn(queue, performerOf({ collections: [], find, digest: undefined, observe }).perform);
  const serve = async () => {
    const serving = await guildServing(config, { embedder, log, observe, queue });
    const guildsServed = serving && { ...serving, keepMs: 0 };
    const collections = openCollections([], { guilds: guildsServed });
    onTestFinished(() => collections.close());
    return collections;
  };
  const guildId = freshGuild();
  const own = async (collections: Awaited<ReturnType<typeof serve>>): Promise<ServedCollection> => {
    const found = await collections.own?.(guildId);
    if (!found) throw new Error("no collection");
    return found;
  };
  return { serve, own, guilds, id: `guild-${guildId}` };
}

function intakeIn({ intake }: ServedCollection): Intake {
  if (!intake) throw new Error("no intake");
  return intake;
}

const indexingIn = (own: ServedCollection) => ({
  library: libraryForIntake(own),
  onProgress: () => {},
});

async function add(own: ServedCollection, name: string, text: string) {
  const file = { name, content: Buffer.from(text) };
  const { before } = await intakeIn(own).preview(file);
  return intakeIn(own).add({ ...file, before }, indexingIn(own));
}

const pathsIn = (own: ServedCollection): Promise<readonly string[]> =>
  own.use(async (library) => {
    await library.refresh();
    return (await library.documents(0, 10)).map(({ document }) => document.path);
  });

/** Returns the choices that /remove offers while a part of a name is typed. */
const choicesIn = async (collection: ServedCollection, typed: string) =>
  remove.complete?.(typed, {} as Call, { collection } as OperatorContext);

it("adds, undoes in another process and removes, down to no document at all", async () => {
  const { serve, own, guilds, id } = await scene();
  const [one, two] = [await serve(), await serve()];
  await add(await own(one), "harbour.md", HARBOUR);
  expect(await pathsIn(await own(two))).toEqual(["harbour.md"]);
  const { id: change } = await add(await own(one), "orchard.md", ORCHARD);
  expect(await pathsIn(await own(one))).toEqual(["harbour.md", "orchard.md"]);
  await intakeIn(await own(two)).undo(change, indexingIn(await own(two)));
  expect(await pathsIn(await own(one))).toEqual(["harbour.md"]);
  const unopened = await own(await serve());
  expect(await choicesIn(unopened, "harbour.md")).toHaveLength(1);
  await intakeIn(await own(one)).remove("harbour.md", indexingIn(await own(one)));
  expect(await pathsIn(await own(one))).toEqual([]);
  expect(await guilds.usage(id)).toMatchObject({ documents: 0, passages: 0, builds: 4 });
});

it("undoes the only addition in a process that has not opened the collection", async () => {
  const { serve, own } = await scene();
  const { id: change } = await add(await own(await serve()), "harbour.md", HARBOUR);
  const unopened = await own(await serve());
  await intakeIn(unopened).undo(change, indexingIn(unopened));
  expect(await pathsIn(unopened)).toEqual([]);
});

it("takes an addition back where a quota is reached in the middle of it", async () => {
  const { serve, own, guilds, id } = await scene({ QUOTA_BUILDS: "1", QUOTA_DOCUMENTS: "2" });
  const collections = await serve();
  await add(await own(collections), "harbour.md", HARBOUR);
  const late = await faultOf(async () => add(await own(collections), "orchard.md", ORCHARD));
  expect(late).toMatch(/^reverted: orchard.md: .*at most 1 builds a day/);
  expect((await guilds.usage(id)).documents).toBe(1);
  expect(await pathsIn(await own(collections))).toEqual(["harbour.md"]);
});

it("refuses a build of more passages than the quota, and serves on", async () => {
  const { serve, own, guilds, id } = await scene({ QUOTA_PASSAGES: "5" });
  const collections = await serve();
  await add(await own(collections), "harbour.md", HARBOUR);
  const { passages } = await guilds.usage(id);
  expect(passages).toBeGreaterThan(0);
  const parts = Array.from({ length: 5 }, (_, at) => `# Part ${at}\n\nPart ${at} opens at six.\n`);
  const fault = await faultOf(async () => add(await own(collections), "b.md", parts.join("\n")));
  expect(fault).toMatch(/^reverted: b.md: .*at most 5 passages in all/);
  expect(await pathsIn(await own(collections))).toEqual(["harbour.md"]);
  const huge = `${parts.join("\n")}\n# Last\n\nThe last part opens at six.\n`;
  expect(await faultOf(async () => add(await own(collections), "c.md", huge))).toMatch(/^refused/);
  expect(await guilds.usage(id)).toMatchObject({ documents: 1, passages });
});

it("builds nothing for a collection that is being erased", async () => {
  const { serve, own, guilds, id } = await scene();
  const collections = await serve();
  const before = await own(collections);
  await add(before, "harbour.md", HARBOUR);
  await markErased(await sharedDatabase(), id);
  const request = { full: true, onProgress: () => {} };
  expect(await faultOf(() => before.rebuild(request))).toContain("being deleted");
  await faultOf(() => before.use((library) => library.rebuild(request)));
  expect((await collections.get(id))?.id).toBeUndefined();
  expect(await guilds.get(id)).toBeUndefined();
});
