/** @module Entry of `npm start`: composes the bot and serves it in Discord or, without a token, at the prompt and on the page. */

import { ABILITIES } from "../commands/index.ts";
import { type Config, type DiscordSettings, readConfig } from "./base/config/config.ts";
import { createLog, type Log, reportFailure, sinkTo } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { guardStandardError } from "./base/standard-error.ts";
import { buildInChild } from "./build/in-child.ts";
import { openExamples } from "./evaluation/examples.ts";
import { loadedEmbedder } from "./model/lazy-embedder.ts";
import { keepHealthy } from "./collection/heal.ts";
import { type Collections, singleCollection } from "./collection/collections.ts";
import type { Library } from "./collection/library.ts";
import { openReady, type Readiness, type StartOptions, warmUp } from "./collection/ready.ts";
import { openReportedFeedback, type ReportedFeedback } from "./feedback/report.ts";
import { createAdmission } from "./interactions/admission.ts";
import { createBot } from "./interactions/bot.ts";
import { renderSummary } from "./reply/rebuild.ts";
import type { Store } from "./storage/store.ts";
import { drawFor } from "./cli/draw.ts";
import { progressReporter } from "./cli/progress.ts";
import { abovePrompt } from "./cli/prompt.ts";
import { collectionOf, embedderFor, findShadowed, intakeOf } from "./cli/setup.ts";
import { type Operations, startOperations, timedEmbedder } from "./web/health/operations.ts";
import type { IntakeOptions } from "./web/preview/documents.ts";
import type { Preview } from "./web/preview/preview.ts";

const linesDropped = guardStandardError();
const above = abovePrompt();
const writeLine = sinkTo(process.stderr);
const SAMPLES_SERVED =
  "the samples are served, as there are no documents of your own; to add some: npm run footnote -- add FILE";
// The bot and the page serve on where the reader of standard output has gone.
process.stdout.on("error", () => {});

await exitWith(await start().catch(reportFailure));

/** Runs until a signal or a fault without remedy; returns the exit code. */
async function start(): Promise<number> {
  const config = readConfig();
  const secrets = config.discord ? [config.discord.token] : [];
  const log = createLog(config.logLevel, secrets, (line) => above.print(() => writeLine(line)));
  for (const warning of config.warnings) log.warn(warning);
  const operations = await startOperations(config.discord && config.healthPort, log, linesDropped);
  try {
    return await run(config, operations, log);
  } finally {
    await operations.close();
  }
}

async function run(config: Config, operations: Operations, log: Log): Promise<number> {
  const { onProgress, stop } = progressReporter(process.stderr);
  const embedder = timedEmbedder(await embedderFor(config), operations.observe);
  const collection = collectionOf(config);
  const { source, store } = collection;
  const examples = openExamples({ source, store, embedder: loadedEmbedder(embedder) });
  const build = buildInChild(config);
  const options = { ...collection, embedder, examples, build, onProgress, log };
  const { library, readiness } = await openWarm(options).finally(stop);
  reportReadiness(readiness, log);
  const shadowed = await findShadowed(config);
  if (shadowed) log.warn(`${shadowed.found}. ${shadowed.remedy}`);
  if (config.discord && library.servesSamples())
    log.warn({ documents: source.describe }, SAMPLES_SERVED);
  const collections = singleCollection(library);
  const intake = intakeOf(config, embedder);
  const said = await openReportedFeedback({ ...config.feedback, log, library });
  try {
    operations.serves(library);
    const service = { library, store, collections, ...said, intake, operations, log };
    return await serve(config, service);
  } finally {
    // Votes under way are still kept.
    await said.feedback.close();
    await collections.close();
  }
}

async function openWarm(options: StartOptions): ReturnType<typeof openReady> {
  const ready = await openReady(options);
  await warmUp(ready.library);
  return ready;
}

function reportReadiness(readiness: Readiness, log: Log): void {
  if (readiness.state === "built")
    process.stderr.write(`${drawFor(process.stderr)(renderSummary(readiness.summary))}\n`);
  if (readiness.state === "kept")
    log.warn({ why: readiness.why }, "the index is not brought up to date; the last one serves");
}

interface Service extends ReportedFeedback {
  readonly library: Library;
  readonly store: Store;
  readonly collections: Collections;
  readonly intake: IntakeOptions;
  readonly operations: Operations;
  readonly log: Log;
}

async function serve(config: Config, service: Service): Promise<number> {
  const { library, store, feedback, log } = service;
  const endHealing = keepHealthy({ library, store, log });
  const preview = await previewFor(config, service);
  const stopped = firstSignal();
  try {
    if (config.discord) return await joinAndServe(config.discord, service, stopped);
    const { serveLocally } = await import("./cli/chat.ts");
    await serveLocally(library, {
      ...ABILITIES,
      feedback,
      log: log.child({}, { level: "error" }),
      historyFile: config.historyFile,
      address: preview?.address,
      above,
      stopped,
      input: process.stdin,
      output: process.stdout,
    });
    return 0;
  } finally {
    endHealing();
    await preview?.close();
  }
}

/** The packages of the page, and those of Discord below, are loaded only if they are used. */
async function previewFor(config: Config, service: Service): Promise<Preview | undefined> {
  if (config.previewPort === undefined) return undefined;
  const { openPreviewIfFree } = await import("./web/preview/preview.ts");
  const preview = await openPreviewIfFree({ ...ABILITIES, ...service }, config.previewPort);
  if (preview && config.discord)
    service.log.info({ address: preview.address }, "the local page is served");
  return preview;
}

async function joinAndServe(
  settings: DiscordSettings,
  { collections, feedback, operations, log }: Service,
  stopped: Promise<string>,
): Promise<number> {
  const { observe, joined: onJoin } = operations;
  const { serveDiscord } = await import("./discord/gateway.ts");
  const bot = createBot({
    ...ABILITIES,
    collections,
    feedback,
    admission: createAdmission(settings.limits),
    allowedGuildIds: settings.allowedGuildIds,
    answers: settings.answers,
    observe,
    log,
  });
  const { commands } = ABILITIES;
  return serveDiscord({ settings, bot, commands, log, observe, stopped, onJoin });
}
