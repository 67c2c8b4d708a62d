/** @module Entry of `npm run worker`: works on the jobs of a database until a signal. */

import { type Config, type DiscordSettings, readConfig } from "./base/config/config.ts";
import type { CollectionSettings } from "./base/config/collections.ts";
import type { DatabaseSettings } from "./base/config/database.ts";
import { UserError } from "./base/errors.ts";
import { createLog, type Log, reportFailure } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { guardStandardError } from "./base/standard-error.ts";
import { CollectionId } from "./collection/collections.ts";
import { type ReportedFeedback, openReportedFeedback } from "./feedback/report.ts";
import { createDigests, type Reported } from "./interactions/digests.ts";
import type { Worker } from "./jobs/worker.ts";
import { measureLoadOf } from "./cli/database.ts";
import { openSources, recordsOf } from "./cli/setup.ts";
import { type DigestWork, openQueueOf, startWorking } from "./cli/working.ts";
import { startWorkerHealth } from "./web/health/operations.ts";

const linesDropped = guardStandardError();

await exitWith(await work().catch(reportFailure));

/** Works until a signal; returns the exit code. */
async function work(): Promise<number> {
  const stopped = firstSignal();
  const config = readConfig();
  const database = requireDatabase(config.database);
  const secrets = [config.discord?.token ?? [], database.password() ?? []].flat();
  const log = createLog(config.logLevel, secrets);
  for (const warning of config.warnings) log.warn(warning);
  const { queue, close } = await openQueueOf(config, database);
  let worker: Worker | undefined;
  const health = await startWorkerHealth({
    port: config.healthPort,
    log,
    linesDropped,
    shared: { length: () => queue.length(), load: () => measureLoadOf(database) },
    fault: () => (worker ? worker.fault() : "the worker starts"),
  });
  const records = await recordsOf(config);
  const feedback = config.discord && openReportedFeedback({ ...config.feedback, records, log });
  try {
    const digests =
      feedback && config.discord && (await digestsFor(config, config.discord, feedback, log));
    worker = await startWorking(config, { queue, log, observe: health.observe, digests });
    log.info(
      { atOnce: config.jobs.atOnce, digests: digests !== undefined },
      "the worker waits for jobs",
    );
    await stopped;
    await worker.close();
    return 0;
  } finally {
    await feedback?.feedback.close();
    await health.close();
    await close();
  }
}

function requireDatabase(settings: DatabaseSettings | undefined): DatabaseSettings {
  if (settings) return settings;
  throw new UserError(
    {
      expected: "DATABASE_URL, as workers share the jobs of a database",
      found: "none",
      remedy:
        "Set it in .env (docs/WORKERS.md). Without a database, npm start does all work itself.",
    },
    { exitCode: 2 },
  );
}

/** Returns the work of weekly reports, for which no model is loaded. */
async function digestsFor(
  config: Config,
  discord: DiscordSettings,
  { weekly }: ReportedFeedback,
  log: Log,
): Promise<DigestWork> {
  const { openOutbox } = await import("./discord/outbox.ts");
  const outbox = openOutbox(discord, log);
  const find = (id: string) => config.collections.find((one) => one.id === id);
  const languageOf = (id: string) => find(id)?.language;
  return {
    isDue: async ({ id, community }, at) =>
      community.desk?.hasDigest === true && weekly.isDue(CollectionId.parse(id), at),
    async post(id) {
      const settings = find(id);
      if (!settings) return;
      const list = async () => [reported(config, settings)];
      await createDigests({ collections: { list }, weekly, outbox, log, languageOf })();
    },
  };
}

const reported = (config: Config, collection: CollectionSettings): Reported => ({
  id: CollectionId.parse(collection.id),
  community: collection.community,
  async use(work) {
    const sources = await openSources({ ...config, collection });
    return work({ ...sources, id: CollectionId.parse(collection.id) }).finally(sources.close);
  },
});
