/** @module `npm run fit -- DATA`: fit ranking and outcome to the model; `--write` puts them into its settings. */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../../src/base/config/config.ts";
import { messageOf, UserError } from "../../src/base/errors.ts";
import { readSets } from "./data.ts";
import { fitAll } from "./fit.ts";
import { fitProjection } from "./projection.ts";
import { fitQuestionMean } from "./question-mean.ts";
import { describeFits } from "./report.ts";
import { sampleTexts } from "./sample.ts";
import { writeSettings } from "./settings.ts";
import { redact } from "../../src/base/log.ts";
import { createEmbedder, loadModels } from "../../src/model/embedder.ts";
import { openModel, SETTINGS } from "../../src/model/model.ts";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      date: { type: "string" },
    },
  });
  const { modelsDir, modelName } = readConfig();
  const folder = folderOf(positionals);
  const model = await openModel(modelsDir, modelName);
  const models = await loadModels(model);
  const tell = (line: string): boolean => process.stderr.write(`${line}\n`);
  tell("reading the data");
  const sets = await readSets(folder, createEmbedder(model, models));
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
  const fitted = { projection, questionMean };
  const fits = await fitAll(sets, createEmbedder({ ...model, ...fitted }, models), tell);
  process.stdout.write(values.json ? `${JSON.stringify(fits)}\n` : describeFits(fits));
  if (values.write)
    await writeSettings(join(modelsDir, modelName, SETTINGS), { fits, ...fitted }, values.date);
} catch (error) {
  process.stderr.write(`${redact(messageOf(error))}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}

function folderOf(positionals: readonly string[]): string {
  const [folder, ...more] = positionals;
  if (folder !== undefined && more.length === 0) return folder;
  throw new UserError(
    {
      expected: "one folder of data",
      found: `${positionals.length}`,
      remedy:
        "npm run fit -- DATA [--write] [--json] [--date YYYY-MM-DD]; docs/RETRIEVAL.md says what it holds.",
    },
    { exitCode: 2 },
  );
}
