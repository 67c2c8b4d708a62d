/** @module `npm run torture -- postgres`: faults of a database and of the processes on it, with real processes. */

import { killBot, killWorkers } from "./kills.ts";
import { fillDisk, lockPassages, takeConnections } from "./limits.ts";
import { cutNetwork } from "./network.ts";
import { killAll } from "./process.ts";
import { type Rig, type RigOptions, setUp } from "./rig.ts";
import { faultRow, faultTable, type FaultRow } from "./row.ts";
import { crashServer, promote, promoteBehind } from "./servers.ts";
import { besideAnother, raiseSchema } from "./versions.ts";

const KILLS = Number(process.env["TORTURE_KILLS"] ?? 50);
const CUT_MS = Number(process.env["TORTURE_CUT_MS"] ?? 60_000);

type Part = (programs: string) => Promise<FaultRow>;

const on =
  (options: RigOptions, part: (rig: Rig) => Promise<FaultRow>): Part =>
  async (programs) => {
    const rig = await setUp(programs, options);
    return part(rig).finally(() => rig.close());
  };

const PARTS: Readonly<Record<string, Part>> = {
  bot: on({}, (rig) => killBot(rig, 3)),
  crash: on({}, (rig) => crashServer(rig, 6)),
  promotion: on({ hasStandby: true }, promote),
  behind: on({ hasStandby: true }, promoteBehind),
  silent: on({}, (rig) => cutNetwork(rig, "silent", CUT_MS)),
  reset: on({}, (rig) => cutNetwork(rig, "reset", CUT_MS)),
  slow: on({}, (rig) => lockPassages(rig)),
  pool: on({}, (rig) => lockPassages(rig, 1)),
  connections: on({}, takeConnections),
  disk: fillDisk,
  versions: on({}, (rig) => besideAnother(rig, 3)),
  schema: on({}, raiseSchema),
  workers: on({}, (rig) => killWorkers(rig, KILLS)),
};

/** Runs the faults of these names, or all; returns the table and whether nothing was lost or wrong. */
export async function torturePostgres(
  names: readonly string[],
): Promise<{ readonly table: string; readonly isSound: boolean }> {
  const programs = process.env["TEST_POSTGRES"];
  if (!programs) throw new Error("TEST_POSTGRES names no folder of the programs of PostgreSQL");
  process.once("exit", killAll);
  const rows: FaultRow[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    const row = await part(programs).catch((error: unknown) => unended(name, error));
    process.stderr.write(faultTable([row]));
    rows.push(row);
  }
  return { table: faultTable(rows), isSound: rows.every(({ wrong }) => wrong.length === 0) };
}

function unended(name: string, error: unknown): FaultRow {
  const row = faultRow(name);
  row.wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return row;
}
