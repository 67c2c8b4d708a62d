/** @module Entry of `npm run setup`: connects the bot to a Discord server, step by step. */

import { once } from "node:events";
import { parseArgs } from "node:util";
import { abilitiesFor } from "../commands/index.ts";
import { type EnvFile, openSettings } from "./base/config/config.ts";
import { UserError } from "./base/errors.ts";
import { reportFailure } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { createOperatorRest } from "./discord/operator-rest.ts";
import { Left, openPrompter } from "./wizard/prompter.ts";
import { runWizard } from "./wizard/wizard.ts";

const PACE = { look: 3_000, remind: 30_000 };

process.stdout.on("error", () => {});

await exitWith(await setUp().catch(reportFailure));

/** Returns the exit code: 1 if the operator stops before the end. */
async function setUp(): Promise<0 | 1> {
  const wantsNewToken = parseOptions();
  const prompter = openPrompter(process);
  const { envFile, saved } = recorded(openSettings());
  const stopping = new AbortController();
  void firstSignal().then(() => stopping.abort());
  const stopped = stopping.signal;
  const onWait = (why: string, seconds: number): void =>
    prompter.note(`${why}; waiting ${seconds} s.`);
  const wizard = runWizard({
    prompter,
    envFile,
    connect: (settings) => createOperatorRest(settings, { onWait }),
    commands: abilitiesFor(true).commands,
    wantsNewToken,
    // The packages that run the model take a second to load.
    answerExample: async () => (await import("./wizard/answer.ts")).answerExample(process),
    pace: PACE,
    stopped,
  });
  try {
    await Promise.race([wizard, once(stopped, "abort").then(leave)]);
    return 0;
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    const kept =
      saved.size > 0 ? `Saved in .env: ${[...saved].join(", ")}.` : "Nothing was changed.";
    prompter.say(`\nStopped. ${kept} To continue: npm run setup`);
    return 1;
  }
}

function leave(): never {
  throw new Left();
}

/** Records the names of the settings that are written. */
function recorded(file: EnvFile): { readonly envFile: EnvFile; readonly saved: Set<string> } {
  const saved = new Set<string>();
  const write: EnvFile["write"] = async (settings) => {
    const hasChanged = await file.write(settings);
    for (const name of Object.keys(settings)) saved.add(name);
    return hasChanged;
  };
  return { envFile: { ...file, write }, saved };
}

/** Whether the only option is given. @throws UserError that repeats nothing: a token may have been typed. */
function parseOptions(): boolean {
  try {
    const { values } = parseArgs({ options: { "new-token": { type: "boolean", default: false } } });
    return values["new-token"];
  } catch (cause) {
    throw new UserError(
      {
        expected: "no argument but --new-token",
        found: "another",
        remedy:
          "npm run setup asks for the token itself. If you typed it here, reset it: other users could see it.",
      },
      { cause, exitCode: 2 },
    );
  }
}
