/** @module Entry of `npm start`: composes the bot and serves it in Discord or, without a token, at the prompt and on the page. */

import { ABILITIES } from "../commands/index.ts";
import { type Config, type DiscordSettings, readConfig } from "./base/config/config.ts";
import { createLog, type Log, reportFailure, sinkTo } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { guardStandardError } from "./base/standard-error.ts";
import { type Collections, hold, type ServedCollection } from "./collection/collections.ts";
import type { Library } from "./collection/library.ts";
import type { Readiness } from "./collection/ready.ts";
import type { Intake } from "./intake/intake.ts";
import { openReportedFeedback, type ReportedFeedback } from "./feedback/report.ts";
import { createAdmission } from "./interactions/admission.ts";
import { createBot } from "./interactions/bot.ts";
import { renderSummary } from "./reply/rebuild.ts";
import { drawFor } from "./cli/draw.ts";
import { progressReporter } from "./cli/progress.ts";
import { abovePrompt } from "./cli/prompt.ts";
import { serveNamed, serveOnly, type ServingOptions } from "./cli/serving.ts";
import { type ChosenConfig, embedderFor, findShadowed } from "./cli/setup.ts";
import { type Operations, startOperations, timedEmbedder } from "./web/health/operations.ts";
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
  const embedder = timedEmbedder(await embedderFor(config), operations.observe);
  const said = await openReportedFeedback({ ...config.feedback, log });
  const { collections, local } = await openServed(config, { embedder, log });
  try {
    operations.serves(await collections.list());
    const { library, release } = await hold(local);
    const { intake } = local;
    const service = { library, collections, ...said, intake, operations, log };
    return await serve(config, service).finally(release);
  } finally {
    // Votes under way are still kept.
    await said.feedback.close();
    await collections.close();
  }
}

function chosenOf(config: Config): ChosenConfig {
  return { ...config, collection: config.collections[0] };
}

/** Opens the collections; that of the prompt and the page is ready. */
async function openServed(config: Config, options: ServingOptions): Promise<Served> {
  const { collections, ...state } = await (config.collectionsFile === undefined
    ? openOnly(config, options)
    : serveNamed(config, options));
  if ("prepared" in state) await state.prepared;
  const [local] = await collections.list();
  if (!local) throw new Error("no collection");
  return { collections, local };
}

interface Served {
  readonly collections: Collections;
  readonly local: ServedCollection;
}

async function openOnly(config: Config, options: ServingOptions) {
  const { onProgress, stop } = progressReporter(process.stderr);
  const { log } = options;
  const { collections, readiness } = await serveOnly(config, { ...options, onProgress }).finally(
    stop,
  );
  reportReadiness(readiness, log);
  const shadowed = await findShadowed(chosenOf(config));
  if (shadowed) log.warn(`${shadowed.found}. ${shadowed.remedy}`);
  const [library] = (await collections.list()).map((one) => one.current());
  if (config.discord && library?.servesSamples()) log.warn(SAMPLES_SERVED);
  return { collections };
}

function reportReadiness(readiness: Readiness, log: Log): void {
  if (readiness.state === "built")
    process.stderr.write(`${drawFor(process.stderr)(renderSummary(readiness.summary))}\n`);
  if (readiness.state === "kept")
    log.warn({ why: readiness.why }, "the index is not brought up to date; the last one serves");
}

interface Service extends ReportedFeedback {
  /** The collection of the prompt and the page. */
  readonly library: Library;
  readonly collections: Collections;
  readonly intake: Intake | undefined;
  readonly operations: Operations;
  readonly log: Log;
}

async function serve(config: Config, service: Service): Promise<number> {
  const { library, feedback, log } = service;
  const preview = await previewFor(config, service);
  const stopped = firstSignal();
  try {
    if (config.discord) return await joinAndServe(config.discord, service, stopped);
    const { serveLocally } = await import("./cli/chat.ts");
    await serveLocally(library, {
      ...ABILITIES,
      feedback,
      intake: service.intake,
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
    answers: settings.answers,
    observe,
    log,
  });
  const { commands } = ABILITIES;
  return serveDiscord({ settings, bot, commands, log, observe, stopped, onJoin });
}
