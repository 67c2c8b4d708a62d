/** @module `npm run torture -- postgres`: faults of a database and of the processes on it, with real processes. */

import { killAll } from "./process.ts";
import { type Rig, setUp } from "./rig.ts";
import { faultTable, type FaultRow } from "./row.ts";
import { killBot, killWorkers } from "./kills.ts";

type Part = (rig: Rig) => Promise<FaultRow | readonly FaultRow[]>;

/** Faults on one server, one after another. */
const SHARED: Readonly<Record<string, Part>> = {
  workers: (rig) => killWorkers(rig, Number(process.env["TORTURE_KILLS"] ?? 50)),
  bot: (rig) => killBot(rig, 3),
};

/** Runs the faults of these names, or all; returns the table and whether nothing was lost or wrong. */
export async function torturePostgres(
  names: readonly string[],
): Promise<{ readonly table: string; readonly isSound: boolean }> {
  const programs = process.env["TEST_POSTGRES"];
  if (!programs) throw new Error("TEST_POSTGRES names no folder of the programs of PostgreSQL");
  process.once("exit", killAll);
  const rows: FaultRow[] = [];
  const isChosen = (name: string): boolean => names.length === 0 || names.includes(name);
  const shared = Object.entries(SHARED).filter(([name]) => isChosen(name));
  if (shared.length > 0) {
    const rig = await setUp(programs);
    try {
      for (const [name, part] of shared) {
        process.stderr.write(`${name} …\n`);
        rows.push(...[await part(rig)].flat());
        process.stderr.write(faultTable(rows.slice(-1)));
      }
    } finally {
      await rig.close();
    }
  }
  return { table: faultTable(rows), isSound: rows.every(({ wrong }) => wrong.length === 0) };
}
