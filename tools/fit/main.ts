/**
 * @module `npm run fit -- DATA`: fit ranking, outcome and limits of pins to the model, or with `--pins` the last alone;
 * `--write` puts them into its settings. With `--check` nothing is fitted: posts and follow-ups are asked with the settings.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../../src/base/config/config.ts";
import { messageOf, UserError } from "../../src/base/errors.ts";
import { type QuestionSet, readSets } from "./data.ts";
import { fitAll } from "./fit.ts";
import { askFollowUps } from "./follow-ups.ts";
import { fitPins } from "./pins.ts";
import { askPosts } from "./posts.ts";
import { fitProjection } from "./projection.ts";
import { fitQuestionMean } from "./question-mean.ts";
import { describeChecks, describeFits, describePins } from "./report.ts";
import { sampleTexts } from "./sample.ts";
import { type Fitted, writePins, writeSettings } from "./settings.ts";
import { redact } from "../../src/base/log.ts";
import { createEmbedder, type LoadedModels, loadModels } from "../../src/model/embedder.ts";
import { type Model, openModel, SETTINGS } from "../../src/model/model.ts";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      pins: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      date: { type: "string" },
    },
  });
  const { modelsDir, modelName } = readConfig();
  const folder = folderOf(positionals);
  const model = await openModel(modelsDir, modelName);
  const models = await loadModels(model);
  const file = join(modelsDir, modelName, SETTINGS);
  tell("reading the data");
  const sets = await readSets(folder, createEmbedder(model, models));
  const show = (fitted: unknown, description: string): boolean =>
    process.stdout.write(values.json ? `${JSON.stringify(fitted)}\n` : description);
  const embedder = createEmbedder(model, models);
  if (values.check) {
    const posts = await askPosts(sets, embedder, tell);
    const followUps = await askFollowUps(embedder, tell);
    show({ posts, followUps }, describeChecks(posts, followUps));
  } else if (values.pins) {
    const pins = await fitPins(sets, embedder, tell);
    show(pins, describePins(pins));
    if (values.write) await writePins(file, pins);
  } else {
    const fitted = await fitWhole(sets, model, models);
    const { fits, pins } = fitted;
    show({ ...fits, pins }, `${describeFits(fits)}\n${describePins(pins)}`);
    if (values.write) await writeSettings(file, fitted, values.date);
  }
} catch (error) {
  process.stderr.write(`${redact(messageOf(error))}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function fitWhole(
  sets: readonly QuestionSet[],
  model: Model,
  models: LoadedModels,
): Promise<Fitted> {
  tell("fitting the projection");
  const texts = sampleTexts(sets, createEmbedder(model, models));
  const { dimensions } = model.settings.embedding.tokens;
  const projection = await fitProjection(texts, models.native, dimensions);
  tell("fitting the mean of questions");
  const none = new Float32Array(model.settings.embedding.general.dimensions);
  const questionMean = await fitQuestionMean(
    sets,
    createEmbedder({ ...model, questionMean: none }, models),
  );
  const embedder = createEmbedder({ ...model, projection, questionMean }, models);
  const fits = await fitAll(sets, embedder, tell);
  return { fits, projection, questionMean, pins: await fitPins(sets, embedder, tell) };
}

function folderOf(positionals: readonly string[]): string {
  const [folder, ...more] = positionals;
  if (folder !== undefined && more.length === 0) return folder;
  throw new UserError(
    {
      expected: "one folder of data",
      found: `${positionals.length}`,
      remedy:
        "npm run fit -- DATA [--pins | --check] [--write] [--json] [--date YYYY-MM-DD]; docs/RETRIEVAL.md says what it holds.",
    },
    { exitCode: 2 },
  );
}
