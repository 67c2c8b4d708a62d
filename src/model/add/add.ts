/** @module Adding a model of passages: checked, tried and installed beside the shipped ones. */

import { join } from "node:path";
import { type Finding, findings } from "../../base/finding.ts";
import { type EmbeddingSettings, openModel, type RunSettings } from "../model.ts";
import { SPECIAL_TOKENS } from "../session.ts";
import { findUse, readDescription, type PartialUse } from "./description.ts";
import { type Brought, listFolder, readJson } from "./folder.ts";
import { type LanguageShare, unknownShares } from "./languages.ts";
import { addAside, type Aside, copyFiles, proveSums, requireFree } from "./place.ts";
import {
  describeFiles,
  describeLanguages,
  describeModel,
  describeSums,
  describeUse,
  describeVectors,
  describeWeights,
} from "./report.ts";
import { passageTokensOf, readWeights, writeSettings } from "./settings.ts";
import { tryModel } from "./trial.ts";
import { checkVectors, compareGolden, Golden } from "./vectors.ts";

/** A model to add, and how it is meant. */
export interface Addition {
  readonly folder: string;
  /** Of the folder that it gets. */
  readonly name: string;
  readonly modelsDir: string;
  /** The name of the shipped settings in the folder of models. */
  readonly shipped: string;
  /** A file of golden texts; else the model's own, where it has some. */
  readonly golden?: string | undefined;
  /** A file of weights; else the shipped ones. */
  readonly weights?: string | undefined;
  readonly use: PartialUse;
}

/** The model that was added. */
export interface Added {
  readonly folder: string;
  readonly general: RunSettings;
  readonly languages: readonly LanguageShare[];
}

type Report = (finding: Finding) => void;

/**
 * Adds a model: all of it or, if a check fails or the signal is aborted, nothing.
 * @throws UserError of the first check that fails; the signal's reason.
 */
export async function addModel(
  addition: Addition,
  report: Report,
  signal: AbortSignal,
): Promise<Added> {
  const { modelsDir, name } = addition;
  await requireFree(modelsDir, name);
  const shipped = await openModel(modelsDir, addition.shipped);
  const brought = await listFolder(addition.folder);
  const weights = await readWeights(addition.weights, shipped);
  const prepared = await prepare(addition, brought, shipped.settings.embedding);
  report(describeFiles(brought));
  const added = await addAside(modelsDir, name, async (aside) => {
    const sums = await copyFiles(brought, aside.folder, signal);
    report(describeSums(await proveSums(brought, aside.folder, sums)));
    const tried = await tryAll(prepared, aside, report);
    signal.throwIfAborted();
    await writeSettings(aside, weights, tried.general, prepared.description);
    report(describeWeights(weights, name, prepared.description));
    return tried;
  });
  const folder = join(modelsDir, name);
  report(findings("installed").ok(folder));
  return { folder, ...added };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Reads all that the folder says of the model, before anything is copied. */
async function prepare(
  { golden, name, use }: Addition,
  brought: Brought,
  embedding: EmbeddingSettings,
) {
  const description = await readDescription(brought);
  const found = await findUse(use, brought, description, embedding.general);
  return {
    name,
    brought,
    description,
    found,
    embedding,
    golden: await readGolden(golden, brought),
  };
}

const OWN_GOLDEN = "golden.json";

async function readGolden(
  named: string | undefined,
  brought: Brought,
): Promise<Golden | undefined> {
  const hasOwn = brought.files.some(({ path }) => path === OWN_GOLDEN);
  const file = named ?? (hasOwn ? join(brought.folder, OWN_GOLDEN) : undefined);
  if (file === undefined) return undefined;
  return readJson(file, Golden, "docs/MODELS.md describes the form of golden texts.");
}

/** Tries the copy of a model, and returns its settings. */
async function tryAll(
  { name, brought, description, found, embedding, golden }: Prepared,
  { modelsDir }: Aside,
  report: Report,
): Promise<Omit<Added, "folder">> {
  const { modelFile } = brought;
  const { tokenizer, model } = await tryModel({ ...description, modelsDir, name, modelFile });
  report(describeModel(description));
  const { dimensions, maxTokens } = description;
  const prefixTokens = tokenizer.encode(found.use.passagePrefix).length - SPECIAL_TOKENS;
  const passageTokens = passageTokensOf(maxTokens, prefixTokens, embedding);
  const general = { name, modelFile, dimensions, maxTokens, passageTokens, ...found.use };
  report(describeUse(found));
  await checkVectors(model, general);
  report(
    describeVectors(golden && { ...golden, least: await compareGolden(model, general, golden) }),
  );
  const languages = unknownShares(tokenizer);
  report(describeLanguages(languages));
  return { general, languages };
}
