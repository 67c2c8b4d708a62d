/** @module `add`: files copied into the folder of documents, with a preview of their passages. */

import { stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { FIELDS, type Origin } from "../corpus/front-matter.ts";
import { openFolder } from "../sources/folder.ts";
import { listFiles, type Listing, type PassedOver, type Refusal } from "../sources/source.ts";
import { UserError } from "../base/errors.ts";
import { expectTime } from "../model/expected.ts";
import { type Offered, type Plan, type PlannedTexts, planIntake } from "../intake/plan.ts";
import { install, taken, targetStateOf } from "../intake/install.ts";
import type { Preview } from "../intake/preview.ts";
import { openReader } from "../build/reader/bounded.ts";
import type { DocumentReader } from "../intake/reader.ts";
import { makeFolders } from "../base/durable.ts";
import type { Embedder } from "../model/embedder.ts";
import type { Io, Output } from "./io.ts";
import { printExpected } from "./progress.ts";
import { configFor, embedderFor, type Folders } from "./setup.ts";
import { drawAdded, drawPassedOver } from "./added.ts";

export interface AddOptions extends Folders, Origin {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** The result for a file. */
export type Added = { readonly file: string } & (
  | { readonly status: "refused"; readonly reason: string }
  | (Preview & {
      readonly status: "added" | "replaced" | "there" | "planned" | "declined";
      /** Relative to the folder of documents. */
      readonly path: string;
    })
);

/** Adds files and folders; a file that can't be quoted is refused with the reason. */
export async function add(paths: readonly string[], options: AddOptions, io: Io): Promise<void> {
  const config = configFor(options, io);
  const { offered, refused, passedOver } = await offeredBy(paths);
  const given = givenBy(options, offered);
  const embedder = await embedderFor(config);
  const reader = openReader({ ...config, embedder });
  const clock = buildClock(embedder);
  const confirmation = isAtTerminal(options, io) ? openConfirmation(io) : undefined;
  const all: Added[] = refused.map(({ path, reason }) => ({
    file: path,
    status: "refused",
    reason,
  }));
  try {
    if (!options.dryRun) await makeFolders(config.seedsDir);
    const { seedsDir } = config;
    const { stdout } = io;
    const context = {
      seedsDir,
      stdout,
      options,
      reader,
      confirmation,
      clock,
      taken: new Set<string>(),
    };
    for (const one of offered) {
      const added = await addOne(one, given, context);
      all.push(added);
      if (!options.json) stdout.write(drawAdded(added));
    }
    const expected = await clock.expected();
    if (expected) printExpected(io.stderr, expected, "The next build: ");
  } finally {
    reader.close();
    confirmation?.close();
  }
  if (!options.json) io.stdout.write(drawPassedOver(passedOver));
  finish(all, refused.length, options, io.stdout);
}

/** Counts the texts that the next build embeds; their time is measured with texts of the longest document. */
function buildClock(embedder: Embedder) {
  let [passages, sentences] = [0, 0];
  let longest: PlannedTexts | undefined;
  return {
    add(texts: PlannedTexts): void {
      passages += texts.passages;
      sentences += texts.sentences;
      if (texts.passages > (longest?.passages ?? 0)) longest = texts;
    },
    expected: async () => longest && expectTime(embedder, { passages, sentences }, longest.sample),
  };
}

function finish(all: readonly Added[], unread: number, options: AddOptions, stdout: Output): void {
  if (options.json) stdout.write(`${JSON.stringify({ documents: all })}\n`);
  else stdout.write(all.slice(0, unread).map(drawAdded).join(""));
  const left = all.filter(({ status }) => status === "refused").length;
  if (left > 0)
    throw new UserError(
      `${left} of ${all.length} could not be added${options.json ? "" : "; see above"}.`,
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
  for (const path of paths.map((one) => resolve(one))) {
    const info = await stat(path).catch(() => undefined);
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

/** Returns the provenance given by options; a title can only be given for a single document. */
function givenBy(options: AddOptions, offered: readonly Offered[]): Origin {
  const given = FIELDS.flatMap((name) => (options[name] ? [[name, options[name]] as const] : []));
  if (offered.length > 1 && options.title)
    throw new UserError("Expected one document for --title; found more. Add each by itself.", {
      exitCode: 2,
    });
  return Object.fromEntries(given);
}

interface Context {
  readonly seedsDir: string;
  readonly stdout: Output;
  readonly options: AddOptions;
  readonly reader: DocumentReader;
  readonly clock: ReturnType<typeof buildClock>;
  /** At a terminal. */
  readonly confirmation: Confirmation | undefined;
  /** The paths of earlier files of this call, planned ones included. */
  readonly taken: Set<string>;
}

/** Adds a file; leaving at the confirmation ends the whole call. */
async function addOne(offered: Offered, given: Origin, context: Context): Promise<Added> {
  const { path: file } = offered;
  const plan = await planIntake(offered, given, context.reader).catch(refusal);
  if ("reason" in plan) return { file, status: "refused", ...plan };
  const ending = await carryOut(file, plan, context).catch(refusal);
  if (typeof ending !== "string") return { file, status: "refused", ...ending };
  if (ending !== "there" && ending !== "declined") context.clock.add(plan.texts);
  return { file, status: ending, path: plan.path, ...plan.preview };
}

/** The error of a confirmation that was left without an answer. */
class Left extends UserError {}

interface Confirmation {
  /** Checks whether the answer is yes, or empty. @throws Left */
  readonly ask: (question: string) => Promise<boolean>;
  readonly close: () => void;
}

/** Opens the only reader of the terminal's lines, as lines typed ahead answer later questions. */
function openConfirmation({ stdin, stdout }: Io): Confirmation {
  const lines = createInterface({ input: stdin, output: stdout });
  lines.on("SIGINT", () => lines.close());
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<boolean> => {
    lines.setPrompt(`${question} [Y/n] `);
    lines.prompt();
    const { done, value } = await answers.next();
    if (done) throw new Left("You left: nothing more was added.");
    return /^(?:|y|yes)$/i.test(value.trim());
  };
  return { ask, close: () => lines.close() };
}

function refusal(error: unknown): { readonly reason: string } {
  if (error instanceof UserError && !(error instanceof Left)) return { reason: error.message };
  throw error;
}

async function carryOut(
  file: string,
  plan: Plan,
  { seedsDir, stdout, options, confirmation, taken: others }: Context,
): Promise<Exclude<Added["status"], "refused">> {
  const { replace = false, dryRun = false } = options;
  const target = await targetStateOf(seedsDir, plan);
  if (target === "there") return "there";
  if (others.has(plan.path) || (target === "other" && !replace)) throw taken(plan.path);
  others.add(plan.path);
  if (dryRun) return "planned";
  if (confirmation) {
    stdout.write(drawAdded({ file, status: "planned", path: plan.path, ...plan.preview }));
    if (!(await confirmation.ask("Add it?"))) return "declined";
  }
  await install(seedsDir, plan, replace);
  return target === "other" ? "replaced" : "added";
}
