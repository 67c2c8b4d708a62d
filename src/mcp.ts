/** @module Entry of `npm run mcp`: an MCP server over standard input and output, for the operator of this machine. */

import { Console } from "node:console";
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, readConfig } from "./base/config/config.ts";
import { createLog, type Log, reportFailure } from "./base/log.ts";
import { exitWith, firstSignal } from "./base/process.ts";
import { guardStandardError } from "./base/standard-error.ts";
import { chooseCollection, readCollectionOption } from "./cli/collection-option.ts";
import type { Served } from "./cli/serving.ts";
import type { Shelf } from "./programs/grant.ts";
import { pagesOf } from "./programs/page-address.ts";
import { openQuoting } from "./programs/quoting.ts";
import type { Progress } from "./storage/progress.ts";
import type { Preparation } from "./web/mcp/prepared.ts";
import { createMcpServer } from "./web/mcp/server.ts";
import { serveOverStdio } from "./web/mcp/stdio.ts";

const NAMING = "To serve one collection alone: node bin/mcp.cjs --collection NAME";
const FOR_CLIENTS =
  "This program waits for an MCP client, which starts it by itself: docs/MCP.md says how. Ctrl+C ends it.\n";
/** A client may start a process only to ask for its version of the protocol, and end it. */
const PROBE_MS = 500;

guardStandardError();
// Standard output has nothing but the protocol.
globalThis.console = new Console(process.stderr);

await exitWith(await start().catch(reportFailure));

/** Serves until the client has gone or a signal says so; returns the exit code. */
async function start(): Promise<number> {
  const config = readChosen();
  const log = createLog(config.logLevel, [config.discord?.token ?? []].flat());
  for (const warning of config.warnings) log.warn(warning);
  if (process.stdin.isTTY) process.stderr.write(FOR_CLIENTS);
  const { shelf, preparation, failed } = open(config, log);
  const options = {
    quoting: openQuoting(shelf),
    grant: { name: "operator", collections: "all" },
    names: config.collections.map(({ id }) => id),
    pageOf: pagesOf(
      config.publicUrl,
      config.collections.map((one) => ({ ...one, isPrivate: one.visibility === "private" })),
    ),
    preparation,
    log,
  } as const;
  const served = serveOverStdio({
    createServer: () => createMcpServer(options),
    input: process.stdin,
    output: process.stdout,
    log,
  });
  await Promise.race([served, firstSignal(), failed]);
  // Builds and other children end with this process.
  return 0;
}

interface Opened {
  readonly shelf: Shelf;
  readonly preparation: Preparation;
  /** Rejects if nothing can be served. */
  readonly failed: Promise<never>;
}

/** Loads the model, and then prepares one collection after another; the client need not wait for that to connect. */
function open(config: Config, log: Log): Opened {
  let last: Progress | undefined;
  const served = load(config, log);
  const prepared = new Map<string, Promise<void>>();
  let before: Promise<unknown> = served;
  for (const { id } of config.collections) {
    const own = before.then(async () =>
      (await served).prepareOne(id, (progress) => (last = progress)),
    );
    prepared.set(
      id,
      own.catch(() => {}),
    );
    before = own;
  }
  const [first] = config.collections;
  return {
    shelf: {
      get: async (id) => (await served).collections.get(id),
      list: async () => (await served).collections.list(),
    },
    preparation: {
      of: async (collection = first.id) => prepared.get(collection),
      progress: () => last,
    },
    failed: before.then(() => new Promise<never>(() => {})),
  };
}

/** Loads the model, whose packages take longer than all else. */
async function load(config: Config, log: Log): Promise<Served> {
  await sleep(PROBE_MS);
  const [{ serveNamed }, { embedderFor }] = await Promise.all([
    import("./cli/serving.ts"),
    import("./cli/setup.ts"),
  ]);
  return serveNamed(config, { embedder: await embedderFor(config), log, observe: () => {} });
}

/** Reads the settings, with the one collection that an option names. */
function readChosen(): Config {
  const config = readConfig();
  const name = readCollectionOption(NAMING);
  return name === undefined ? config : { ...config, collections: [chooseCollection(config, name)] };
}
