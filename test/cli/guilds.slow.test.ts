/** @module Servers that manage documents of their own, with a database and real builds, by two replicas and a worker. */

import { expect, it, onTestFinished, vi } from "vitest";
import { type Config, readConfig } from "../../src/base/config/config.ts";
import type { DatabaseSettings } from "../../src/base/config/database.ts";
import { libraryForIntake } from "../../src/collection/for-intake.ts";
import type { ServedCollection } from "../../src/collection/collections.ts";
import type { Intake } from "../../src/intake/intake.ts";
import { databaseOf } from "../../src/cli/database.ts";
import { openGuilds } from "../../src/cli/guilds.ts";
import { serveNamed } from "../../src/cli/serving.ts";
import { embedderFor } from "../../src/cli/setup.ts";
import { joinJobs } from "../../src/cli/working.ts";
import { createLog } from "../../src/base/log.ts";
import { realDatabase, urlOf } from "../support/real-postgres.ts";
import { faultOf } from "../support/fault.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { tinySettings } from "../support/terminal.ts";

const GUILD = "1".repeat(18);
const log = createLog("silent");
const observe = (): void => {};

/** Reads the settings of processes that share a database, also for the children that build. */
async function configOn(settings: DatabaseSettings): Promise<Config> {
  const environment = {
    ...tinySettings(),
    DATABASE_URL: urlOf(settings),
    SELF_SERVICE: "true",
    QUOTA_PASSAGES: "12",
    QUOTA_BUILDS: "6",
    SEEDS_DIR: await folderWith({ "everyone.md": ORCHARD }),
    INDEX_DIR: await temporaryFolder(),
    FEEDBACK_DIR: await temporaryFolder(),
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const config = readConfig(environment);
  return config;
}

function intakeIn({ intake }: ServedCollection): Intake {
  if (!intake) throw new Error("no intake");
  return intake;
}

const upload = (name: string, text: string) => ({ name, content: Buffer.from(text) });

async function add(own: ServedCollection, file: ReturnType<typeof upload>) {
  const { before } = await intakeIn(own).preview(file);
  const indexing = { library: libraryForIntake(own), onProgress: () => {} };
  return intakeIn(own).add({ ...file, before }, indexing);
}

const pathsIn = (own: ServedCollection): Promise<readonly string[]> =>
  own.use(async (library) => (await library.documents(0, 10)).map(({ document }) => document.path));

it("serves the documents of a server within its quotas, from any replica, until they are erased", async (context) => {
  const config = await configOn(await realDatabase(context));
  if (!config.database) throw new Error("no database");
  const jobs = await joinJobs(config, config.database, { log, observe });
  const embedder = await embedderFor(config);
  const replica = () => serveNamed(config, { embedder, log, observe, queue: jobs.queue });
  const [one, two] = [await replica(), await replica()];
  const { database, holder } = await databaseOf(config.database);
  onTestFinished(async () => {
    for (const close of [one.close, two.close, jobs.close]) await close();
    await holder.close();
    await database.close();
  });
  const ownIn = async ({ collections }: typeof one): Promise<ServedCollection> => {
    const own = await collections.own?.(GUILD);
    if (!own) throw new Error("no collection");
    return own;
  };
  const added = await add(await ownIn(one), upload("harbour.md", HARBOUR));
  expect(added).toMatchObject({ kind: "added", path: "harbour.md" });
  const place = { guildId: GUILD, channelId: null };
  await vi.waitFor(
    async () => {
      const serving = await two.collections.for(place);
      expect(serving && (await pathsIn(serving))).toEqual(["harbour.md"]);
    },
    { timeout: 15_000 },
  );
  const found = await (
    await ownIn(two)
  ).use((library) => library.ask("When does the harbour open?", { top: 1, always: true }));
  expect(JSON.stringify(found)).toContain("harbour.md");

  const large = Array.from({ length: 12 }, (_, at) => `# Part ${at}\n\nPart ${at} opens at six.\n`);
  const reverted = await faultOf(async () =>
    add(await ownIn(one), upload("large.md", large.join("\n"))),
  );
  expect(reverted).toMatch(/^reverted: large.md: .*at most 12 passages/);
  expect(await pathsIn(await ownIn(one))).toEqual(["harbour.md"]);

  const second = await add(await ownIn(one), upload("orchard.md", ORCHARD));
  const other = await ownIn(two);
  const indexing = { library: libraryForIntake(other), onProgress: () => {} };
  await intakeIn(other).undo(second.id, indexing);
  await vi.waitFor(async () => expect(await pathsIn(other)).toEqual(["harbour.md"]), {
    timeout: 15_000,
  });
  await intakeIn(other).remove("harbour.md", { ...indexing, library: libraryForIntake(other) });
  await vi.waitFor(async () => expect(await pathsIn(other)).toEqual([]), { timeout: 15_000 });

  const guilds = await openGuilds(config.database);
  expect((await guilds.usage(other.id)).builds).toBe(5);
  await guilds.erase(other.id);
  expect(await guilds.remains(other.id)).toEqual({});
  await vi.waitFor(async () => expect((await two.collections.for(place))?.id).toBe("default"), {
    timeout: 15_000,
  });
});
