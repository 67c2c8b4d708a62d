/** @module `npm run flows`: counts the files and functions that run for one `/ask`, and for a build. */

import { mkdtemp, rm } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ABILITIES } from "../commands/index.ts";
import { createLog } from "../src/base/log.ts";
import { PROJECT } from "../src/base/project.ts";
import { singleCollection } from "../src/collection/collections.ts";
import { openLibrary } from "../src/collection/library.ts";
import { joinDiscord } from "../src/discord/gateway.ts";
import { createAdmission } from "../src/interactions/admission.ts";
import { createBot } from "../src/interactions/bot.ts";
import { loadEmbedder } from "../src/model/embedder.ts";
import { openModel } from "../src/model/model.ts";
import { openFolder } from "../src/sources/folder.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { settingsFor, UNLIMITED } from "../test/support/bot.ts";
import { buildAt } from "../test/support/building.ts";
import { startFakeDiscord } from "../test/fake-discord/server.ts";
import { fakeEmbedder } from "../test/support/fake-embedder.ts";

const ASK = {
  type: "command",
  name: "ask",
  options: { question: "How many Marines were sent from Kuwait?" },
} as const;

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });

/** Prints the files of the program, and their functions, that ran since the last call. */
async function printUsed(flow: string): Promise<void> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const counts = result
    .filter(({ url }) =>
      ["src", "commands"].some((folder) =>
        url.startsWith(`${pathToFileURL(join(PROJECT, folder)).href}/`),
      ),
    )
    .map(({ functions }) => functions.filter(hasRun).length)
    .filter((count) => count > 0);
  const functions = counts.reduce((sum, count) => sum + count, 0);
  console.log(`${flow.padEnd(10)} ${counts.length} files, ${functions} functions`);
}

interface FunctionCoverage {
  readonly functionName: string;
  readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
}

/** Whether a function ran; the body of a module, which runs once at its import, is none. */
const hasRun = ({ functionName, ranges: [whole] }: FunctionCoverage): boolean =>
  whole !== undefined && whole.count > 0 && (functionName !== "" || whole.startOffset > 0);

const folder = await mkdtemp(join(tmpdir(), "footnote-flows-"));
const source = openFolder(join(PROJECT, "seeds"));
const built = { source, store: openFileStore(join(folder, "traced")), embedder: fakeEmbedder() };
await session.post("Profiler.takePreciseCoverage");
await buildAt(built);
await printUsed("a build");

const embedder = await loadEmbedder(await openModel(join(PROJECT, "models"), "all-MiniLM-L6-v2"));
const place = { source, store: openFileStore(join(folder, "index")), embedder };
await buildAt(place);
const fake = await startFakeDiscord();
const library = await openLibrary({ ...place, build: () => Promise.reject(new Error("no build")) });
const [settings, log] = [settingsFor(fake), createLog("silent")];
const bot = createBot({
  ...ABILITIES,
  collections: singleCollection(library),
  admission: createAdmission(UNLIMITED),
  log,
});
const gateway = joinDiscord({ settings, bot, commands: ABILITIES.commands, log });
await gateway.joined;
// Registration goes on after the bot has joined.
await sleep(3_000);
await fake.interact(ASK).message(60_000);
await session.post("Profiler.takePreciseCoverage");
await fake.interact(ASK).message(60_000);
await printUsed("an /ask");
await rm(folder, { recursive: true });
process.exit(0);
