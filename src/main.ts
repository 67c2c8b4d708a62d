/** @module The start: check the model, make the index ready, then join Discord or, without a token, open the prompt. */

import { chat } from "./cli/chat.ts";
import { progressReporter } from "./cli/progress.ts";
import { embedderFor } from "./cli/setup.ts";
import { type Config, type DiscordSettings, readConfig } from "./config.ts";
import { messageOf, UserError } from "./errors.ts";
import type { Feedback } from "./feedback/feedback.ts";
import { openFeedback } from "./feedback/store.ts";
import { buildInChild } from "./library/builder.ts";
import { type Library, openLibrary } from "./library/library.ts";
import { makeReady, type Readiness } from "./library/ready.ts";
import { warmUp } from "./library/warm-up.ts";
import { createLog, type Log, redact } from "./log.ts";
import { type Operations, startOperations, timedEmbedder } from "./operations/operations.ts";
import { renderSummary } from "./reply/rebuild.ts";
import { draw } from "./cli/draw.ts";

const REFRESH_EVERY_MS = 2_000;
const INVITATION = [
  "To bring Footnote into Discord, make an application at https://discord.com/developers/applications,",
  "put its token into .env as DISCORD_TOKEN (see .env.example), and run npm start again.",
].join("\n");

try {
  const config = readConfig();
  const code = await start(config);
  // A build under way would keep the process; it ends by itself when this one does.
  if (config.discord) process.exit(code);
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`${redact(messageOf(error))}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}

/** Runs until it is told to stop, or can't go on; gives the exit code. */
async function start(config: Config): Promise<number> {
  const log = createLog(config.logLevel, config.discord ? [config.discord.token] : []);
  for (const warning of config.warnings) log.warn(warning);
  const operations = await startOperations(config.discord && config.healthPort, log);
  try {
    return await run(config, operations, log);
  } finally {
    await operations.close();
  }
}

async function run(config: Config, operations: Operations, log: Log): Promise<number> {
  const { seedsDir, indexDir } = config;
  const embedder = timedEmbedder(await embedderFor(config), operations.observe);
  const options = { seedsDir, indexDir, embedder, build: buildInChild };
  const reporter = progressReporter();
  const readiness = await makeReady(options, reporter.onProgress).finally(reporter.stop);
  tell(readiness, log);
  const library = await openLibrary(options);
  try {
    await warmUp(library);
    operations.serves(library);
    return config.discord
      ? await serveWithFeedback(config, config.discord, { library, operations, log })
      : await prompt(library, config);
  } finally {
    await library.close();
  }
}

function tell(readiness: Readiness, log: Log): void {
  if (readiness.state === "built")
    process.stderr.write(draw(renderSummary(readiness.summary), false));
  if (readiness.state === "kept")
    log.warn({ why: readiness.why }, "the index is not brought up to date; the last one serves");
}

async function prompt(library: Library, { seedsDir, historyFile }: Config): Promise<number> {
  const { documents, passages } = library.counts();
  process.stdout.write(
    `${INVITATION}\n\nReady: ${documents} documents, ${passages} passages from ${seedsDir}.\n` +
      "Type a question, or /help.\n\n",
  );
  await chat(library, { historyFile });
  return 0;
}

interface Service {
  readonly library: Library;
  readonly operations: Operations;
  readonly log: Log;
}

/** Votes under way when it leaves Discord are still kept. */
async function serveWithFeedback(
  { feedback: { dir, days, keepsQuestions } }: Config,
  settings: DiscordSettings,
  service: Service,
): Promise<number> {
  const feedback = await openFeedback({ dir, days, keepsQuestions, log: service.log });
  try {
    return await serve(settings, service, feedback);
  } finally {
    await feedback.close();
  }
}

/** Until a signal, or until Discord is lost for good. A second signal ends it at once. */
async function serve(
  settings: DiscordSettings,
  { library, operations, log }: Service,
  feedback: Feedback,
): Promise<number> {
  const { observe } = operations;
  // discord.js takes longer to load than all the rest: who only tries the bot does without.
  const { joinDiscord } = await import("./discord/gateway.ts");
  const libraryFor = (): Library => library;
  const gateway = await joinDiscord({ settings, libraryFor, feedback, log, observe });
  operations.joined(gateway);
  const refreshing = setInterval(() => void refresh(library, log), REFRESH_EVERY_MS);
  try {
    const end = await Promise.race([signalled(), gateway.lost.then((why) => ({ lost: why }))]);
    if ("lost" in end) log.fatal({ why: end.lost }, "Discord is lost");
    else log.info({ signal: end.signal }, "stopping");
    await gateway.leave();
    return "lost" in end ? 1 : 0;
  } finally {
    clearInterval(refreshing);
  }
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

/** A generation built from the terminal comes into service by itself; one that can't be opened changes nothing. */
async function refresh(library: Library, log: Log): Promise<void> {
  try {
    if (await library.refresh())
      log.info({ generation: library.generation() }, "switched to a new generation");
  } catch (error) {
    log.warn(
      { why: messageOf(error) },
      "a new generation could not be opened; the last one serves",
    );
  }
}
