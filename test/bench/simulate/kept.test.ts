import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { formattedReport, KEPT, readMeasurements, REPORT } from "../../../bench/simulate/kept.ts";

test("the documentation has the report of the kept measurements", async () => {
  expect(await readFile(REPORT, "utf8")).toBe(await formattedReport(await readMeasurements(KEPT)));
});
