/** @module Entry of `npm start`: composes the bot and serves it in Discord or, without a token, at the prompt and on the page. */

import { abilitiesFor } from "../commands/index.ts";
import type { CollectionSettings } from "./base/config/collections.ts";
import { type Config, readConfig } from "./base/config/config.ts";
import { requireTokenFor } from "./base/config/transport.ts";
import { createLog, type Log, reportFailure, sinkTo } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { guardStandardError } from "./base/standard-error.ts";
import type { Readiness } from "./collection/ready.ts";
import { openReportedFeedback, type ReportedFeedback } from "./feedback/report.ts";
import { renderSummary } from "./reply/rebuild.ts";
import { chooseCollection, readCollectionOption } from "./cli/collection-option.ts";
import { findDatabaseFault, measureLoadOf } from "./cli/database.ts";
import { serveInDiscord } from "./cli/discord.ts";
import { drawFor } from "./cli/draw.ts";
import { progressReporter } from "./cli/progress.ts";
import { abovePrompt } from "./cli/prompt.ts";
import { type Served, serveNamed, serveOnly, type ServingOptions } from "./cli/serving.ts";
import { type ChosenConfig, embedderFor, findShadowed, recordsOf } from "./cli/setup.ts";
import { joinJobs } from "./cli/working.ts";
import type { JobQueue } from "./storage/jobs.ts";
import { openTokens } from "./programs/tokens.ts";
import type { ApiServer } from "./web/api/server.ts";
import type { HookTarget } from "./web/health/hooks.ts";
import { type Operations, startOperations, timedEmbedder } from "./web/health/operations.ts";
import type { Preview } from "./web/preview/preview.ts";

const linesDropped = guardStandardError();
const above = abovePrompt();
const writeLine = sinkTo(process.stderr);
const NAMING = "To name the collection of the prompt: npm start -- --collection NAME";
const SAMPLES_SERVED =
  "the samples are served, as there are no documents of your own; to add some: npm run footnote -- add FILE";
// The bot and the page serve on where the reader of standard output has gone.
process.stdout.on("error", () => {});

await exitWith(await start().catch(reportFailure));

/** Runs until a signal or a fault without remedy; returns the exit code. */
async function start(): Promise<number> {
  const config = readConfig();
  requireTokenFor(config);
  const asked = readAsked(config);
  const secrets = [
    config.discord?.token ?? [],
    config.webhookKey ?? [],
    config.database?.password() ?? [],
  ].flat();
  const log = createLog(config.logLevel, secrets, (line) => above.print(() => writeLine(line)));
  for (const warning of config.warnings) log.warn(warning);
  const operations = await startOperations({
    port: config.discord || config.api ? config.healthPort : undefined,
    transport: config.discord?.transport,
    log,
    linesDropped,
    secret: config.webhookKey === undefined ? undefined : Buffer.from(config.webhookKey),
  });
  try {
    const programs = await startPrograms(config, operations, log);
    return await run({ ...config, collection: asked }, { operations, programs, log }).finally(
      programs?.close,
    );
  } finally {
    await operations.close();
  }
}

/** Listens for programs, if a port is set, before the index is ready. Its packages are loaded only then. */
async function startPrograms(
  { api: settings, publicUrl, collections }: Config,
  { observe }: Operations,
  log: Log,
): Promise<ApiServer | undefined> {
  if (!settings) return undefined;
  const { serveApi } = await import("./web/api/server.ts");
  const { tokenFile: file } = settings;
  const known = { collections: collections.map(({ id }) => id), log };
  const tokens = file === undefined ? undefined : openTokens({ ...known, file });
  return serveApi({ settings, publicUrl, tokens, log, observe });
}

/** Returns the collection that the prompt asks: the one that an option names, or the first. */
function readAsked(config: Config): CollectionSettings {
  const name = readCollectionOption(NAMING);
  return name === undefined ? config.collections[0] : chooseCollection(config, name);
}

/** The parts that work from the start on, before the collections are open. */
interface Early {
  readonly operations: Operations;
  /** Undefined where no programs are served. */
  readonly programs: ApiServer | undefined;
  readonly log: Log;
}

async function run(config: ChosenConfig, early: Early): Promise<number> {
  const { operations, log } = early;
  const { database } = config;
  if (!database) return runWith(undefined, config, early);
  const { observe, works, uses } = operations;
  uses(() => findDatabaseFault(database));
  const jobs = await joinJobs(config, database, { log, observe });
  works({ length: () => jobs.queue.length(), load: () => measureLoadOf(database) });
  return runWith(jobs.queue, config, early).finally(jobs.close);
}

/** @param queue the queue of workers, if there is a database. */
async function runWith(
  queue: JobQueue | undefined,
  config: ChosenConfig,
  early: Early,
): Promise<number> {
  const { operations, programs, log } = early;
  const { observe } = operations;
  const embedder = timedEmbedder(await embedderFor(config), observe);
  const records = await recordsOf(config);
  const said = openReportedFeedback({ ...config.feedback, records, log });
  const served = await openServed(config, { embedder, log, observe, queue });
  try {
    operations.serves(await served.collections.list());
    operations.syncs((name) => hookOf(name, config, served));
    programs?.serves(served.collections);
    return await serve(config, { ...served, ...said, ...early });
  } finally {
    await programs?.close();
    // Votes under way are still kept.
    await said.feedback.close();
    await served.close();
  }
}

/** Returns the webhook of a collection, which syncs it after pushes to its branch. */
function hookOf(name: string, { collections }: Config, { syncs }: Served): HookTarget | undefined {
  const sync = syncs(name);
  const source = collections.find(({ id }) => id === name)?.source;
  if (!sync || !source) return undefined;
  return {
    branch: source.kind === "git" ? source.branch : undefined,
    run: () => void sync.run(),
  };
}

/** Opens the only collection once it is up to date, or several as they are. */
async function openServed(config: ChosenConfig, options: ServingOptions): Promise<Served> {
  if (config.collectionsFile === undefined && !config.quotas) return openOnly(config, options);
  const { log } = options;
  return serveNamed(config, { ...options, log: config.discord ? log : quiet(log) });
}

/** Omits information from a log, as it shares the terminal with the prompt. */
function quiet(log: Log): Log {
  return log.isLevelEnabled("debug") ? log : log.child({}, { level: "warn" });
}

async function openOnly(config: ChosenConfig, options: ServingOptions): Promise<Served> {
  const { onProgress, stop } = progressReporter(process.stderr);
  const { log } = options;
  const served = await serveOnly(config, { ...options, onProgress }).finally(stop);
  const { collections, readiness } = served;
  reportReadiness(readiness, log);
  const shadowed = await findShadowed(config);
  if (shadowed) log.warn(`${shadowed.found}. ${shadowed.remedy}`);
  const [library] = (await collections.list()).map((one) => one.current());
  if (config.discord && library?.servesSamples()) log.warn(SAMPLES_SERVED);
  return served;
}

function reportReadiness(readiness: Readiness, log: Log): void {
  if (readiness.state === "built")
    process.stderr.write(`${drawFor(process.stderr)(renderSummary(readiness.summary))}\n`);
  if (readiness.state === "kept")
    log.warn({ why: readiness.why }, "the index is not brought up to date; the last one serves");
}

interface Service extends Early, Served, ReportedFeedback {}

async function serve(config: ChosenConfig, service: Service): Promise<number> {
  if (config.discord || service.programs) keepRunning(service);
  const preview = await previewFor(config, service);
  const stopped = firstSignal();
  void stopped.then(() => service.programs?.close());
  try {
    if (config.discord) {
      const abilities = abilitiesFor(config.quotas !== undefined);
      return await serveInDiscord(config.discord, config, { ...abilities, ...service, stopped });
    }
    const prepared = prepareAsked(config, service, preview).then(() => true);
    if (await Promise.race([prepared, stopped.then(() => false)]))
      await servePrompt(config, service, { preview, stopped });
    return 0;
  } finally {
    await preview?.close();
  }
}

/** Keeps a process that serves others from ending where an error escapes. */
function keepRunning({ operations, log }: Early): void {
  process.on("unhandledRejection", (error) => {
    operations.observe({ kind: "fault", where: "background" });
    log.error({ err: error }, "an error escaped; the bot goes on");
  });
}

/** Brings the collection of the prompt up to date, and shows the progress. */
async function prepareAsked(
  { collection }: ChosenConfig,
  { prepare }: Service,
  preview: Preview | undefined,
): Promise<void> {
  const { onProgress, stop } = progressReporter(process.stderr);
  let isTold = false;
  const tell = (): void => {
    isTold = true;
    const page = preview ? `; the page is at ${preview.address}` : "";
    process.stderr.write(`Preparing the collection ${collection.id}${page}\n`);
  };
  await prepare(collection.id, (progress) => {
    if (!isTold) tell();
    onProgress(progress);
  }).finally(stop);
}

interface Beside {
  readonly preview: Preview | undefined;
  readonly stopped: Promise<string>;
}

async function servePrompt(
  { collection, collections: all, historyFile }: ChosenConfig,
  { collections, feedback, programs, log }: Service,
  { preview, stopped }: Beside,
): Promise<void> {
  const { askedOf, serveLocally } = await import("./cli/chat.ts");
  await serveLocally(await askedOf(collections, collection.id, all), {
    ...abilitiesFor(false),
    feedback,
    log: log.child({}, { level: "error" }),
    historyFile,
    address: preview?.address,
    isServing: preview !== undefined || programs !== undefined,
    above,
    stopped,
    input: process.stdin,
    output: process.stdout,
  });
}

/** Opens the local page, whose packages are loaded only if it is used. */
async function previewFor(config: Config, service: Service): Promise<Preview | undefined> {
  if (config.previewPort === undefined) return undefined;
  const { openPreviewIfFree } = await import("./web/preview/preview.ts");
  const options = { ...abilitiesFor(false), ...service, publicUrl: config.publicUrl };
  const preview = await openPreviewIfFree(options, config.previewPort);
  if (preview && config.discord)
    service.log.info({ address: preview.address }, "the local page is served");
  return preview;
}
