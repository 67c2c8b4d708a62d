/** @module Entry of `npm run model`: adds a model of passages for other languages. */

import { basename } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "./base/config/config.ts";
import { messageOf, UserError } from "./base/errors.ts";
import type { Finding } from "./base/finding.ts";
import { reportFailure } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { drawFinding } from "./cli/draw-finding.ts";
import { takesColour } from "./cli/draw.ts";
import { typedPath } from "./cli/io.ts";
import { addModel, type Addition } from "./model/add/add.ts";

const USAGE =
  "npm run model -- add FOLDER [--as NAME] [--pooling mean|cls] [--passage-prefix TEXT] [--question-prefix TEXT] [--golden FILE] [--weights shipped|FILE] [--json]";

const SHIPPED = "shipped";

process.stdout.on("error", () => {});

await exitWith(await run().catch(reportFailure));

/** Returns the exit code: 1 if the operator stops it. */
async function run(): Promise<0 | 1> {
  const { addition, json } = parseCall(process.argv.slice(2));
  const stopping = new AbortController();
  void firstSignal().then(() => stopping.abort());
  const found: Finding[] = [];
  const report = (finding: Finding): void => {
    found.push(finding);
    if (!json) say(drawFinding(finding, takesColour(process.stdout)));
  };
  try {
    const added = await addModel(addition, report, stopping.signal);
    say(json ? JSON.stringify({ ...added, findings: found }) : nextStep(addition.name));
    return 0;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    process.stderr.write("Stopped. Nothing was added.\n");
    return 1;
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function nextStep(name: string): string {
  return `\nTo use it, set EMBEDDING_MODEL=${name} in .env, then run: npm run footnote -- index`;
}

interface ModelCall {
  readonly addition: Addition;
  readonly json: boolean;
}

/** @throws UserError (exit code 2) if the call is another. */
function parseCall(args: readonly string[]): ModelCall {
  const { values, positionals } = optionsOf(args);
  const [verb, folder, ...more] = positionals;
  if (verb !== "add" || folder === undefined || more.length > 0)
    throw misused(positionals.length === 0 ? "nothing" : positionals.join(" "));
  const { golden, weights = SHIPPED } = values;
  const path = (typed: string): string => typedPath(typed, {});
  const addition = {
    folder: path(folder),
    name: values.as ?? basename(path(folder)),
    modelsDir: readConfig().modelsDir,
    shipped: readConfig({}).modelName,
    golden: golden === undefined ? undefined : path(golden),
    weights: weights === SHIPPED ? undefined : path(weights),
    use: {
      pooling: poolingOf(values.pooling),
      passagePrefix: values["passage-prefix"],
      questionPrefix: values["question-prefix"],
    },
  };
  return { addition, json: values.json };
}

function poolingOf(typed: string | undefined): "mean" | "cls" | undefined {
  if (typed === undefined || typed === "mean" || typed === "cls") return typed;
  throw misused(`--pooling ${typed}`);
}

function optionsOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: text,
        golden: text,
        weights: text,
        pooling: text,
        "passage-prefix": text,
        "question-prefix": text,
        json: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw misused(messageOf(error));
  }
}

function misused(found: string): UserError {
  return new UserError(
    { expected: "add and the folder of a model", found, remedy: USAGE },
    { exitCode: 2 },
  );
}
