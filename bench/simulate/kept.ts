/** @module Kept measurements, and the report of them in the documentation. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { PROJECT } from "../../src/base/project.ts";
import { Measurements } from "./costs.ts";
import { reportOf } from "./report.ts";

export const KEPT = join(PROJECT, "bench/costs.json");
export const REPORT = join(PROJECT, "docs/RECKONING.md");

/** Reads unit costs. @throws ZodError if the file has others. */
export const readMeasurements = async (file: string): Promise<Measurements> =>
  Measurements.parse(JSON.parse(await readFile(file, "utf8")));

/** Returns the report as the documentation has it. */
export const formattedReport = async (measured: Measurements): Promise<string> =>
  format(reportOf(measured), { ...(await resolveConfig(REPORT)), parser: "markdown" });

/** Writes both. */
export async function keep(measured: Measurements): Promise<void> {
  await writeFile(KEPT, `${JSON.stringify(measured, undefined, 2)}\n`);
  await writeFile(REPORT, await formattedReport(measured));
}
