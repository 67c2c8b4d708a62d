/** @module `add`: files copied into the folder of documents, with a preview of their passages, and indexed. */

import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { FIELDS, type Origin } from "../corpus/front-matter.ts";
import { openFolder } from "../sources/folder.ts";
import { listFiles, type Listing, type PassedOver, type Refusal } from "../sources/source.ts";
import { isAbsent, UserError } from "../base/errors.ts";
import { expectTime } from "../model/expected.ts";
import type { Offered, PlannedTexts } from "../intake/plan.ts";
import { openReader } from "../build/reader/bounded.ts";
import { makeFolders } from "../base/durable.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import type { BuildSummary } from "../build/summary.ts";
import { type Added, addOne, refusedFile } from "./add-file.ts";
import { buildWithProgress } from "./index.ts";
import { Left, openInterview } from "./interview.ts";
import { type Io, type Output, typedPath } from "./io.ts";
import { printExpected } from "./progress.ts";
import {
  type ChosenConfig,
  configFor,
  embedderFor,
  type Folders,
  isAmongSamples,
  readSettings,
  ownFolder,
} from "./setup.ts";
import { drawAdded, drawIndexed, drawPassedOver } from "./added.ts";

export interface AddOptions extends Omit<Folders, "index">, Origin {
  /** The folder of the index; false to leave the index as it is. */
  readonly index?: string | false;
  readonly details?: boolean;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Adds files and folders, and indexes them; a file that can't be quoted is refused with the reason. */
export async function add(paths: readonly string[], options: AddOptions, io: Io): Promise<void> {
  const { index, ...others } = options;
  const config = placeToAdd(index ? { ...others, index } : others, io);
  if (isAmongSamples(config)) io.stderr.write(`${AMONG_SAMPLES}\n`);
  const found = await offeredBy(paths.map((path) => typedPath(path, io)));
  const given = givenBy(options, found.offered);
  const embedder = await embedderFor(config);
  const { added, left } = await addAll(found.offered, given, { config, embedder, options, io });
  const refused = found.refused.map(({ path, reason }) => refusedFile(path, reason));
  if (!options.json)
    io.stdout.write(
      drawPassedOver(found.passedOver) + refused.map((one) => drawAdded(one, io.stdout)).join(""),
    );
  const isPut =
    !options.dryRun && added.some(({ status }) => ["added", "replaced", "there"].includes(status));
  const indexed = isPut && index !== false ? await indexAdded(config, embedder, io) : undefined;
  report([...refused, ...added], { indexed, isPut }, options, io.stdout);
  if (indexed instanceof UserError) throw indexed;
  if (left) throw left;
}

/**
 * Returns the settings of the collection that receives the files; with footnote.yaml, `--seeds` may name it by its folder.
 * @throws UserError if no collection is chosen, or none has this folder.
 */
function placeToAdd(options: Folders, io: Io): ChosenConfig {
  const { seeds, ...others } = options;
  const config = readSettings(others, io);
  if (seeds === undefined || config.collectionsFile === undefined) return configFor(options, io);
  const folder = typedPath(seeds, io);
  const collection = config.collections.find(
    ({ source }) => source.kind === "folder" && source.folder === folder,
  );
  if (collection) return { ...config, collection };
  throw new UserError(
    {
      expected: "--seeds with the folder of a collection of footnote.yaml",
      found: folder,
      remedy: "Name the collection instead, with --collection.",
    },
    { exitCode: 2 },
  );
}

const AMONG_SAMPLES =
  "The folder of documents that is set is that of the samples, so the files go among these. For your own: leave SEEDS_DIR empty.";

interface AddingOptions {
  readonly config: ChosenConfig;
  readonly embedder: Embedder;
  readonly options: AddOptions;
  readonly io: Io;
}

/** Adds file by file until the operator leaves; prints each result, unless as JSON. */
async function addAll(
  offered: readonly Offered[],
  given: Origin,
  { config, embedder, options, io }: AddingOptions,
): Promise<{ readonly added: readonly Added[]; readonly left?: Left }> {
  const reader = openReader({ ...config, embedder });
  const interview = isAtTerminal(options, io)
    ? openInterview(io, options.details ?? false)
    : undefined;
  const clock = buildClock(embedder);
  const { stdout } = io;
  const { count } = clock;
  const taken = new Set<string>();
  const context = { folder: ownFolder(config), stdout, options, reader, interview, count, taken };
  const added: Added[] = [];
  try {
    if (!options.dryRun) await makeFolders(ownFolder(config));
    for (const one of offered) {
      const result = await addOne(one, given, context);
      added.push(result);
      if (!options.json) stdout.write(drawAdded(result, stdout, interview !== undefined));
    }
    const expected = options.dryRun || options.index === false ? await clock.expected() : undefined;
    if (expected) printExpected(io.stderr, expected, "The next build: ");
    return { added };
  } catch (error) {
    if (error instanceof Left) return { added, left: error };
    throw error;
  } finally {
    reader.close();
    interview?.close();
  }
}

/** Counts the texts that the next build embeds; their time is measured with texts of the longest document. */
function buildClock(embedder: Embedder) {
  let [passages, sentences] = [0, 0];
  let longest: PlannedTexts | undefined;
  return {
    count: (texts: PlannedTexts): void => {
      passages += texts.passages;
      sentences += texts.sentences;
      if (texts.passages > (longest?.passages ?? 0)) longest = texts;
    },
    expected: async () => longest && expectTime(embedder, { passages, sentences }, longest.sample),
  };
}

/** Builds the index once for all files; returns the error of a build that fails, as the files are added all the same. */
async function indexAdded(
  config: ChosenConfig,
  embedder: Embedder,
  io: Io,
): Promise<BuildSummary | UserError> {
  try {
    return await buildWithProgress({ config, embedder: loadedEmbedder(embedder) }, {}, io);
  } catch (cause) {
    const where = `The files are in ${ownFolder(config)}, but they could not be indexed`;
    if (cause instanceof UserError)
      return new UserError(`${where}: ${cause.message}\nTo index them: ${INDEX_THEM}`, { cause });
    io.stderr.write(`${where}. To index them: ${INDEX_THEM}\n`);
    throw cause;
  }
}

const INDEX_THEM = "npm run footnote -- index";

interface Ending {
  readonly indexed: BuildSummary | UserError | undefined;
  /** Whether any file is in the folder of documents now. */
  readonly isPut: boolean;
}

/** @throws UserError if any file was refused. */
function report(
  documents: readonly Added[],
  { indexed, isPut }: Ending,
  { json }: AddOptions,
  stdout: Output,
): void {
  const done = indexed instanceof UserError ? undefined : indexed;
  if (json) {
    const { documents: searchable = null, samples = null } = done ?? {};
    stdout.write(`${JSON.stringify({ documents, searchable, samples })}\n`);
  } else if (done) stdout.write(drawIndexed(done));
  else if (isPut && !indexed) stdout.write(`Not searchable yet. To index: ${INDEX_THEM}\n`);
  const count = documents.filter(({ status }) => status === "refused").length;
  if (count > 0)
    throw new UserError(
      `${count} of ${documents.length} could not be added${json ? "" : "; see above"}.` +
        (indexed instanceof UserError ? `\n${indexed.message}` : ""),
    );
}

const isAtTerminal = ({ yes, json, dryRun }: AddOptions, { stdin, stdout }: Io): boolean =>
  !yes && !json && !dryRun && stdin.isTTY === true && stdout.isTTY === true;

/** Lists the files that paths name; of a folder, all that a build reads, each under its own path. */
async function offeredBy(
  paths: readonly string[],
): Promise<{ readonly offered: readonly Offered[] } & Pick<Listing, "refused" | "passedOver">> {
  const offered: Offered[] = [];
  const refused: Refusal[] = [];
  const passedOver: PassedOver[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(absent);
    if (info === "absent") {
      refused.push({ path: basename(path), reason: `there is no file ${path}` });
      continue;
    }
    if (!info?.isDirectory()) {
      offered.push({ source: openFolder(dirname(path)), path: basename(path) });
      continue;
    }
    const source = openFolder(path);
    const list = await listFiles(source);
    offered.push(...list.documents.map((own) => ({ source, path: own.path })));
    refused.push(...list.refused);
    passedOver.push(...list.passedOver);
  }
  return { offered, refused, passedOver };
}

/** Returns `absent` for a file that does not exist; other faults are reported by its reading. */
const absent = (error: unknown): "absent" | undefined => (isAbsent(error) ? "absent" : undefined);

/** Returns the provenance given by options; a title can only be given for a single document. */
function givenBy(options: AddOptions, offered: readonly Offered[]): Origin {
  const given = FIELDS.flatMap((name) => (options[name] ? [[name, options[name]] as const] : []));
  if (offered.length > 1 && options.title)
    throw new UserError("Expected one document for --title; found more. Add each by itself.", {
      exitCode: 2,
    });
  return Object.fromEntries(given);
}
