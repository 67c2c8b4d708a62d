/** @module The start: check the model, make the index ready, then join Discord or, without a token, open the local room. */

import { setTimeout as sleep } from "node:timers/promises";
import { draw } from "./cli/draw.ts";
import { progressReporter } from "./cli/progress.ts";
import { embedderFor } from "./cli/setup.ts";
import { type Config, type DiscordSettings, readConfig } from "./base/config/config.ts";
import { openReportedFeedback, type ReportedFeedback } from "./feedback/reported.ts";
import { buildInChild } from "./build/in-child.ts";
import { keepHealthy } from "./collection/heal.ts";
import type { Library } from "./collection/library.ts";
import { openReady, type Readiness } from "./collection/ready.ts";
import { warmUp } from "./collection/warm-up.ts";
import { createLog, type Log, reportFailure } from "./base/log.ts";
import { type Operations, startOperations, timedEmbedder } from "./web/health/operations.ts";
import { renderSummary } from "./reply/rebuild.ts";
import { wordsFor } from "./reply/words/words.ts";
import type { Room } from "./web/preview/room.ts";
import { guardStandardError } from "./base/standard-error.ts";

const PRINT_MS = 1_000;
const INVITATION = [
  "To bring Footnote into Discord, make an application at https://discord.com/developers/applications,",
  "put its token into .env as DISCORD_TOKEN (see .env.example), and run npm start again.",
].join("\n");

const linesDropped = guardStandardError();
// Where the reader of standard output has gone, the bot and the page still have theirs.
process.stdout.on("error", () => {});

const code = await start().catch(reportFailure);
// A build under way, or an open pipe, would keep the process; what was printed goes out first, if it is read.
await Promise.race([printed(), sleep(PRINT_MS)]);
process.exit(code);

function printed(): Promise<void> {
  return new Promise((resolve) => process.stdout.write("", () => resolve()));
}

/** Runs until it is told to stop, or can't go on; gives the exit code. */
async function start(): Promise<number> {
  const config = readConfig();
  const log = createLog(config.logLevel, config.discord ? [config.discord.token] : []);
  for (const warning of config.warnings) log.warn(warning);
  const operations = await startOperations(config.discord && config.healthPort, log, linesDropped);
  try {
    return await run(config, operations, log);
  } finally {
    await operations.close();
  }
}

async function run(config: Config, operations: Operations, log: Log): Promise<number> {
  const { seedsDir, indexDir, maxPassages } = config;
  const embedder = timedEmbedder(await embedderFor(config), operations.observe);
  const { onProgress, stop } = progressReporter(process.stderr);
  const own = { seedsDir, indexDir, maxPassages, embedder };
  const options = { ...own, build: buildInChild, onProgress, log };
  const { library, readiness } = await openReady(options).finally(stop);
  tell(readiness, log);
  const said = await openReportedFeedback({ ...config.feedback, log, library, embedder });
  try {
    await warmUp(library);
    operations.serves(library);
    return await serve(config, { library, ...said, operations, log });
  } finally {
    // Votes under way are still kept.
    await said.feedback.close();
    await library.close();
  }
}

function tell(readiness: Readiness, log: Log): void {
  if (readiness.state === "built")
    process.stderr.write(draw(renderSummary(readiness.summary), false));
  if (readiness.state === "kept")
    log.warn({ why: readiness.why }, "the index is not brought up to date; the last one serves");
}

interface Service extends ReportedFeedback {
  readonly library: Library;
  readonly operations: Operations;
  readonly log: Log;
}

async function serve(config: Config, service: Service): Promise<number> {
  const { library, log } = service;
  const endHealing = keepHealthy({ library, indexDir: config.indexDir, log });
  const room = await roomFor(config, service);
  if (room && config.discord) log.info({ address: room.address }, "the local page is served");
  try {
    return config.discord
      ? await serveDiscord(config.discord, service)
      : await stayHere(config, library, room);
  } finally {
    endHealing();
    await room?.close();
  }
}

/** What serves the page is loaded only where there is one. */
async function roomFor(config: Config, service: Service): Promise<Room | undefined> {
  if (config.roomPort === undefined) return undefined;
  const { openRoomIfFree } = await import("./web/preview/room.ts");
  return openRoomIfFree(service, config.roomPort);
}

/**
 * The prompt and the page, until the prompt is left or a signal comes. Where nobody is at the terminal, and nothing was
 * piped in, the page is served until a signal.
 */
async function stayHere(config: Config, library: Library, room: Room | undefined): Promise<number> {
  const { documents, passages } = library.counts();
  const signal = signalled();
  process.stdout.write(
    `${INVITATION}\n\nReady: ${wordsFor("en").documents.counts(documents, passages)} from ${config.seedsDir}.\n` +
      `${room ? `In your browser: ${room.address}\n` : ""}Here: type a question, or /help.\n\n`,
  );
  const { chat } = await import("./cli/chat.ts");
  const { historyFile } = config;
  const prompt = { historyFile, input: process.stdin, output: process.stdout };
  const end = await Promise.race([signal, heard(() => chat(library, prompt))]);
  if (end === "nothing" && room && !process.stdin.isTTY) await signal;
  return 0;
}

/** Does something, and tells whether anything came by standard input meanwhile. */
async function heard(work: () => Promise<void>): Promise<"something" | "nothing"> {
  let came = false;
  process.stdin.once("data", () => (came = true));
  await work();
  return came ? "something" : "nothing";
}

/** Until a signal, or until Discord refuses the bot for good. A second signal ends it at once. */
async function serveDiscord(settings: DiscordSettings, service: Service): Promise<number> {
  const { library, feedback, operations, log } = service;
  const { observe } = operations;
  process.on("unhandledRejection", (error) => {
    observe({ kind: "fault", where: "background" });
    log.error({ err: error }, "an error escaped; the bot goes on");
  });
  // Who only tries the bot does without it.
  const { joinDiscord } = await import("./discord/gateway.ts");
  const libraryFor = (): Library => library;
  const gateway = joinDiscord({ settings, libraryFor, feedback, log, observe });
  operations.joined(gateway);
  const end = await Promise.race([signalled(), gateway.refused.then((why) => ({ refused: why }))]);
  if ("refused" in end) log.fatal({ why: end.refused }, "Discord refuses the bot");
  else log.info({ signal: end.signal }, "stopping");
  await gateway.leave();
  return "refused" in end ? 2 : 0;
}

function signalled(): Promise<{ signal: NodeJS.Signals }> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve({ signal });
      });
  });
}
