/** @module Checks of models, documents, index, feedback, and of the processes that use the index. */

import type { Config } from "../../base/config/config.ts";
import { UserError } from "../../base/errors.ts";
import { isPinned } from "../../build/rollback.ts";
import { type Listed, listNext } from "../../sources/samples.ts";
import type { Source } from "../../sources/source.ts";
import { NOTABLE_SHARE } from "../../corpus/omissions.ts";
import { unescape } from "../../reply/escape.ts";
import { omittedText, unreadLines } from "../../reply/rebuild.ts";
import type { Collection } from "../../collection/list.ts";
import { type Finding, findings } from "../../base/finding.ts";
import { openExamples } from "../../evaluation/examples.ts";
import { isServed, openFileStore } from "../../storage/files/store.ts";
import { type Recipe, servesOwn } from "../../storage/recipe.ts";
import type { Store } from "../../storage/store.ts";
import { openCurrent, openLibrary } from "../../collection/library.ts";
import { pinStates } from "../../collection/pin-states.ts";
import type { PinState } from "../../collection/pins.ts";
import { isUpToDate } from "../../collection/ready.ts";
import { many } from "../../reply/words/counted.ts";
import { wordsFor } from "../../reply/words/words.ts";
import { type Embedder, loadEmbedder } from "../../model/embedder.ts";
import { loadedEmbedder } from "../../model/lazy-embedder.ts";
import { openModel } from "../../model/model.ts";
import {
  type ChosenConfig,
  collectionOf,
  findShadowed,
  lacksFolder,
  pinsOf,
  recordsOf,
} from "../setup.ts";

/** Compares the files of the models with their checksums and embeds a text; returns the embedder if both succeed. */
export async function checkModel({ modelsDir, modelName }: Config): Promise<{
  readonly finding: Finding;
  readonly embedder?: Embedder;
}> {
  const { ok, failed } = findings("models");
  try {
    const embedder = await loadEmbedder(await openModel(modelsDir, modelName));
    await embedder.embedQuestion("Is all well?", true);
    const { general, native } = embedder.model.settings.embedding;
    const found = `${general.name} and ${native.name}: all files intact`;
    return { finding: ok(found), embedder };
  } catch (error) {
    return { finding: failed(error, "Restore the folder: git checkout -- models") };
  }
}

/** Checks which documents the next build reads, and which files it leaves out. */
export async function* checkDocuments(config: ChosenConfig): AsyncGenerator<Finding> {
  const { ok, warning, fault, failed } = findings("documents");
  try {
    const shadowed = await findShadowed(config);
    if (shadowed) yield warning(shadowed.found, shadowed.remedy);
    const { source, store } = await collectionOf(config);
    const active = await activeRecipe(store);
    const listed = await listNext(source, active !== undefined && servesOwn(active));
    const count = listed.documents.length;
    const nothing = nothingIn(source, listed, !lacksFolder(config));
    if (count === 0)
      yield active
        ? warning(`${nothing}; the start serves the last index`, `${MOUNT} ${addTo(config)}`)
        : fault(`${nothing}, so the start fails`, addTo(config));
    else if (listed.source.folder === "samples") {
      const found = `${nothing}, so the samples are served`;
      yield config.discord
        ? warning(found, addTo(config))
        : ok(`${found}; to add your own: ${verbFor(config, "add")} FILE`);
    } else yield ok(`${many(count, "document", "documents")} in ${source.describe}`);
    yield* checkLeftOut(listed);
  } catch (error) {
    yield failed(error, `Name a folder that can be read: ${settingOf(config)}.`);
  }
}

const MOUNT = "Check that the folder is mounted.";

const addTo = (config: ChosenConfig): string =>
  `Add documents: ${verbFor(config, "add")} FILE, or name their folder: ${settingOf(config)}.`;

/** Returns the setting that names the documents. */
const settingOf = ({ collectionsFile }: ChosenConfig): string =>
  collectionsFile === undefined ? "SEEDS_DIR" : "source in footnote.yaml";

/** Returns a verb of the terminal, for the collection where there are several. */
const verbFor = ({ collectionsFile, collection: { id } }: ChosenConfig, verb: string): string =>
  `npm run footnote -- ${verb}${collectionsFile === undefined ? "" : ` --collection ${id}`}`;

function nothingIn(
  { describe }: Source,
  { refused, passedOver }: Listed,
  isThere: boolean,
): string {
  if (!isThere) return `${describe} is missing`;
  const isEmpty = refused.length === 0 && passedOver.length === 0;
  return `${describe} ${isEmpty ? "is empty" : "has no document that can be read"}`;
}

/** Returns the recipe of the active generation; undefined if there is none that can be read. */
async function activeRecipe(store: Store): Promise<Recipe | undefined> {
  try {
    const id = await store.active();
    return id === undefined ? undefined : await store.describe(id);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function* checkLeftOut({ refused, passedOver }: Listed): Generator<Finding> {
  const { ok, warning } = findings("files left out");
  const unread = unreadLines({ passedOver, drafts: [] }).map((line) => unescape(line));
  if (refused.length > 0)
    yield warning(
      [...refused.map(({ path, reason }) => `${path}: ${reason}`), ...unread].join("\n"),
      "Convert them to a format that is read, or remove them.",
    );
  else if (unread.length > 0) yield ok(unread.join("\n"));
}

const PINNED = "It stays until the next rebuild: npm run footnote -- index, or /rebuild.";

/** Returns the remedy for an index that is missing or out of date. */
const buildOf = (config: ChosenConfig): string => {
  const verb = config.collection.source.kind === "folder" ? "index" : "sync";
  return `Run: ${verbFor(config, verb)} (npm start does it too).`;
};

/** Opens the index as the bot does, and compares it with the documents. */
export async function checkIndex(config: ChosenConfig, embedder: Embedder): Promise<Finding> {
  const { ok, warning, failed } = findings("index");
  const collection = await collectionOf(config);
  const { store } = collection;
  const examples = openExamples({ ...collection, embedder: loadedEmbedder(embedder) });
  const options = { ...collection, embedder, examples, build: neverBuilds };
  try {
    const id = await store.active();
    if (id === undefined) return warning(`none yet in ${store.location}`, buildOf(config));
    const library = await openLibrary(options);
    const { documents, passages } = library.counts();
    const listed = await library.list().finally(() => library.close());
    const samples = library.servesSamples() ? " (the samples)" : "";
    const counted = `generation ${id}, ${wordsFor("en").documents.counts(documents, passages)}${samples}`;
    const found = [counted, ...notesOn(listed)].join("; ");
    if (await isUpToDate(options)) return ok(`${found}, up to date`);
    return (await isPinned(store, id))
      ? warning(`${found}; it was rolled back to, and differs from the documents now`, PINNED)
      : warning(`${found}; documents, models or program have changed since`, buildOf(config));
  } catch (error) {
    return failed(error, buildOf(config));
  }
}

/** Lists drafts, and documents of which a notable part is not quoted. */
function notesOn({ drafts, holdings }: Collection): string[] {
  const omitted = holdings.flatMap(({ document: { path, omissions } }) =>
    omissions && omissions.share > NOTABLE_SHARE ? [`${path}: ${omittedText(omissions)}`] : [],
  );
  return [...unreadLines({ drafts, passedOver: [] }).map(unescape), ...omitted];
}

/** Checks whether the pins are used; nothing where there are none. */
export async function* checkPins(
  config: ChosenConfig,
  model: Embedder["model"],
): AsyncGenerator<Finding> {
  const { ok, warning, failed } = findings("pins");
  try {
    const { store } = await collectionOf(config);
    const pins = await (await pinsOf(config)).list();
    if (pins.length === 0 || (await store.active()) === undefined) return;
    const snapshot = await openCurrent({ store, embedder: { model } });
    const states = await pinStates(pins, snapshot).finally(() => snapshot.close());
    const counted = many(pins.length, "pin", "pins");
    const aside = states.filter(({ status }) => status !== "active");
    yield aside.length === 0
      ? ok(`${counted}, all used`)
      : warning(
          [`${counted}, of which set aside:`, ...aside.map(asideText)].join("\n"),
          "Pin them again, or remove them: /pins lists them.",
        );
  } catch (error) {
    yield failed(
      error,
      "Give the user that runs Footnote the right to read it, or set FEEDBACK_DIR.",
    );
  }
}

const asideText = ({ question, passage, status }: PinState): string =>
  status === "gone"
    ? `${question} (its passage ${passage} is gone)`
    : `${question} (other pins lead from it elsewhere than to ${passage})`;

const neverBuilds = (): Promise<never> => Promise.reject(new Error("a check builds nothing"));

const NEVER_BUILT = "no build has run yet";

/** Checks whether a build is running, by its lock. */
export async function checkBuild({ indexDir }: Pick<Config, "indexDir">): Promise<Finding> {
  const { ok, warning, skipped } = findings("build");
  try {
    const isRunning = await openFileStore(indexDir).isLocked();
    if (isRunning === undefined) return skipped(NEVER_BUILT);
    return isRunning ? warning("one is running", "Wait until it is done.") : ok("none is running");
  } catch {
    return skipped(NEVER_BUILT);
  }
}

/** Checks whether a process has the index open. */
export async function checkServing({ indexDir }: Pick<Config, "indexDir">): Promise<Finding> {
  const { ok, skipped } = findings("bot");
  try {
    const isOpen = await isServed(indexDir);
    if (isOpen === undefined) return skipped("no index to serve");
    return ok(isOpen ? "running on this index" : "not running on this index");
  } catch {
    return skipped("this machine can't show whether it is running");
  }
}

/** Checks whether the records of feedback and the pins can be read. */
export async function checkFeedback(config: Config): Promise<Finding> {
  const { ok, warning, failed } = findings("feedback");
  const { days, keepsQuestions } = config.feedback;
  try {
    const store = await recordsOf(config);
    const { records, damaged, damagedPins } = await store.count();
    const kept = `${records} records in ${store.location}, kept for ${days} days; questions are ${keepsQuestions ? "" : "not "}kept`;
    const unread = [
      ...(damaged > 0 ? [`${many(damaged, "record", "records")} can't be read`] : []),
      ...(damagedPins > 0 ? [`${many(damagedPins, "pin", "pins")} can't be read`] : []),
    ];
    return unread.length === 0
      ? ok(kept)
      : warning(
          [kept, ...unread].join("; "),
          "The next start deletes such records, the next change of a pin such pins.",
        );
  } catch (error) {
    return failed(
      error,
      "Give the user that runs Footnote the right to read it, or set FEEDBACK_DIR.",
    );
  }
}
