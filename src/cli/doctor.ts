/** @module `doctor`: checks of the machine, settings, models, documents and index, with remedies. */

import type { Config } from "../base/config/config.ts";
import { type Finding, findings } from "../base/finding.ts";
import type { ExitCode } from "../base/errors.ts";
import { redact } from "../base/log.ts";
import type { Command } from "../interactions/command.ts";
import type { Embedder } from "../model/embedder.ts";
import { many } from "../reply/words/counted.ts";
import { checkDiskSpace, checkWritable, checkModules, checkNode } from "./checks/machine.ts";
import { checkTokens } from "./checks/tokens.ts";
import { checkDatabase } from "./checks/database.ts";
import { drawFinding } from "./draw-finding.ts";
import { takesColour } from "./draw.ts";
import type { Folders, Io } from "./io.ts";
import { chooseCollection } from "./collection-option.ts";
import { type ChosenConfig, readSettings } from "./setup.ts";

export interface DoctorOptions extends Folders {
  readonly json?: boolean;
}

/** Prints the findings of all checks; returns 1 if there is a fault. Changes nothing. */
export async function doctor(
  { json = false, ...folders }: DoctorOptions,
  commands: readonly Command[],
  io: Io,
): Promise<0 | ExitCode> {
  const config = settingsOf(folders, io);
  const secrets = "discord" in config && config.discord ? [config.discord.token] : [];
  const print = (text: string): void => void io.stdout.write(`${redact(text, secrets)}\n`);
  const all: Finding[] = [];
  for await (const finding of examine(config, commands, folders.collection)) {
    all.push(finding);
    if (!json) print(drawFinding(finding, takesColour(io.stdout)));
  }
  const [faults, warnings] = [countOf(all, "fault"), countOf(all, "warning")];
  if (json) print(JSON.stringify({ faults, warnings, findings: all }));
  else print(`\n${many(faults, "fault", "faults")}, ${many(warnings, "warning", "warnings")}.`);
  return faults > 0 ? 1 : 0;
}

const countOf = (all: readonly Finding[], state: Finding["state"]): number =>
  all.filter((finding) => finding.state === state).length;

/** Returns the settings, or the finding of their faults. */
function settingsOf(folders: Folders, io: Io): Config | Finding {
  try {
    const config = readSettings(folders, io);
    if (folders.collection !== undefined) chooseCollection(config, folders.collection);
    return config;
  } catch (error) {
    return findings("settings").failed(error, "Correct them, and run the doctor again.");
  }
}

async function* examine(
  config: Config | Finding,
  commands: readonly Command[],
  collection: string | undefined,
): AsyncGenerator<Finding> {
  yield await checkNode();
  const modules = await checkModules();
  yield modules;
  if ("state" in config) {
    yield config;
    yield findings("everything else").skipped("not checked until the settings are correct");
    return;
  }
  yield* checkSettings(config);
  yield* checkTokens(config);
  yield await checkDiskSpace(config.indexDir);
  yield await checkWritable("index folder", config.indexDir, "INDEX_DIR");
  const database = config.database && (await checkDatabase(config.database));
  if (database) yield database;
  if (database?.state === "fault")
    yield findings("models, index").skipped("not checked without the database");
  else if (modules.state === "ok") yield* examineContent(config, collection);
  else yield findings("models, index").skipped("not checked without the native modules");
  yield* await examineDiscord(config, commands);
}

function* checkSettings({ warnings }: Config): Generator<Finding> {
  const { ok, warning } = findings("settings");
  for (const text of warnings)
    yield warning(text, "Correct .env or footnote.yaml; .env.example explains each setting.");
  if (warnings.length === 0) yield ok("valid");
}

/** Runs the checks that need the native modules. @param chosen the only collection to check; all if it is undefined. */
async function* examineContent(
  config: Config,
  chosen: string | undefined,
): AsyncGenerator<Finding> {
  const checks = await import("./checks/collection.ts");
  const { finding, embedder } = await checks.checkModel(config);
  yield finding;
  for (const collection of config.collections) {
    if (chosen !== undefined && chosen !== collection.id) continue;
    for await (const found of examineCollection({ ...config, collection }, embedder))
      yield config.collectionsFile === undefined
        ? found
        : { ...found, check: `${collection.id}: ${found.check}` };
  }
  yield await checks.checkFeedback(config);
  if (!config.database)
    yield await checkWritable("feedback folder", config.feedback.dir, "FEEDBACK_DIR");
}

async function* examineCollection(
  config: ChosenConfig,
  embedder: Embedder | undefined,
): AsyncGenerator<Finding> {
  const checks = await import("./checks/collection.ts");
  yield* checks.checkDocuments(config);
  yield embedder
    ? await checks.checkIndex(config, embedder)
    : findings("index").skipped("not checked without the models");
  if (embedder) yield* checks.checkPins(config, embedder.model);
  if (config.database) return;
  yield await checks.checkBuild(config.collection);
  yield await checks.checkServing(config.collection);
}

async function examineDiscord(
  { collections, discord }: Config,
  commands: readonly Command[],
): Promise<readonly Finding[]> {
  if (!discord)
    return [
      findings("Discord").skipped(
        "no token is set, so npm start does not join Discord; docs/DISCORD.md explains how to get one",
      ),
    ];
  const { examineDiscord: ask } = await import("../discord/doctor.ts");
  return ask(discord, commands, collections);
}
